import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  exportAll,
  exportDagAssignments,
  exportDags,
  exportRoleAssignments,
  exportRoles,
  exportUsers,
} from "../../../../src/commands/files/exportTables";
import { importFile } from "../../../../src/commands/files/importFile";
import { desk } from "../../../support/desk/desk";
import { filePlace } from "../../../support/desk/nodeFiles";
import { person, projectNode, userNode } from "../../../support/desk/person";
import { openSite, SEED } from "../../app/site";
import type { Site } from "../../app/site";
import { inShort } from "../../core/trial";

/** Each writes its own table as the server sent it, to a file of its name. */
const EXPORTS = [
  ["Export Users", exportUsers, "user"],
  ["Export Roles", exportRoles, "userRole"],
  ["Export Role Assignments", exportRoleAssignments, "userRoleMapping"],
  ["Export Data Access Groups", exportDags, "dag"],
  ["Export DAG Assignments", exportDagAssignments, "userDagMapping"],
] as const;

describe("exports of tables", () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  const node = () => projectNode(site.id);
  const RAW = "CSV, as REDCap sends it";

  for (const [title, command, content] of EXPORTS)
    it(`${title} writes ${content}.csv, byte for byte what REDCap sent`, async () => {
      const dialogs = person(RAW);
      const at = desk(site, dialogs);
      await command(at)(node());
      const file = join(at.folder, "redcap/12-Trial", `${content}.csv`);
      assert.deepEqual(await readdir(join(at.folder, "redcap/12-Trial")), [`${content}.csv`]);
      const sent: Uint8Array[] = [];
      const client = await site.connections.client(site.id);
      await client.exportRaw(content, "csv", async (bytes) => {
        for await (const chunk of bytes) sent.push(chunk);
      });
      assert.deepEqual(await readFile(file), Buffer.concat(sent));
      assert.ok(Buffer.concat(sent).length > 0);
      assert.equal(dialogs.said.at(-1), `Exported redcap/12-Trial/${content}.csv.`);
    });

  it("Export All Access Tables writes all five, and opens or shows the first when asked", async () => {
    for (const [press, did] of [
      ["Open", "showed"],
      ["Reveal", "revealed"],
    ] as const) {
      const dialogs = person("JSON, as REDCap sends it");
      dialogs.presses.push(press);
      const at = desk(site, dialogs);
      await exportAll(at)(node());
      const names = ["dag.json", "user.json", "userDagMapping.json", "userRole.json", "userRoleMapping.json"];
      assert.deepEqual((await readdir(join(at.folder, "redcap/12-Trial"))).sort(), names);
      assert.deepEqual(at.done, ["worked: Export All Access Tables", `${did} redcap/12-Trial/user.json`]);
      assert.equal(dialogs.said.at(-1), "Exported 5 files, the first is redcap/12-Trial/user.json.");
    }
  });

  it("are readable when wished: everybody, those with access, or those selected", async () => {
    const exported = async (label: string, nodes = [userNode(site.id, "bob"), userNode(site.id, "eve")]) => {
      const at = desk(site, person(label));
      await exportUsers(at)(nodes[0], nodes);
      const text = await readFile(join(at.folder, "redcap/12-Trial/user-readable.csv"), "utf8");
      return text
        .split("\n")
        .slice(1)
        .map((line) => line.split(",")[0])
        .filter(Boolean);
    };
    const carol = site.emulator.state(12).users.get("carol");
    assert.ok(carol);
    carol.expiration = "2026-01-01";
    try {
      assert.deepEqual(await exported("Readable CSV"), ["ann", "bob", "carol", "dave", "eve", "fay"]);
      assert.deepEqual(await exported("Readable CSV, without expired people"), ["ann", "bob", "dave", "eve", "fay"]);
      assert.deepEqual(await exported("Readable CSV, only 2 selected people"), ["bob", "eve"]);
      assert.deepEqual(await exported("Readable CSV, only 1 selected person", [userNode(site.id, "bob")]), ["bob"]);
      const roles = person(undefined);
      await exportRoles(desk(site, roles))(userNode(site.id, "bob"));
      assert.deepEqual(roles.lists[0]?.slice(3), ["Readable CSV"]);
    } finally {
      carol.expiration = "2026-12-31";
    }
  });

  it("ask before they replace a file, and number the new one when both are kept", async () => {
    const at = desk(site, person(RAW));
    await exportRoles(at)(node());
    const folder = join(at.folder, "redcap/12-Trial");
    await writeFile(join(folder, "userRole.csv"), "mine");
    const again = async (answer: string | undefined) => {
      const dialogs = person(RAW, answer);
      await exportRoles({ ...at, dialogs })(node());
      return dialogs;
    };
    const back = await again(undefined);
    assert.deepEqual(
      [back.lists[1], back.placeholders[1]],
      [["Replace", "Keep both"], "userRole.csv is there already"],
    );
    assert.equal(await readFile(join(folder, "userRole.csv"), "utf8"), "mine");
    await again("Keep both");
    await again("Keep both");
    assert.deepEqual((await readdir(folder)).sort(), ["userRole-2.csv", "userRole-3.csv", "userRole.csv"]);
    assert.equal(await readFile(join(folder, "userRole.csv"), "utf8"), "mine");
    await again("Replace");
    assert.notEqual(await readFile(join(folder, "userRole.csv"), "utf8"), "mine");
  });

  it("ask where to, when no folder is open, and write nothing when the person goes back", async () => {
    const at = desk(site, person(RAW, RAW, "JSON, as REDCap sends it"), { folderOpen: false });
    await exportRoles(at)(node());
    at.access.chosen.push(join(at.folder, "mine.csv"), at.folder);
    await exportRoles(at)(node());
    await exportAll(at)(node());
    assert.deepEqual(at.access.asked, ["Export User Roles", "Export User Roles", "Export All Access Tables"]);
    assert.deepEqual((await readdir(at.folder)).filter((name) => !name.startsWith(".")).sort(), ["mine.csv", "redcap"]);
  });

  it("offer to keep names and e-mail addresses out of git, until it is answered for the folder", async () => {
    const dialogs = person(RAW, "JSON, as REDCap sends it", "XML, as REDCap sends it");
    const at = desk(site, dialogs);
    await mkdir(join(at.folder, ".git"));
    await exportUsers(at)(node());
    dialogs.presses.push("Add Folder to .gitignore");
    await exportUsers(at)(node());
    assert.match(
      dialogs.said.at(-1) ?? "",
      /^Exported .*\. It contains names and e-mail addresses, and it is in a git repository\.$/,
    );
    assert.equal(await readFile(join(at.folder, ".gitignore"), "utf8"), "/redcap/12-Trial/\n");
    await exportUsers(at)(node());
    assert.match(dialogs.said.at(-1) ?? "", /^Exported [^ ]*\.$/);
    const asked = ["Open", "Reveal", "Add Folder to .gitignore", "Keep in Git"];
    assert.deepEqual(dialogs.buttons, [...asked, ...asked, "Open", "Reveal"]);
  });

  it("offer it again for a folder that is not ignored, until the repository may keep them, wherever its root is", async () => {
    const dialogs = person(RAW, RAW, RAW);
    const at = desk(site, dialogs, { folderOpen: false });
    await mkdir(join(at.folder, ".git"));
    const asked: number[] = [];
    for (const [folder, press] of [
      ["mine", "Add Folder to .gitignore"],
      ["of/others", "Keep in Git"],
      ["more"],
    ] as const) {
      await mkdir(join(at.folder, folder), { recursive: true });
      at.access.chosen.push(join(at.folder, folder, "user.csv"));
      dialogs.presses.splice(0, 1, ...(press ? [press] : []));
      await exportUsers(at)(node());
      asked.push(dialogs.buttons.filter((button) => button === "Keep in Git").length);
    }
    assert.equal(await readFile(join(at.folder, ".gitignore"), "utf8"), "/mine/\n");
    assert.deepEqual(asked, [1, 2, 2]);
  });

  it("name which tables could not be written, and why", async () => {
    const dialogs = person(RAW);
    const at = desk(site, dialogs);
    site.proxy.meet(({ incoming }) => incoming.socket.destroy());
    await exportRoles(at)(node());
    assert.match(dialogs.said.at(-1) ?? "", /^Trial, User Roles: /);
    assert.equal(dialogs.said.length, 2);
  });
});

describe("Import Access File", () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  const wanted = async () =>
    (await site.drafts.edits(site.id)).map(inShort).map(({ key, column, after }) => `${key}.${column}=${after}`);
  const at = async (text: string, ...answers: Parameters<typeof person>) => {
    const dialogs = person(...answers);
    const made = desk(site, dialogs);
    const file = join(made.folder, "people.csv");
    await writeFile(file, text);
    return { ...made, dialogs, file, place: filePlace(file) };
  };
  const COLUMNS = "username,unique_role_name,data_access_group";
  const ALL = `${COLUMNS}\nann,U-1ADMIN,\nbob,U-3MON,boston\ncarol,U-2ENTRY,boston\ndave,,lyon\neve,,\nfay,U-3MON,lyon\n`;

  it("turns the file into changes of the project's drafts, sends nothing, and opens the grid", async () => {
    const made = await at(ALL);
    made.dialogs.presses.push("Review Changes");
    await importFile(made)(made.place);
    assert.deepEqual(await wanted(), ["bob.unique_role_name=U-3MON"]);
    assert.deepEqual(made.done, [
      "worked: Import Access File",
      `opened ${site.id} assignments`,
      `ran reviewChanges {"kind":"project","connectionId":"${site.id}"}`,
    ]);
    assert.deepEqual(made.dialogs.said, [
      "In the draft, not yet in REDCap: 0 added, 1 changed; 5 unchanged. Nothing is removed.",
    ]);
    assert.deepEqual(site.proxy.writes, []);
  });

  it("asks for a file, and for what the file leaves open: whether what it does not name goes", async () => {
    const made = await at(`${COLUMNS}\nbob,U-3MON,boston\n`, "Make the project match the file");
    made.access.chosen.push(made.file);
    await importFile(made)(projectNode(site.id));
    assert.deepEqual(made.dialogs.lists, [["Add and change only", "Make the project match the file"]]);
    assert.match(made.dialogs.entries[0]?.[1]?.description ?? "", /^3 would be removed$/);
    assert.match(
      made.dialogs.said.at(-1) ?? "",
      /^In the draft, not yet in REDCap: 0 added, 1 changed, 3 removed; 0 unchanged\.$/,
    );
    const careful = await at(`${COLUMNS}\nbob,U-3MON,boston\n`, undefined);
    await importFile(careful)(careful.place);
    assert.equal(careful.dialogs.said.length, 1);
  });

  it("leaves out rows that cannot be right only when the person agrees, and names them with their place", async () => {
    const text = ALL.replace("dave,,lyon", "dave,NOBODY,lyon");
    const made = await at(text, undefined);
    await importFile(made)(made.place);
    assert.match(
      made.dialogs.said[0] ?? "",
      /^1 row of the file cannot be imported\. Import the others\? \| [^]*NOBODY/,
    );
    assert.deepEqual(await wanted(), []);
    const agreed = await at(text, "Import the Others", "Add and change only");
    await importFile(agreed)(agreed.place);
    assert.deepEqual(await wanted(), ["bob.unique_role_name=U-3MON"]);
  });

  it("says so when there is nothing to change, nothing to be taken, or no project", async () => {
    const same = await at(ALL.replace("bob,U-3MON", "bob,U-2ENTRY"));
    await importFile(same)(same.place);
    assert.deepEqual(same.dialogs.said, ["The project already matches the file."]);
    const strange = await at("a,b\n1,2\n");
    await importFile(strange)(strange.place);
    assert.match(strange.dialogs.said[0] ?? "", /^The file cannot be imported\. \| /);
    await site.connections.remove(site.id);
    const nowhere = await at(ALL);
    await importFile(nowhere)(nowhere.place);
    assert.deepEqual(nowhere.dialogs.said, ["Add a project first to import into."]);
  });

  it("imports all files that were dropped, reads one that is not saved as it is shown, and is off where nothing is trusted", async () => {
    const made = await at("a,b\n1,2\n");
    made.access.edited.set(made.file, ALL);
    await importFile(made)(projectNode(site.id), [made.place, made.place]);
    assert.equal(made.done.filter((each) => each.startsWith("worked")).length, 2);
    assert.deepEqual(await wanted(), ["bob.unique_role_name=U-3MON"]);
    const dialogs = person();
    await importFile(desk(site, dialogs, { trusted: false }))(made.place);
    assert.match(dialogs.said[0] ?? "", /^Importing is off while this folder is not trusted\./);
  });

  it("is refused where the token's owner may not change access", async () => {
    await site.close();
    const users = SEED.users.map((user) =>
      user.username === "eve" ? { ...user, rights: ["user_rights:2", "data_access_groups", "api_export"] } : user,
    );
    site = await openSite({ seed: { ...SEED, users }, tokenOf: "eve" });
    const made = await at(ALL);
    await importFile(made)(made.place);
    assert.match(
      made.dialogs.said[0] ?? "",
      /^Nothing can be imported into Trial\. \| Read-only: the token's owner lacks .* in this project\.$/,
    );
  });
});
