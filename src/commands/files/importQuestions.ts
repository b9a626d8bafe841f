import { joined, message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { importDecoded } from "../../app/files/importFile";
import type { ImportChoices, ImportOutcome } from "../../app/files/importFile";
import type { DecodedFile } from "../../codec/file";
import { problemCount } from "../../codec/problems";
import type { Snapshot } from "../../core/access/snapshot";
import { TABLES } from "../../core/access/tables";
import { sentenceOf } from "../../core/rules/problem";
import type { Problem } from "../../core/rules/problem";
import type { Dialogs } from "../../platform/dialogs";

type ReadImport = Extract<ImportOutcome, { readonly kind: "read" }>;

/** An import that leaves nothing open; with `match`, what the file does not name goes. */
export type SettledImport = ReadImport & { readonly match: boolean };

/** Lines of a list in a dialog; more of them nobody reads there. */
const LISTED = 12;

/** Asks what the file leaves open until nothing is; undefined when the person gave up or the file cannot be taken. */
export async function settleImport(
  dialogs: Dialogs,
  file: DecodedFile,
  live: Snapshot,
  title: Message,
  beside: Pick<ImportChoices, "draftEdits" | "elsewhere">,
): Promise<SettledImport | undefined> {
  const answers: Record<string, string> = {};
  let choices: ImportChoices = beside;
  let outcome = importDecoded(file, live, choices);
  if (outcome.kind === "ambiguous") {
    const table = await dialogs.pick(
      outcome.candidates.map((value) => ({ label: TABLES[value].title, value })),
      { title, placeholder: message("Which table is in the file? Its columns fit more than one.") },
    );
    if (!table) return undefined;
    choices = { ...choices, table };
    outcome = importDecoded(file, live, choices);
  }
  for (let refusedRows = true; outcome.kind === "read"; outcome = importDecoded(file, live, choices)) {
    if (refusedRows && outcome.refused.length > 0 && !(await leaveOut(dialogs, outcome))) return undefined;
    refusedRows = false;
    const open = outcome.questions.find(({ id }) => !(id in answers));
    if (!open) return await askToMatch(dialogs, file, live, title, choices, outcome);
    const answer = await dialogs.pick(
      open.answers.map(({ value, title: label }) => ({ label, value })),
      { title, placeholder: open.sentence },
    );
    if (answer === undefined) return undefined;
    answers[open.id] = answer;
    choices = { ...choices, answers: { ...answers } };
  }
  if (outcome.kind === "refused") {
    await dialogs.refuse(message("The file cannot be imported."), listed(outcome.problems));
  }
  return undefined;
}

async function leaveOut(dialogs: Dialogs, { refused, edits }: ReadImport): Promise<boolean> {
  const rows = new Set(refused.map(({ place }) => place.row)).size;
  if (edits.length === 0) {
    await dialogs.refuse(message("Nothing in the file can be imported."), listed(refused));
    return false;
  }
  return await dialogs.confirm({
    title: plural(rows, {
      one: "{count} row of the file cannot be imported. Import the others?",
      other: "{count} rows of the file cannot be imported. Import the others?",
    }),
    detail: listed(refused),
    action: message("Import the Others"),
  });
}

/** Removals are offered, with their number, only where the file leaves something out. */
async function askToMatch(
  dialogs: Dialogs,
  file: DecodedFile,
  live: Snapshot,
  title: Message,
  choices: ImportChoices,
  careful: ReadImport,
): Promise<SettledImport | undefined> {
  const exact = importDecoded(file, live, { ...choices, match: true });
  if (exact.kind !== "read" || exact.counts.removed === 0) return { ...careful, match: false };
  const { removed } = exact.counts;
  return await dialogs.pick(
    [
      { label: message("Add and change only"), value: { ...careful, match: false } },
      {
        label: message("Make the project match the file"),
        description: plural(removed, { one: "{count} would be removed", other: "{count} would be removed" }),
        value: { ...exact, match: true },
      },
    ],
    { title, placeholder: message("The file leaves out some of what the project has. What should happen to it?") },
  );
}

/** Problems as lines of a dialog, the first of them if there are many. */
export function listed(problems: readonly Problem[]): Message {
  const lines = problems.slice(0, LISTED).map(sentenceOf);
  const more = problemCount(problems.slice(LISTED));
  if (more > 0) lines.push(plural(more, { one: "… and {count} more", other: "… and {count} more" }));
  return joined(lines, "\n");
}
