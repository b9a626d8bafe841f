import * as vscode from "vscode";
import { faultLine } from "../../app/connections/faultLine";
import type { Log } from "../../app/ports";
import type { Event } from "../../core/emitter";
import type { Page } from "../../core/page/page";
import { renderedPage } from "../../core/page/renderedPage";
import { text } from "../../platform/language";
import { frameHtml, frameOptions } from "../frameHtml";
import type { PageHostMessage } from "../pageProtocol";
import { readPageMessage } from "./pageMessages";
import { SentSections } from "./sentPage";

/** What a page is about: it says what the page shows, and does what is pressed. */
export interface PageSource extends vscode.Disposable {
  readonly page: Page;
  readonly onDidChange: Event<void>;
  /** Only what can be pressed on the page as it stands is asked for. */
  act(id: string): Promise<void>;
  choose(ids: readonly string[], on: boolean): void;
}

export interface PageFrame {
  readonly viewType: string;
  /** What the page is about, as it is given back when the window was reloaded. */
  readonly about: string;
  readonly title: string;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

/** A page in a tab of its own, or in the tab that VS Code kept. This module is read when the first page opens. */
export function openPage(source: PageSource, frame: PageFrame, kept?: vscode.WebviewPanel): vscode.WebviewPanel {
  const { viewType, about, title, extensionUri, log } = frame;
  const options = frameOptions(extensionUri);
  const panel =
    kept ??
    vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, { ...options, enableFindWidget: true });
  const { webview } = panel;
  webview.options = options;
  const sent = new SentSections();
  /** What the person sees; a frame that is not there hears nothing. */
  let shown: Page | undefined;
  const show = () => {
    if (!shown) return;
    shown = source.page;
    const message: PageHostMessage = { type: "page", page: sent.send(renderedPage(shown, text)), about };
    void webview.postMessage(message);
  };
  const receive = async (raw: unknown) => {
    const message = readPageMessage(raw, shown);
    if (!message) log.warn("A page sent a message that is not understood.");
    else if (message.type === "act") await source.act(message.act);
    else if (message.type === "choose") source.choose(message.ids, message.on);
    else {
      sent.forget();
      shown = source.page;
      show();
    }
  };
  const listening = [
    source,
    source.onDidChange(show),
    webview.onDidReceiveMessage((raw: unknown) => {
      receive(raw).catch((error: unknown) => log.error(faultLine(error)));
    }),
    panel.onDidChangeViewState(() => {
      // A hidden frame is thrown away; the next one says when it is ready.
      if (!panel.visible) shown = undefined;
    }),
  ];
  panel.onDidDispose(() => listening.forEach((each) => void each.dispose()));
  webview.html = frameHtml(webview, extensionUri, { title, styles: ["common.css", "page.css"], script: "page.js" });
  return panel;
}
