import * as vscode from "vscode";
import type { Drafts } from "../../app/drafts/drafts";
import { SAVING_EXPLAINED } from "../../app/stored/places";
import type { StoredState } from "../../app/stored/storedState";
import { message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Dialogs } from "../../platform/dialogs";
import { draftAddress } from "./draftUri";
import { DRAFT_SCHEME } from "../ids";

/** Says at the first save, and when a draft with changes is closed, that REDCap has not been told yet. */
export function savedNotice(
  drafts: Drafts,
  state: StoredState,
  dialogs: Pick<Dialogs, "info">,
  apply: (connectionId: string) => void,
): vscode.Disposable {
  const tell = async (connectionId: string, said: Message) => {
    const action = message("Review and Apply…");
    if ((await dialogs.info(said, action)) === action) apply(connectionId);
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument((document) => {
      const address = document.uri.scheme === DRAFT_SCHEME ? draftAddress(document.uri) : undefined;
      if (!address || state.read(SAVING_EXPLAINED) || drafts.changedCount(address.connectionId) === 0) return;
      void state.write(SAVING_EXPLAINED, { version: 1 });
      void tell(
        address.connectionId,
        message("The draft is kept on this computer. REDCap changes only with Review and Apply."),
      );
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const { input } of closed) {
        const uri = input instanceof vscode.TabInputCustom ? input.uri : undefined;
        const address = uri?.scheme === DRAFT_SCHEME ? draftAddress(uri) : undefined;
        const count = address ? drafts.changedCount(address.connectionId) : 0;
        if (address && count > 0)
          void tell(
            address.connectionId,
            plural(count, {
              one: "{count} change not yet in REDCap is kept in the draft.",
              other: "{count} changes not yet in REDCap are kept in the draft.",
            }),
          );
      }
    }),
  );
}
