import assert from "node:assert/strict";
import fc from "fast-check";
import { importFile } from "../../../../src/app/files/importFile";
import type { ImportOutcome } from "../../../../src/app/files/importFile";
import { loadProject } from "../../../../src/app/projects/loadProject";
import { decode, encode } from "../../../../src/codec/codec";
import { encodeCsv } from "../../../../src/codec/csv";
import { FORMATS } from "../../../../src/codec/format";
import type { Format } from "../../../../src/codec/format";
import { cellText } from "../../../../src/core/dataTable";
import type { DataTable } from "../../../../src/core/dataTable";
import { readableTable } from "../../../../src/core/access/readable";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import { TABLE_NAMES } from "../../../../src/core/access/tables";
import type { TableName } from "../../../../src/core/access/tables";
import { LIMITS } from "../../../../src/net/transport/limits";
import { createUndiciTransport } from "../../../../src/net/transport/undiciTransport";
import { RedcapClient } from "../../../../src/redcap/requests/client";
import { onBench } from "../../emulator/api";
import type { Bench } from "../../emulator/api";
import { project, seedOf } from "../drawnProject";
import type { Drawn } from "../drawnProject";
import { fixedClock } from "../memory";
import { inShort } from "../../core/trial";

/** Runs on a project of its own, read over HTTP. */
async function on(drawn: Drawn, work: (bench: Bench, live: Snapshot) => Promise<void>): Promise<void> {
  const transport = createUndiciTransport({ limits: LIMITS });
  const run = onBench(
    async (bench) => {
      const client = new RedcapClient({ transport, url: bench.emulator.url, token: bench.token });
      await work(bench, await loadProject(client, fixedClock()));
    },
    seedOf(drawn),
    { version: drawn.version },
  );
  try {
    await run();
  } finally {
    await transport.close();
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);
const exported = async (bench: Bench, content: TableName, format: Format) =>
  (await bench.raw({ content, format })).text;

function planned(outcome: ImportOutcome) {
  assert.equal(outcome.kind, "read", JSON.stringify(outcome));
  return outcome;
}

describe("A file that was exported and is imported again", () => {
  it("plans nothing and asks nothing, in every format and encoding", async () => {
    let files = 0;
    await fc.assert(
      fc.asyncProperty(project, async (drawn) => {
        await on(drawn, async (bench, live) => {
          for (const content of TABLE_NAMES)
            for (const format of FORMATS) {
              const text = await exported(bench, content, format);
              if (decode(text, format, content).table.rows.length === 0) continue;
              const { table, edits, counts, questions, refused, ignored } = planned(
                await importFile(bytes(text), live, { match: true }),
              );
              assert.deepEqual([table, edits, questions, refused, ignored], [content, [], [], [], []]);
              assert.deepEqual([counts.added, counts.changed, counts.removed], [0, 0, 0]);
              files += 1;
            }
        });
      }),
      { numRuns: 25 },
    );
    assert.ok(files > 25 * 9, `${files} files`);
  }).timeout(60_000);

  it("plans nothing from a readable export either", async () => {
    await fc.assert(
      fc.asyncProperty(project, async (drawn) => {
        await on(drawn, async (_, live) => {
          for (const content of TABLE_NAMES) {
            const table = readableTable(live, content, { today: { today: "2026-06-15", soonDays: 30 } });
            if (table.rows.length === 0) continue;
            const outcome = planned(await importFile(bytes(encodeCsv(table)), live));
            const { edits, questions, refused, ignored } = outcome;
            assert.deepEqual([outcome.table, edits, questions, refused, ignored], [content, [], [], [], []]);
          }
        });
      }),
      { numRuns: 25 },
    );
  }).timeout(60_000);

  it("plans exactly the one cell that somebody changed in it", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        project,
        fc.constantFrom(...TABLE_NAMES),
        fc.constantFrom(...FORMATS),
        fc.nat(),
        fc.nat(),
        async (drawn, content, format, at, which) => {
          await on(drawn, async (bench, live) => {
            const { table } = decode(await exported(bench, content, format), format, content);
            const edit = anEdit(content, table, live, at, which);
            if (!edit) return;
            const outcome = planned(
              await importFile(bytes(encode(edit.table, format, content)), live, { answers: { blankDates: "clear" } }),
            );
            assert.deepEqual(
              outcome.edits.map(inShort).map(({ key, column, after }) => [key, column, after]),
              [[edit.key, edit.column, edit.value]],
            );
            assert.equal(outcome.counts.changed, 1);
            seen.add(`${content} ${format} ${edit.column}`);
          });
        },
      ),
      { numRuns: 60 },
    );
    assert.ok(seen.size > 10, [...seen].join());
  }).timeout(60_000);
});

/** Changes one cell of one row to another value that it may have. */
function anEdit(content: TableName, table: DataTable, live: Snapshot, at: number, which: number) {
  const key = { user: "username", userRole: "unique_role_name", dag: "unique_group_name" } as const;
  const keyName = content === "userRoleMapping" || content === "userDagMapping" ? "username" : key[content];
  const options = table.rows.flatMap((row, index) => {
    const cell = (name: string) => cellText(row[table.columns.indexOf(name)]);
    const id = cell(keyName);
    const flip = (name: string) => [name, cell(name) === "1" ? "0" : "1"] as const;
    const other = (name: string, values: Iterable<string>) =>
      [...values].filter((value) => value !== cell(name)).map((value) => [name, value] as const);
    const inRole = !!live.people.get(id)?.role;
    const forms = cell("forms").replace(/^(visit|labs):(\d+)/, (_, form: string, code: string) =>
      Number(code) >= 128 ? `${form}:${code === "138" ? 129 : 138}` : `${form}:${code === "3" ? 2 : 3}`,
    );
    const rights = [flip("reports"), flip("calendar"), ["forms", forms] as const];
    const changes = {
      user: [
        ...other("expiration", ["", "2027-01-01"]),
        ...other("data_access_group", live.dags.keys()),
        ...(inRole ? [] : rights),
      ],
      userRole: [["role_label", `${cell("role_label")} 2`] as const, ...rights],
      userRoleMapping: other("unique_role_name", live.roles.keys()),
      dag: [["data_access_group_name", `${cell("data_access_group_name")} 2`] as const],
      userDagMapping: other("redcap_data_access_group", live.dags.keys()),
    }[content];
    return changes.map(([column, value]) => ({ index, id, column, value }));
  });
  const chosen = options[(at * 31 + which) % Math.max(1, options.length)];
  if (!chosen) return undefined;
  const { index, id, column, value } = chosen;
  const rows = table.rows.map((row, r) =>
    r === index ? row.map((cell, c) => (table.columns[c] === column ? value : cell)) : row,
  );
  const draftColumn = column === "redcap_data_access_group" ? "data_access_group" : column;
  return { table: { columns: table.columns, rows }, key: id, column: draftColumn, value };
}
