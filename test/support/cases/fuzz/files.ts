import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { folderFiles, planFolder } from "../../../../src/app/files/accessFolder";
import { tableFile } from "../../../../src/app/files/accessManifest";
import { importDecoded } from "../../../../src/app/files/importFile";
import { decodeFile } from "../../../../src/codec/file";
import type { DecodedFile } from "../../../../src/codec/file";
import { checkTable } from "../../../../src/core/check/checkTable";
import { cellText } from "../../../../src/core/dataTable";
import type { DataTable } from "../../../../src/core/dataTable";
import type { Snapshot } from "../../../../src/core/access/snapshot";
import { TABLE_NAMES } from "../../../../src/core/access/tables";
import { draftCell } from "../../../../src/core/edits/draftCell";
import { DRAFT_NAMES } from "../../../../src/core/edits/draftTables";
import { isLocalKey } from "../../../../src/core/edits/edit";
import type { Edit } from "../../../../src/core/edits/edit";
import { sentenceOf } from "../../../../src/core/rules/problem";
import type { Problem } from "../../../../src/core/rules/problem";
import { QUESTIONS } from "../../../../src/core/rules/questions";
import type { Answers } from "../../../../src/core/rules/questions";
import { english } from "../../../../src/core/text/message";
import { exampleInputs, mutations } from "../../codec/mutations";
import type { Input } from "../../codec/mutations";
import { project } from "../files";
import { asText, wrongCells } from "./cells";
import type { FuzzKind, Outcome } from "./kinds";

const ROOT = "test/fixtures/cases/files";

/** Bytes as letters, so that they can be damaged as texts are. */
const lettersOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const bytesOf = (letters: string) => Buffer.from(letters, "latin1");

function fileInputs(): readonly Input[] {
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
    .map((name) => join(ROOT, name))
    .filter((path) => statSync(path).isFile());
  const people = files.map((path) => ({
    format: path.endsWith(".json") ? ("json" as const) : path.endsWith(".xml") ? ("xml" as const) : ("csv" as const),
    text: lettersOf(readFileSync(path)),
  }));
  return [...people, ...exampleInputs().map(({ format, text }) => ({ format, text: lettersOf(Buffer.from(text)) }))];
}

/** Half of them damaged anywhere, half with wrong cells, rows and columns in a text that stays a table. */
function* damaged(from: readonly Input[], count: number, seed: number): Generator<string> {
  const [anywhere, cells] = [mutations(from, count, seed), wrongCells(from, count, seed)];
  for (let made = 0; made < count; made++) {
    const next = made % 2 === 0 ? anywhere.next() : cells.next();
    if (!next.done) yield "cells" in next.value ? asText(next.value) : next.value.text;
  }
}

/** What an import makes of files: edits of rows that the file names, each from what the project says. */
export const fileFuzz: FuzzKind = {
  name: "files",
  async *trials(count, seed) {
    const live = await project();
    let at = 0;
    for (const text of damaged(fileInputs(), count, seed)) {
      const turn = at++;
      yield {
        shown: text,
        async tryOut(): Promise<Outcome> {
          const file = await decodeFile(bytesOf(text));
          const answers = answersOf(turn);
          let made = importDecoded(file, live, { answers });
          if (made.kind === "ambiguous") {
            const [table] = made.candidates;
            if (table) made = importDecoded(file, live, { answers, table });
          }
          if (made.kind === "refused") sentences(made.problems);
          if (made.kind !== "read") return made.kind === "refused" ? "refused" : "asked";
          sentences([...made.refused, ...made.ignored]);
          for (const said of [...made.notes, ...made.questions.map(({ sentence }) => sentence)])
            isSentence(english(said));
          named(made.edits, file.table, live);
          return made.questions.length > 0
            ? "asked"
            : made.edits.length > 0 || made.refused.length === 0
              ? "taken"
              : "refused";
        },
      };
    }
  },
};

/** What is said of a file while somebody types it: each at a cell that is there. */
export const checkFuzz: FuzzKind = {
  name: "checks",
  async *trials(count, seed) {
    const live = await project();
    let at = 0;
    for (const text of damaged(fileInputs(), count, seed + 1)) {
      const table = TABLE_NAMES[at++ % TABLE_NAMES.length] ?? "user";
      const known = at % 3 === 0 ? undefined : live;
      yield {
        shown: text,
        async tryOut(): Promise<Outcome> {
          const { table: source, problems, guesses } = await decodeFile(bytesOf(text));
          if (problems.length > 0 || guesses) return "refused";
          const findings = checkTable({ table, source, live: known });
          sentences(findings);
          for (const { row = -1, column = 0 } of findings.map(({ place }) => place)) {
            assert.ok(row >= -1 && row < Math.max(source.rows.length, 1), `row ${row}`);
            assert.ok(column < Math.max(source.columns.length, 1), `column ${column}`);
          }
          return findings.length > 0 ? "asked" : "taken";
        },
      };
    }
  },
};

/** One table of a folder is damaged, the others are as they were saved. */
export const folderFuzz: FuzzKind = {
  name: "folders",
  async *trials(count, seed) {
    const live = await project();
    const saved = folderFiles({ apiUrl: "https://redcap.example.edu/api/", projectId: 77 }, live);
    const textOf = (name: string) => saved.find((file) => file.name === name)?.text;
    const texts = new Map(DRAFT_NAMES.map((draft) => [draft, textOf(tableFile(draft)) ?? ""]));
    const good = new Map<string, DecodedFile>();
    for (const [draft, text] of texts) good.set(draft, await decodeFile(Buffer.from(text)));
    const inputs = [...texts.values()].map((text) => ({ format: "csv" as const, text: lettersOf(Buffer.from(text)) }));
    let at = 0;
    for (const text of damaged(inputs, count, seed + 2)) {
      const foreign = at++ % 3 === 0;
      yield {
        shown: text,
        async tryOut(): Promise<Outcome> {
          const file = await decodeFile(bytesOf(text));
          if (file.problems.length > 0 || file.guesses) return "refused";
          const columns = new Set(file.table.columns);
          const draft = DRAFT_NAMES.find((name) => columns.has(KEY[name]) && columns.has(OTHER[name]));
          if (!draft) return "refused";
          const files = { ...Object.fromEntries(good), [draft]: file };
          const manifest = {
            server: "redcap.example.edu",
            projectId: 77,
            title: "",
            redcapVersion: "",
            tables: DRAFT_NAMES,
          };
          const made = planFolder({ manifest, files }, { live, foreign });
          sentences(made.refused);
          named(made.edits, file.table, live);
          return made.questions.length > 0 ? "asked" : made.refused.length > 0 ? "refused" : "taken";
        },
      };
    }
  },
};

const KEY = { users: "username", roles: "unique_role_name", dags: "data_access_group_name", assignments: "username" };
const OTHER = { users: "forms", roles: "role_label", dags: "unique_group_name", assignments: "unique_role_name" };

/** Answers to every question, each in its turn. */
function answersOf(turn: number): Answers {
  if (turn % 3 === 0) return {};
  return Object.fromEntries(
    Object.entries(QUESTIONS).map(([id, { answers }], at) => {
      const values = Object.keys(answers);
      return [id, values[(turn + at) % values.length]];
    }),
  );
}

/** No edit is of a row that the file does not name, or begins at something else than the project says. */
function named(edits: readonly Edit[], source: DataTable, live: Snapshot): void {
  if (edits.length === 0) return;
  const said = `${source.columns.join("\n")}\n${source.rows.map((row) => row.map(cellText).join("\n")).join("\n")}`;
  const text = said.normalize("NFC").toLowerCase();
  const added = new Set(edits.filter(({ kind }) => kind === "add").map(({ key }) => key));
  for (const edit of edits) {
    const { draft, key } = edit;
    const names =
      draft === "roles"
        ? [key, live.roles.get(key)?.label]
        : draft === "dags"
          ? [key, live.dags.get(key)?.name]
          : [key];
    const isNamed = names.some((name) => name && text.includes(name.normalize("NFC").toLowerCase()));
    assert.ok(
      isNamed || (isLocalKey(key) && added.has(key)),
      `${edit.kind} ${draft} ${key}, whom the file does not name`,
    );
    if (edit.kind !== "set") continue;
    const now = draftCell(live, draft, key, edit.column) ?? "";
    if (!added.has(key)) assert.equal(edit.before, now, `${draft} ${key}.${edit.column}`);
    assert.notEqual(edit.before, edit.after, `${draft} ${key}.${edit.column} stays`);
    if (edit.column === "unique_role_name" && draft === "assignments" && edit.after !== "")
      assert.ok(live.roles.has(edit.after) || added.has(edit.after), `no role ${edit.after}`);
    if (edit.column === "data_access_group" && edit.after !== "")
      assert.ok(live.dags.has(edit.after) || added.has(edit.after), `no group ${edit.after}`);
  }
}

function sentences(problems: readonly Problem[]): void {
  for (const problem of problems) isSentence(english(sentenceOf(problem)));
}

function isSentence(text: string): void {
  assert.match(text, /[.?!:)…"]$/, text.slice(0, 300));
  assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/, "a control character is in a sentence");
  assert.ok(text.length < 2000, text.slice(0, 300));
}
