import * as vscode from "vscode";
import type { PageStrings } from "../pageProtocol";

export function pageStrings(): PageStrings {
  const { t } = vscode.l10n;
  return {
    after: t("After"),
    before: t("Before"),
    contents: t("On this page"),
    effect: t("Effect"),
    gain: t("allows more"),
    leftOut: t("left out"),
    less: t("allows less"),
    loss: t("Cannot be taken back"),
    note: t("Note"),
    problem: t("Problem"),
    warning: t("Warning"),
    what: t("What"),
  };
}
