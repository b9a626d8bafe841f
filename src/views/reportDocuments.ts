import * as vscode from "vscode";
import { shownDocument } from "../core/text/displayText";
import { message, verbatim } from "../core/text/message";
import type { Message } from "../core/text/message";
import { wellFormed } from "../core/text/wellFormed";
import { text } from "../platform/language";
import { showReport } from "../platform/showReport";

const SCHEME = "redcap-access-report";

/** Reports of what was applied, as read-only documents of this window. */
export class ReportDocuments implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registration: vscode.Disposable;

  constructor() {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => this.texts.get(uri.query) ?? text(message("This report is gone.")),
    });
  }

  dispose(): void {
    this.registration.dispose();
  }

  async show(name: Message, content: Message): Promise<void> {
    await showReport(this.add(`/${text(name)}.txt`, verbatim(shownDocument(text(content)))));
  }

  /**
   * A text as a document, for one side of a diff. Several documents may have one path: where both sides do, VS Code shows
   * it once and not as a file that was renamed.
   */
  add(path: string, content: Message): vscode.Uri {
    const query = String(this.texts.size + 1);
    this.texts.set(query, text(content));
    return vscode.Uri.from({ scheme: SCHEME, path: wellFormed(path), query });
  }
}
