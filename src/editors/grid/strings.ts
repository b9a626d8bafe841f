import * as vscode from "vscode";
import type { DraftName } from "../../core/edits/edit";
import { CELL_RULES } from "../../core/rules/cellRules";
import { text } from "../../platform/language";
import type { Strings } from "../protocol";

export function gridStrings(draft: DraftName): Strings {
  const { t } = vscode.l10n;
  return {
    ...draftStrings(draft),
    added: t("new"),
    all: t("(all)"),
    andMore: t("… and {0} more", "{0}"),
    apply: t("Review and Apply…"),
    asText: t("Show Changes as Text"),
    cancel: t("Cancel"),
    changed: t("changed"),
    changedFrom: t("changed from"),
    changeFor: t("{0} (for {1} of {2})", "{0}", "{1}", "{2}"),
    changesElsewhere: t("{0} changes in this project, none in this grid", "{0}"),
    changesElsewhereOne: t("1 change in this project, none in this grid"),
    changesHere: t("{0} changes in this project, {1} in this grid", "{0}", "{1}"),
    changesOne: t("1 change not yet in REDCap"),
    changesMany: t("{0} changes not yet in REDCap", "{0}"),
    clear: t("Clear"),
    close: t("Close"),
    conflict: t("REDCap: {0}", "{0}"),
    conflictsOne: t("Somebody changed this cell in REDCap too. Keep your change, or take what REDCap says now:"),
    conflictsMany: t(
      "Somebody changed {0} of these cells in REDCap too. Keep your changes, or take what REDCap says now:",
      "{0}",
    ),
    columnFilter: t("{0}: {1}", "{0}", "{1}"),
    delete: t("Delete"),
    different: t("different"),
    discard: t("Discard"),
    duplicate: t("Duplicate…"),
    edit: t("Edit"),
    export: t("Export"),
    filter: t("Filter rows"),
    filterBy: t("Filter by {0}", "{0}"),
    find: t("Find Users…"),
    findHelp: t("Paste usernames or e-mail addresses, one per line or separated by commas."),
    found: t("{0} found and selected.", "{0}"),
    given: t("given by the role {0}", "{0}"),
    givenAdvice: t(
      "{0} of {1} is given by the role {2}. Edit the role, or take the person out of it first.",
      ...["{0}", "{1}", "{2}"],
    ),
    groupBy: t("Group by {0}", "{0}"),
    groupCount: t("Users: {0}", "{0}"),
    instrument: t("Instrument"),
    instrumentRights: t("rights on instruments"),
    keepMine: t("Keep Mine"),
    leftAlone: t("Instruments left as they are, without the right {1}: {0}.", "{0}", "{1}"),
    locked: t("{0} cannot be edited here.", "{0}"),
    matrix: t("Compare Roles"),
    mixed: t("mixed"),
    moved: t("This text is older than the last refresh. Its changes are compared with the project as it was then."),
    needsFirst: t("Tick {0} first: no instrument has it.", "{0}"),
    no: t("No"),
    noDifferences: t("The roles that are shown do not differ."),
    noMatch: t("No row matches the filter."),
    none: t("Nothing has been changed."),
    notADate: text(CELL_RULES.badDate.message("{0}")),
    notAll: t("{0} of them cannot be edited and were left out.", "{0}"),
    notAnOption: t('Nothing was pasted: "{0}" is not possible in {1}.', "{0}", "{1}"),
    nothingChanges: t("Nothing will change."),
    notFound: t("Not in the project: {0}", "{0}"),
    onlyChanged: t("Only changed"),
    onlyDifferent: t("Only differences"),
    pasted: t("{0} cells pasted.", "{0}"),
    refresh: t("Refresh from REDCap"),
    remove: t("Remove"),
    removed: t("to be removed"),
    restore: t("Restore"),
    review: t("Review Changes"),
    select: t("Select…"),
    selectBy: t("Select everyone with"),
    selected: t("{0} selected", "{0}"),
    setColumn: t("Set…"),
    setColumnFor: t("Set for {0} selected", "{0}"),
    findThem: t("Find"),
    take: t("Set"),
    takeRedcaps: t("Take REDCap's"),
    set: t("Set {0} for {1} selected", "{0}", "{1}"),
    setAll: t("All instruments"),
    survey: t("Edit survey responses"),
    unusual: t("unusual code {0}", "{0}"),
    view: t("View"),
    willChange: t("This will change:"),
    yes: t("Yes"),
  };
}

/** What the grid is about, and what it says of its rows. */
function draftStrings(draft: DraftName): Pick<Strings, "add" | "empty" | "grid" | "rows"> {
  const { t } = vscode.l10n;
  switch (draft) {
    case "roles":
      return {
        add: t("Add Role…"),
        empty: t("This project has no roles."),
        grid: t("Roles of {0}", "{0}"),
        rows: t("{0} of {1} roles", "{0}", "{1}"),
      };
    case "dags":
      return {
        add: t("Add Group…"),
        empty: t("This project has no data access groups."),
        grid: t("Data access groups of {0}", "{0}"),
        rows: t("{0} of {1} groups", "{0}", "{1}"),
      };
    default:
      return {
        add: t("Add Users…"),
        empty: t("This project has no users."),
        grid: draft === "users" ? t("Users of {0}", "{0}") : t("Role assignments of {0}", "{0}"),
        rows: t("{0} of {1} users", "{0}", "{1}"),
      };
  }
}
