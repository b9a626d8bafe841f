import { english } from "../../../../src/core/text/message";
import { said as sentence } from "../../core/problems";
import assert from "node:assert/strict";
import { folderFiles, planCopy, planFolder, readFolder } from "../../../../src/app/files/accessFolder";
import { MANIFEST_NAME } from "../../../../src/app/files/accessManifest";
import { decodeFile } from "../../../../src/codec/file";
import { assignmentsText, rolesText } from "../../../../src/core/access/compareText";
import { openSite, SEED } from "../site";
import type { Site } from "../site";
import { inShort } from "../../core/trial";
import type { Edit } from "../../../../src/core/edits/edit";

describe("Folders of access and copies", () => {
  let site: Site;
  before(async () => void (site = await openSite()));
  after(() => site.close());

  const live = () => site.projects.load(site.id);
  /** The folder of the project after somebody has changed its files. */
  const folder = async (change: (name: string, text: string) => string) => {
    const files = folderFiles(site.connections.require(site.id), await live());
    return await readFolder((name) => {
      const file = files.find((each) => each.name === name);
      return Promise.resolve(file && new TextEncoder().encode(change(name, file.text)));
    }, decodeFile);
  };
  const changed = async (file: string, from: RegExp | string, to: string, match = false) =>
    planFolder(await folder((name, text) => (name === file ? text.replace(from, to) : text)), {
      live: await live(),
      match,
    });
  const said = ({ edits }: { readonly edits: readonly Edit[] }) =>
    edits.map(inShort).map(({ key, column, after }) => `${key}.${column}=${after}`);

  it("write rows by key, roles with labels, and no rights of people in roles", async () => {
    const [manifest, users, , , assignments] = folderFiles(site.connections.require(site.id), await live());
    assert.match(manifest?.text ?? "", /"tables": \[\n {4}"users",\n {4}"roles",\n {4}"dags",\n {4}"assignments"\n/);
    const lines = (assignments?.text ?? "").split("\n");
    assert.equal(lines[0], "username,unique_role_name,role_label,data_access_group");
    assert.equal(lines[2], 'bob,U-2ENTRY,"Data Entry",boston');
    assert.match(users?.text ?? "", /^carol,2026-12-31,+$/m);
    assert.doesNotMatch(users?.text ?? "", /@/);
    const named = folderFiles(site.connections.require(site.id), await live(), { names: true });
    assert.match(named[1]?.text ?? "", /^username,email,firstname,lastname,expiration,/);
  });

  it("take a role by its id, by its label, or by whichever of them was changed", async () => {
    const wanted = ["bob.unique_role_name=U-3MON"];
    for (const cells of [
      "U-3MON,Monitor",
      "U-3MON,",
      ",Monitor",
      "Monitor,",
      'U-3MON,"Data Entry"',
      "U-2ENTRY,Monitor",
    ])
      assert.deepEqual(
        said(await changed("assignments.csv", 'bob,U-2ENTRY,"Data Entry"', `bob,${cells}`)),
        wanted,
        cells,
      );
  });

  it("know people in whatever letters the files spell them, also where the project shall match exactly", async () => {
    for (const match of [false, true]) {
      assert.deepEqual((await changed("users.csv", /^bob,/m, "Bob,", match)).edits, []);
      assert.deepEqual((await changed("assignments.csv", /^bob,/m, "BOB,", match)).edits, []);
      assert.deepEqual((await changed("assignments.csv", /^bob,/m, '" bob ",', match)).edits, []);
    }
    const made = await changed("assignments.csv", 'bob,U-2ENTRY,"Data Entry"', "Bob,U-3MON,Monitor", true);
    assert.deepEqual(said(made), ["bob.unique_role_name=U-3MON"]);
  });

  it("refuse a line whose id and label are different roles, and say where", async () => {
    const { edits, refused } = await changed(
      "assignments.csv",
      'bob,U-2ENTRY,"Data Entry"',
      "bob,U-3MON,Administrators",
    );
    assert.deepEqual(edits, []);
    assert.match(
      refused.map(sentence).join(),
      /^assignments\.csv, line 3: .* as U-3MON and as "Administrators", which are two different roles/,
    );
  });

  it("remove nobody unless the project shall match exactly", async () => {
    const without = (text: string) => text.replace(/^eve,.*\n/m, "");
    const gone = await folder((_, text) => without(text));
    assert.deepEqual(planFolder(gone, { live: await live() }).edits, []);
    const exact = planFolder(gone, { live: await live(), match: true });
    assert.deepEqual(said(exact), ["eve.username="]);
    assert.equal(exact.counts.removed, 1);
  });

  it("remove nobody while a line cannot be read, and take nobody's role for a missing line", async () => {
    const broken = await folder((name, text) =>
      name === "users.csv" ? text.replace(/^eve,.*\n/m, "") : text.replace("bob,U-2ENTRY", "bob,U-9NONE"),
    );
    const { edits, notes } = planFolder(broken, { live: await live(), match: true });
    assert.deepEqual(edits, []);
    assert.match(notes.map(english).join(" "), /Nothing is removed/);
    const missing = await changed("assignments.csv", /^bob,.*\n/m, "", true);
    assert.deepEqual(missing.edits, []);
    assert.match(missing.notes.map(english).join(" "), /No line of the assignments names bob/);
  });

  it("leave out rights written for somebody in a role, and say so", async () => {
    const { edits, notes } = await changed("users.csv", "carol,2026-12-31,", "carol,2026-12-31,1");
    assert.deepEqual(edits, []);
    assert.match(notes.map(english).join(" "), /rights of carol come from a role/);
  });

  it("are refused whole when a named table is missing or has no key", async () => {
    await assert.rejects(
      folder((name, text) => (name === "dags.csv" ? text.replace("unique_group_name", "x") : text)),
      {
        message:
          "dags.csv cannot be read: it has no column unique_group_name. Save the folder again, or put the column back.",
      },
    );
    await assert.rejects(
      readFolder(() => Promise.resolve(undefined), decodeFile),
      /There is no redcap-access\.json/,
    );
  });

  it("are read as far as the manifest names their tables, whatever else lies beside it", async () => {
    const { files } = await folder((name, text) =>
      name === MANIFEST_NAME ? text.replace(/"tables": \[[^\]]*\]/, '"tables": ["assignments"]') : text,
    );
    assert.deepEqual(Object.keys(files), ["assignments"]);
  });

  it("change assignments alone when they hold nothing else, and remove nobody who is not named", async () => {
    const alone = await folder((name, text) =>
      name === MANIFEST_NAME
        ? text.replace(/"tables": \[[^\]]*\]/, '"tables": ["assignments"]')
        : text.replace(/^eve,.*\n/m, "").replace('bob,U-2ENTRY,"Data Entry"', "bob,U-3MON,Monitor"),
    );
    const made = planFolder(alone, { live: await live(), match: true });
    assert.deepEqual([said(made), made.refused, made.notes], [["bob.unique_role_name=U-3MON"], [], []]);
  });

  it("copy roles without ids, forms by name, and people by the names of their roles", async () => {
    const other = await openSite({
      seed: {
        ...SEED,
        projectId: 13,
        instruments: [{ name: "visit", label: "Visit" }],
        dags: [],
        roles: [{ id: "U-7X", label: "Monitor", rights: [] }],
        users: SEED.users.filter(({ username }) => username === "ann").map(({ role: _, ...ann }) => ann),
      },
    });
    try {
      const target = await other.projects.load(other.id);
      const choice = { roles: new Set(["U-2ENTRY"]), people: new Set(["bob", "fay"]), dags: false, assignments: true };
      const { edits, refused, questions, notes } = planCopy(await live(), choice, { live: target });
      assert.deepEqual(questions, []);
      assert.deepEqual(notes.map(english), ["1 instrument is not in this project and is left out: labs."]);
      const of = (key: string, column: string) =>
        edits.map(inShort).find((edit) => edit.key === key && edit.column === column)?.after;
      assert.equal(of("new:1", "role_label"), "Data Entry");
      assert.equal(of("new:1", "forms"), "visit:130");
      // Groups that neither come along nor are there: the people's lines are refused by name.
      assert.deepEqual(
        refused.map(({ place }) => place.keys?.join()),
        ["bob", "fay"],
      );
      const all = planCopy(await live(), { ...choice, dags: true }, { live: target });
      assert.deepEqual(all.refused, []);
      const role = (key: string) =>
        all.edits.map(inShort).find((edit) => edit.key === key && edit.column === "unique_role_name")?.after;
      assert.deepEqual([role("bob"), role("fay")], ["new:1", "U-7X"]);
    } finally {
      await other.close();
    }
  });

  it("compare projects by labels and rights, whatever the encoding, the ids and the order", async () => {
    const [visit, labs] = SEED.instruments;
    assert.ok(visit && labs);
    const roles = (SEED.roles ?? []).map(({ id, forms, ...role }) => ({
      ...role,
      id: `${id ?? ""}X`,
      forms: forms === 130 ? 1 : forms === 129 ? 2 : 3,
    }));
    const bits = (SEED.roles ?? []).map((role) => (role.forms === 154 ? { ...role, forms: 138 } : role));
    const users = SEED.users.map((user) => ({ ...user, ...(user.role ? { role: `${user.role}X` } : {}) }));
    const texts: string[][] = [];
    for (const seed of [
      { ...SEED, roles: bits },
      { ...SEED, formCodes: "legacy" as const, instruments: [labs, visit], roles: roles.toReversed(), users },
    ]) {
      const one = await openSite({ seed });
      const snapshot = await one.projects.load(one.id);
      texts.push([english(rolesText(snapshot)), english(assignmentsText(snapshot))]);
      await one.close();
    }
    assert.deepEqual(texts[0], texts[1]);
    assert.match(texts[0]?.[0] ?? "", /^Administrators\n {2}Project Design and Setup: Yes\n/);
    assert.match(texts[0]?.[1] ?? "", /^ann: Administrators; no DAG\nbob: Data Entry; DAG Boston\n/);
  });
});
