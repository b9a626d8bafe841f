import * as vscode from "vscode";
import type { Drafts } from "../../app/drafts/drafts";
import { DRAFT_NAMES } from "../../core/edits/draftTables";
import { plural } from "../../core/text/message";
import { text } from "../../platform/language";
import { draftAddress, draftUri } from "./draftUri";
import { DRAFT_SCHEME } from "../ids";

/** Marks the tab of a draft whose changes are not yet in REDCap. */
export function draftDecorations(drafts: Drafts): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.Uri[]>();
  const provider: vscode.FileDecorationProvider = {
    onDidChangeFileDecorations: changes.event,
    provideFileDecoration(uri) {
      const address = uri.scheme === DRAFT_SCHEME ? draftAddress(uri) : undefined;
      const count = address ? drafts.changedCount(address.connectionId, address.draft) : 0;
      if (count === 0) return undefined;
      const badge = count > 99 ? "9+" : String(count);
      const tooltip = text(
        plural(count, { one: "{count} change not yet in REDCap", other: "{count} changes not yet in REDCap" }),
      );
      return new vscode.FileDecoration(
        badge,
        tooltip,
        new vscode.ThemeColor("gitDecoration.modifiedResourceForeground"),
      );
    },
  };
  const changed = (connectionId: string) => changes.fire(DRAFT_NAMES.map((draft) => draftUri({ connectionId, draft })));
  return vscode.Disposable.from(
    changes,
    vscode.window.registerFileDecorationProvider(provider),
    drafts.onDidChange(changed),
    drafts.onDidCount(changed),
  );
}
