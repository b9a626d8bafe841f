import { sentenceOf } from "../../../src/core/rules/problem";
import type { Problem } from "../../../src/core/rules/problem";
import { english } from "../../../src/core/text/message";
import { readFileSync } from "node:fs";
import { importFile } from "../../../src/app/files/importFile";
import type { ImportChoices, ImportOutcome } from "../../../src/app/files/importFile";
import type { Snapshot } from "../../../src/core/access/snapshot";
import { loadProject } from "../../../src/app/projects/loadProject";
import type { ProjectSeed } from "../../../src/emulator/project/seed";
import { startEmulator } from "../../../src/emulator/server/server";
import { LIMITS } from "../../../src/net/transport/limits";
import { createUndiciTransport } from "../../../src/net/transport/undiciTransport";
import { RedcapClient } from "../../../src/redcap/requests/client";
import type { Case, CaseKind } from "./kinds";

const ROOT = "test/fixtures/cases";

interface FileCase extends Case {
  /** In `files`. */
  readonly file: string;
  readonly choices?: ImportChoices;
  /** A file that was imported before, and whose changes are still in the drafts. */
  readonly after?: string;
}

/** What an import makes of files that people have, in the project of `project.json`. */
export const fileCases: CaseKind = {
  name: "files",
  trials: () =>
    (JSON.parse(readFileSync(`${ROOT}/files.json`, "utf8")) as readonly FileCase[]).map((input) => ({
      input,
      tryOut: async () => told(await tryFile(input)),
    })),
};

async function tryFile({ file, choices, after }: FileCase): Promise<ImportOutcome> {
  const live = await project();
  const read = (name: string) => readFileSync(`${ROOT}/files/${name}`);
  const first = after === undefined ? undefined : await importFile(read(after), live);
  const beside = first?.kind === "read" ? { draftEdits: first.edits, elsewhere: first.ids } : {};
  return await importFile(read(file), live, { ...choices, ...beside });
}

let known: Promise<Snapshot> | undefined;

/** The project as it is read from an emulator, once. */
export function project(): Promise<Snapshot> {
  return (known ??= read());
}

async function read(): Promise<Snapshot> {
  const seed = JSON.parse(readFileSync(`${ROOT}/project.json`, "utf8")) as ProjectSeed;

  const emulator = await startEmulator({ projects: [seed], idSeed: 1 });
  const transport = createUndiciTransport({ limits: LIMITS });
  try {
    return await loadProject(
      new RedcapClient({ transport, url: emulator.url, token: emulator.projects[0]?.token ?? "" }),
      { now: () => 0 },
    );
  } finally {
    await transport.close();
    await emulator.close();
  }
}

/** As it stands in the list of cases. */
function told(outcome: ImportOutcome): unknown {
  if (outcome.kind === "ambiguous") return { asksWhich: outcome.candidates };
  if (outcome.kind === "encoding")
    return { asksEncoding: outcome.guesses.slice(0, 3).map(({ title, sample }) => `${title}: ${sample}`) };
  if (outcome.kind === "refused") return { refused: outcome.problems.map(line) };
  const { table, edits, questions, refused, ignored, notes } = outcome;
  return {
    table,
    edits: edits.map((edit) =>
      edit.kind === "set"
        ? `${edit.draft} ${edit.key}.${edit.column}: ${edit.before} → ${edit.after}`
        : `${edit.kind} ${edit.draft} ${edit.key}`,
    ),
    asks: questions.map(({ id, sentence }) => `${id}: ${english(sentence)}`),
    refused: refused.map(line),
    leftOut: ignored.map(line),
    notes: notes.map(english),
  };
}

function line(problem: Problem): string {
  return english(sentenceOf(problem));
}
