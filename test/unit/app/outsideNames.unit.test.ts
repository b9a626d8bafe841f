import assert from "node:assert/strict";
import fc from "fast-check";
import { decode, encode } from "../../../src/codec/codec";
import { FORMATS } from "../../../src/codec/format";
import { decodeCsv } from "../../../src/codec/csv";
import { decodeFile } from "../../../src/codec/file";
import { cellText, column, tableOf } from "../../../src/core/dataTable";
import type { DataTable } from "../../../src/core/dataTable";
import { folderFiles, planFolder, readFolder } from "../../../src/app/files/accessFolder";
import { DRAFT_NAMES, DRAFTS } from "../../../src/core/edits/draftTables";
import { TABLE_NAMES } from "../../../src/core/access/tables";
import { startEmulator } from "../../../src/emulator/server/server";
import { gridContent } from "../../../src/editors/grid/gridContent";
import { withCopy, withNewRows } from "../../../src/editors/drafts/editRows";
import { columnLayout } from "../../../src/webview/grid/columnLayout";
import { NOBODY, textOf } from "../editors/gridInput";
import { openSite, role, SEED } from "./site";
import { cell } from "../core/trial";
import type { Site } from "./site";
import { english } from "../../../src/core/text/message";

/** Names that every object of JavaScript has already, in one way or another. */
const NAMES = ["constructor", "__proto__", "prototype", "toString", "valueOf", "hasOwnProperty", "then", "length"];
/** The parser refuses them as elements, and its refusal is told. */
const UNSAFE_XML = new Set(["constructor", "__proto__", "prototype"]);
const outside = fc.constantFrom(...NAMES);

describe("names that every object has", () => {
  let site: Site;
  before(async () => {
    const forms = Object.fromEntries(NAMES.map((name) => [name, 130]));
    site = await openSite({
      seed: {
        ...SEED,
        instruments: NAMES.map((name) => ({ name, label: name })),
        dags: NAMES,
        roles: [
          ...(SEED.roles ?? []),
          ...NAMES.map((label, index) => ({ id: `U-4${index}`, label, rights: ["reports"], forms, formsExport: 1 })),
        ],
        users: [
          ...SEED.users.map(({ dag: _, ...user }) => ({ ...user, forms: 130 })),
          ...NAMES.map((username, index) =>
            index % 2 ? { username, forms } : { username, dag: username, role: `U-4${index}` },
          ),
        ],
      },
    });
  });
  after(() => site.close());

  it("are columns, forms and cells like any other in every format", () => {
    const table = fc
      .uniqueArray(fc.oneof(outside, fc.constant("username")), { minLength: 1, maxLength: 5 })
      .chain((columns) =>
        fc
          .array(fc.tuple(...columns.map(() => outside)), { minLength: 1, maxLength: 3 })
          .map((rows) => ({ columns, rows })),
      );
    fc.assert(
      fc.property(table, fc.constantFrom(...FORMATS), ({ columns, rows }, format) => {
        const unsafe = columns.some((name) => UNSAFE_XML.has(name));
        const { table: again, problems } = decode(encode(tableOf(columns, rows), format, "user"), format, "user");
        if (format === "xml" && unsafe)
          assert.deepEqual(
            problems.map(({ code }) => code),
            ["xmlRefused"],
          );
        else
          assert.deepEqual([again.columns, again.rows.map((row) => row.map(cellText)), problems], [columns, rows, []]);
      }),
    );
  });

  it("are people, roles, groups and instruments of a snapshot", async () => {
    const live = await site.projects.load(site.id, { fresh: true });
    assert.deepEqual(live.missing, {});
    assert.deepEqual(
      live.instruments.map(({ name }) => name),
      NAMES,
    );
    for (const [index, name] of NAMES.entries()) {
      assert.deepEqual(
        [live.people.get(name)?.role, live.people.get(name)?.dag],
        index % 2 ? ["", ""] : [`U-4${index}`, live.people.get(name)?.dag],
      );
      assert.equal(live.roles.get(`U-4${index}`)?.label, name);
    }
  });

  it("are rows and columns of grids", async () => {
    const live = await site.projects.load(site.id);
    const wider = (table: DataTable | undefined) =>
      tableOf(
        [...(table?.columns ?? []), ...NAMES],
        (table?.rows ?? []).map((row) => [...row, ...NAMES]),
      );
    const more = { ...live, tables: Object.fromEntries(TABLE_NAMES.map((name) => [name, wider(live.tables[name])])) };
    for (const draft of DRAFT_NAMES) {
      const text = textOf(more, draft);
      const content = gridContent({
        ...{ draft, text, base: { text, takenAt: 0 }, snapshot: more, others: NOBODY },
        ...{ today: { today: "2026-06-15", soonDays: 30 }, project: "Trial", readOnly: undefined },
        ...{ readAt: "", elsewhere: 0, applied: undefined, moved: false, say: english },
      });
      assert.deepEqual(JSON.parse(JSON.stringify(content)), content);
      assert.ok(content.columns.every(({ width }) => Number.isInteger(width)));
      assert.ok(columnLayout(content.columns, {}, 1000).widths.every((width) => Number.isInteger(width)));
      const { table } = decodeCsv(text);
      const key = cellText(column(table, DRAFTS[draft].key)(table.rows[0] ?? []));
      for (const after of [withNewRows(draft, text, [{ [DRAFTS[draft].key]: "zoe" }]), withCopy(draft, text, key, {})])
        assert.doesNotMatch(after, /function|\[object/);
    }
  });

  it("are changed, applied and taken back like any other", async () => {
    const { changes, id } = site;
    const before = site.state();
    const edits = NAMES.flatMap((key, index) =>
      index % 2
        ? [cell("users", key, "expiration", "", "2027-01-01"), role(key, "", "U-3MON")]
        : [role(key, `U-4${index}`, "U-3MON")],
    );
    const plan = await changes.plan(id, edits);
    assert.deepEqual(
      plan.problems.filter(({ level }) => level === "refuse"),
      [],
    );
    const { outcome } = await changes.apply(id, plan);
    assert.equal(outcome, "done");
    for (const key of NAMES) assert.match(site.state().get(key) ?? "", /^U-3MON\//);
    const back = await changes.planUndo(id);
    assert.ok(back);
    assert.equal((await changes.apply(id, back.plan)).outcome, "done");
    assert.deepEqual(site.state(), before);
  });

  it("stand in a folder of access and come back from it", async () => {
    const { connections, projects, id } = site;
    const live = await projects.load(id);
    const files = folderFiles(connections.require(id), live);
    const folder = await readFolder((name) => {
      const file = files.find((each) => each.name === name);
      return Promise.resolve(file && new TextEncoder().encode(file.text));
    }, decodeFile);
    const { edits, refused } = planFolder(folder, { live });
    assert.deepEqual([edits, refused], [[], []]);
  });

  it("are parameters, columns and forms that the emulator is sent", async () => {
    const emulator = await startEmulator({ projects: [SEED] });
    const token = emulator.projects[0]?.token ?? "";
    for (const name of NAMES)
      for (const params of [
        { content: name },
        { content: "user", format: name },
        { content: "user", action: name },
        { content: "user", [name]: "1", format: "json" },
        { content: "user", action: "import", format: "json", data: JSON.stringify([{ username: "zoe", [name]: "1" }]) },
        {
          content: "user",
          action: "import",
          format: "json",
          data: `[{"username": "zoe", "${name}": "1", "forms": {"${name}": 1}}]`,
        },
      ]) {
        const answer = await fetch(emulator.url, {
          method: "POST",
          body: new URLSearchParams({ token, returnFormat: "json", ...params }),
        });
        assert.ok(answer.status < 500, `${name} ${JSON.stringify(params)}: ${answer.status}`);
      }
    await emulator.close();
  });
});
