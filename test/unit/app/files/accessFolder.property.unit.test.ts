import assert from "node:assert/strict";
import fc from "fast-check";
import { folderFiles, planFolder, readFolder } from "../../../../src/app/files/accessFolder";
import type { FolderFile } from "../../../../src/app/files/accessFolder";
import { decodeCsv, encodeCsv } from "../../../../src/codec/csv";
import { decodeFile } from "../../../../src/codec/file";
import { cellText } from "../../../../src/core/dataTable";
import type { DataTable } from "../../../../src/core/dataTable";
import type { FolderInput } from "../../../../src/core/folder/folderEdits";
import type { ProjectSeed } from "../../../../src/emulator/project/seed";
import { project, seedOf } from "../drawnProject";
import type { Drawn } from "../drawnProject";
import { openSite } from "../site";
import type { Site } from "../site";
import { inShort } from "../../core/trial";
import { english } from "../../../../src/core/text/message";

const APART = { idSeed: 77 };

/** The same server and instruments, and nobody there but the owner. */
function emptied(seed: ProjectSeed): ProjectSeed {
  const owner = seed.users.filter(({ username }) => username === seed.owner);
  return { ...seed, roles: [], dags: [], users: owner };
}

async function on(seed: ProjectSeed, { version }: Drawn, more: object, work: (site: Site) => Promise<void>) {
  const site = await openSite({ seed, version, ...more });
  try {
    await work(site);
  } finally {
    await site.close();
  }
}

async function saved({ connections, projects, id }: Site): Promise<readonly FolderFile[]> {
  return folderFiles(connections.require(id), await projects.load(id, { fresh: true }));
}

async function planned(files: readonly FolderFile[], { projects, id }: Site, choices: Partial<FolderInput> = {}) {
  const folder = await readFolder((name) => {
    const file = files.find((each) => each.name === name);
    return Promise.resolve(file && new TextEncoder().encode(file.text));
  }, decodeFile);
  return planFolder(folder, { live: await projects.load(id), ...choices });
}

/** The tables with roles and groups by their names, since every project has ids of its own. */
function withoutIds(files: readonly FolderFile[]): readonly unknown[] {
  const tables = new Map(files.filter(({ name }) => name.endsWith(".csv")).map(({ name, text }) => [name, rows(text)]));
  const groups = new Map(
    tables.get("dags.csv")?.map((row) => [row["unique_group_name"], row["data_access_group_name"]]),
  );
  return [...tables].map(([name, list]) => [
    name,
    list
      .map(({ unique_role_name: _, unique_group_name: __, data_access_group: group, ...row }) =>
        JSON.stringify({ ...row, group: groups.get(group) ?? group }),
      )
      .sort(),
  ]);
}

function rows(text: string): readonly Record<string, string>[] {
  const { columns, rows: list } = decodeCsv(text).table;
  return list.map((row) => Object.fromEntries(columns.map((name, index) => [name, cellText(row[index])])));
}

describe("A folder of access", () => {
  it("plans nothing on the project that it was saved from, and is saved again with the same bytes", async () => {
    await fc.assert(
      fc.asyncProperty(project, async (drawn) => {
        await on(seedOf(drawn), drawn, {}, async (site) => {
          const files = await saved(site);
          const { edits, counts, refused, questions, notes } = await planned(files, site, { match: true });
          assert.deepEqual([edits, refused, questions, notes], [[], [], [], []]);
          assert.deepEqual([counts.added, counts.changed, counts.removed], [0, 0, 0]);
          assert.deepEqual(await saved(site), files);
        });
      }),
      { numRuns: 15 },
    );
  }).timeout(60_000);

  it("applied to an empty project gives the same folder, ids aside", async () => {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(project, async (drawn) => {
        await on(seedOf(drawn), drawn, {}, async (from) => {
          const files = await saved(from);
          await on(emptied(seedOf(drawn)), drawn, APART, async (to) => {
            const { edits, refused } = await planned(files, to, { match: true, foreign: true });
            assert.deepEqual(refused, []);
            if (edits.length > 0) {
              const plan = await to.changes.plan(to.id, edits);
              const report = await to.changes.apply(to.id, plan);
              assert.equal(report.outcome, "done", english(report.sentence));
              sent += 1;
            }
            assert.deepEqual(withoutIds(await saved(to)), withoutIds(files));
            const again = await planned(files, to, { match: true, foreign: true });
            assert.deepEqual(again.edits, []);
          });
        });
      }),
      { numRuns: 15 },
    );
    assert.ok(sent > 5, `${sent} folders had something to send`);
  }).timeout(60_000);

  it("plans exactly the one cell that somebody changed in it", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(project, fc.nat(), fc.nat(), async (drawn, at, which) => {
        await on(seedOf(drawn), drawn, {}, async (site) => {
          const files = await saved(site);
          const edit = anEdit(files, at, which);
          if (!edit) return;
          const { edits, refused } = await planned(edit.files, site);
          assert.deepEqual(refused, []);
          assert.deepEqual(
            edits.map(inShort).map(({ draft, key, column, after }) => [draft, key, column, after]),
            [edit.wanted],
          );
          seen.add(edit.column);
        });
      }),
      { numRuns: 60 },
    );
    assert.ok(seen.size > 5, [...seen].join());
  }).timeout(60_000);
});

/** Changes one cell of one file to another value that it may have. */
function anEdit(files: readonly FolderFile[], at: number, which: number) {
  const table = (name: string) => decodeCsv(files.find((file) => file.name === `${name}.csv`)?.text ?? "").table;
  const cells = (name: string, column: string) => {
    const { columns, rows: list } = table(name);
    return list.map((row) => cellText(row[columns.indexOf(column)]));
  };
  const roleIds = cells("roles", "unique_role_name");
  const labels = cells("roles", "role_label");
  const roles = cells("assignments", "unique_role_name");
  const options = ["users", "roles", "dags", "assignments"].flatMap((draft) => {
    const { columns, rows: list } = table(draft);
    return list.flatMap((row, index) => {
      const cell = (name: string) => cellText(row[columns.indexOf(name)]);
      const key = cellText(
        row[
          columns.indexOf(draft === "roles" ? "unique_role_name" : draft === "dags" ? "unique_group_name" : "username")
        ],
      );
      const other = (name: string, values: readonly string[]) =>
        values.filter((value) => value !== cell(name)).map((value) => [name, value, name, value] as const);
      const role = draft === "users" ? (roles[cells("assignments", "username").indexOf(key)] ?? "") : "";
      const changes = {
        users: [...other("expiration", ["", "2027-01-01"]), ...(role === "" ? other("reports", ["0", "1"]) : [])],
        roles: [
          ["role_label", `${cell("role_label")} 2`, "role_label", `${cell("role_label")} 2`] as const,
          ...other("reports", ["0", "1"]),
        ],
        dags: other("data_access_group_name", [`${cell("data_access_group_name")} 2`]),
        assignments: [
          ...other("unique_role_name", roleIds),
          ...other("data_access_group", ["", ...cells("dags", "unique_group_name")]),
          // Roles by their labels, in the column of the id and in that of the label.
          ...labels.flatMap((label, place) =>
            roleIds[place] === cell("unique_role_name")
              ? []
              : ([
                  ["unique_role_name", label, "unique_role_name", roleIds[place] ?? ""],
                  ["role_label", label, "unique_role_name", roleIds[place] ?? ""],
                ] as const),
          ),
        ],
      }[draft];
      return (changes ?? []).map((change) => ({ draft, columns, list, index, key, change }));
    });
  });
  const chosen = options[(at * 31 + which) % Math.max(1, options.length)];
  if (!chosen) return undefined;
  const { draft, columns, list, index, key, change } = chosen;
  const [column, value, planned, after] = change;
  const changed: DataTable = {
    columns,
    rows: list.map((row, r) => (r === index ? row.map((cell, c) => (columns[c] === column ? value : cell)) : row)),
  };
  return {
    column: `${draft}.${column}`,
    wanted: [draft, key, planned, after],
    files: files.map((file) => (file.name === `${draft}.csv` ? { ...file, text: encodeCsv(changed) } : file)),
  };
}
