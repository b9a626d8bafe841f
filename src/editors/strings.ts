import * as vscode from "vscode";
import type { EditWords } from "./editDraft";
import type { GridWords } from "./gridContent";
import type { Strings } from "./protocol";

export function gridStrings(): Strings {
  const { t } = vscode.l10n;
  return {
    apply: t("Review and Apply…"),
    asText: t("Show Changes as Text"),
    changed: t("changed"),
    changesOne: t("1 change not yet in REDCap"),
    changesMany: t("{0} changes not yet in REDCap", "{0}"),
    clear: t("Clear"),
    discard: t("Discard"),
    empty: t("This project has no users."),
    filter: t("Filter rows"),
    moved: t("This text is older than the last refresh. Its changes are compared with the project as it was then."),
    noMatch: t("No row matches the filter."),
    none: t("Nothing has been changed."),
    onlyChanged: t("Only changed"),
    refresh: t("Refresh from REDCap"),
    review: t("Review Changes"),
    rows: t("{0} of {1} users", "{0}", "{1}"),
    selected: t("{0} selected", "{0}"),
    set: t("Set {0} for {1} selected", "{0}", "{1}"),
    undo: t("Undo Last Apply…"),
  };
}

export function gridWords(): GridWords {
  const { t } = vscode.l10n;
  return {
    name: t("Name"),
    email: t("Email"),
    fromAccount: t("From the person's REDCap account."),
    access: t("Access"),
    untilWhen: t("Until when the person has access."),
    noRole: t("No role"),
    ownRights: t("own rights"),
    noGroup: t("No group"),
    seesAll: t("sees the records of every group"),
    line: (line, problem) => t("Line {0}: {1}", line, problem),
    notInProject: (value) => t('"{0}" is not in the project. Choose one from the list.', value),
  };
}

export function editWords(): EditWords {
  const { t } = vscode.l10n;
  return {
    unreadable: (line, problem) => t("Line {0} cannot be read: {1} Correct it as text first.", line, problem),
    fixed: (column) => t("The column {0} cannot be edited here.", column),
    noRow: (key) => t("There is no row of {0} in the draft any more.", key),
  };
}
