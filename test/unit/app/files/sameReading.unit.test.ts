import assert from "node:assert/strict";
import { folderFiles, planFolder } from "../../../../src/app/files/accessFolder";
import { tableFile } from "../../../../src/app/files/accessManifest";
import { importDecoded } from "../../../../src/app/files/importFile";
import { decodeFile } from "../../../../src/codec/file";
import type { DecodedFile } from "../../../../src/codec/file";
import { readTextTable } from "../../../../src/codec/textTable";
import { checkTable } from "../../../../src/core/check/checkTable";
import { DRAFT_NAMES, DRAFTS } from "../../../../src/core/edits/draftTables";
import type { DraftName, Edit } from "../../../../src/core/edits/edit";
import { english } from "../../../../src/core/text/message";
import { project } from "../../../support/cases/files";

/** Changes of a folder's assignments and users that people make by hand. */
const CHANGES: readonly (readonly [what: string, draft: DraftName, from: string | RegExp, to: string])[] = [
  ["nothing", "assignments", /$/, ""],
  ["the label of a role", "assignments", "U-222BBBBBBB,Monitor", 'U-222BBBBBBB,"Data Entry"'],
  ["the id of a role", "assignments", "U-222BBBBBBB,Monitor", "U-111AAAAAAA,Monitor"],
  ["id and label of a role", "assignments", "U-222BBBBBBB,Monitor", 'U-111AAAAAAA,"Data Entry"'],
  ["id and label of two roles", "assignments", "U-222BBBBBBB,Monitor", 'U-111AAAAAAA,"Project Manager"'],
  ["a role that is not there", "assignments", "U-222BBBBBBB,Monitor", "U-999,Nobody"],
  ["somebody who is not there", "assignments", /$/, "ghost,,,\n"],
  ["somebody twice", "assignments", /$/, "milo,,,\n"],
  ["a row without its end", "assignments", /$/, "milo\n"],
  ["a group that is not there", "assignments", "site_a", "site_z"],
  ["the title of a group for its name", "assignments", "site_a", '"Site B"'],
  ["somebody in other letters", "assignments", "milo,", "MILO,"],
  ["no day", "users", "2026-12-31", "31.12.2026"],
  ["a day", "users", "2026-12-31", "2027-12-31"],
  ["a right that is none", "users", /^nora,(.*?),0,/m, "nora,$1,7,"],
];

describe("a table of a folder", () => {
  for (const [what, draft, from, to] of CHANGES)
    it(`says the same to an import, a check and the folder: ${what}`, async () => {
      const live = await project();
      const saved = folderFiles({ apiUrl: "https://redcap.example.edu/api/", projectId: 77 }, live);
      const textOf = (name: DraftName) => saved.find((file) => file.name === tableFile(name))?.text ?? "";
      const text = textOf(draft).replace(from, to);
      if (what !== "nothing") assert.notEqual(text, textOf(draft));
      const files: Partial<Record<DraftName, DecodedFile>> = {};
      for (const name of DRAFT_NAMES) files[name] = await decodeFile(Buffer.from(name === draft ? text : textOf(name)));
      const file = files[draft];
      assert.ok(file);
      const imported = importDecoded(file, live, { table: DRAFTS[draft].table });
      const { table, problems } = readTextTable(text, "csv");
      assert.deepEqual(problems, file.problems);
      if (imported.kind !== "read") return assert.ok(problems.length > 0);
      const manifest = { server: "", projectId: 77, title: "", redcapVersion: "", tables: DRAFT_NAMES };
      const folder = planFolder({ manifest, files }, { live });
      assert.deepEqual(folder.edits.map(said), imported.edits.map(said));
      const refused = imported.refused.map((problem) => english(problem.message));
      assert.deepEqual(
        folder.refused.map((problem) => english(problem.message)),
        refused,
      );
      const checked = checkTable({ table: DRAFTS[draft].table, source: table, live });
      assert.deepEqual(
        checked.filter(({ level }) => level === "refuse").map((problem) => english(problem.message)),
        refused,
      );
    });
});

function said(edit: Edit): string {
  const cell = edit.kind === "set" ? ` ${edit.column}: ${edit.before} → ${edit.after}` : "";
  return `${edit.kind} ${edit.draft} ${edit.key}${cell}`;
}
