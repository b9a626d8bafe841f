import * as vscode from "vscode";
import { importDecoded } from "../../app/files/importFile";
import type { ImportChoices, ImportOutcome, ImportTrouble } from "../../app/files/importFile";
import type { DecodedFile } from "../../codec/file";
import { problemCount } from "../../codec/problems";
import type { Snapshot } from "../../core/access/snapshot";
import { TABLES } from "../../core/access/tables";
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
  title: string,
  beside: Pick<ImportChoices, "draftEdits" | "elsewhere">,
): Promise<SettledImport | undefined> {
  const answers: Record<string, string> = {};
  let choices: ImportChoices = beside;
  let outcome = importDecoded(file, live, choices);
  if (outcome.kind === "ambiguous") {
    const table = await dialogs.pick(
      outcome.candidates.map((value) => ({ label: TABLES[value].title, value })),
      { title, placeholder: vscode.l10n.t("Which table is in the file? Its columns leave that open.") },
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
    await dialogs.refuse(vscode.l10n.t("The file cannot be imported."), listed(outcome.troubles));
  }
  return undefined;
}

async function leaveOut(dialogs: Dialogs, { refused, edits }: ReadImport): Promise<boolean> {
  const rows = new Set(refused.map(({ at }) => at)).size;
  if (edits.length === 0) {
    await dialogs.refuse(vscode.l10n.t("Nothing in the file can be imported."), listed(refused));
    return false;
  }
  return await dialogs.confirm({
    title:
      rows === 1
        ? vscode.l10n.t("1 row of the file cannot be imported. Import the others?")
        : vscode.l10n.t("{0} rows of the file cannot be imported. Import the others?", rows),
    detail: listed(refused),
    action: vscode.l10n.t("Import the Others"),
  });
}

/** Removals are offered, with their number, only where the file leaves something out. */
async function askToMatch(
  dialogs: Dialogs,
  file: DecodedFile,
  live: Snapshot,
  title: string,
  choices: ImportChoices,
  careful: ReadImport,
): Promise<SettledImport | undefined> {
  const exact = importDecoded(file, live, { ...choices, match: true });
  if (exact.kind !== "read" || exact.counts.removed === 0) return { ...careful, match: false };
  const { removed } = exact.counts;
  return await dialogs.pick(
    [
      { label: vscode.l10n.t("Add and change only"), value: { ...careful, match: false } },
      {
        label: vscode.l10n.t("Make the project match the file"),
        description:
          removed === 1 ? vscode.l10n.t("1 would be removed") : vscode.l10n.t("{0} would be removed", removed),
        value: { ...exact, match: true },
      },
    ],
    { title, placeholder: vscode.l10n.t("What shall become of what the project has and the file does not name?") },
  );
}

/** Troubles as lines of a dialog, the first of them if there are many. */
export function listed(troubles: readonly ImportTrouble[]): string {
  const lines = troubles.slice(0, LISTED).map(({ at, message }) => (at ? `${at}: ${message}` : message));
  const more = problemCount(troubles.slice(LISTED));
  if (more > 0) lines.push(vscode.l10n.t("… and {0} more", more));
  return lines.join("\n");
}
