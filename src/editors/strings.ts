import * as vscode from "vscode";
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
