import { setTimeout as pause } from "node:timers/promises";
import * as vscode from "vscode";
import type { Message } from "../core/text/message";
import { text } from "./language";
import { plainLine } from "./plainText";

type Tell = (said: Message, done?: number, total?: number) => void;
type Work<T> = (report: Tell, signal: AbortSignal) => Promise<T>;

/** Shows that something takes time: quietly in the view, or as a notification that can be cancelled. */
export interface ProgressUi {
  inView<T>(work: Work<T>): Promise<T>;
  notification<T>(title: Message, work: Work<T>): Promise<T>;
}

/** Work that is done sooner flashes no notification. */
const PATIENCE = 400;

export const vscodeProgress: ProgressUi = {
  inView: (work) => show({ location: { viewId: "redcapAccess.projects" } }, work),
  async notification(title, work) {
    const abort = new AbortController();
    let last: Parameters<Tell> | undefined;
    let tell: Tell = (...said) => void (last = said);
    const running = work((...said) => tell(...said), abort.signal);
    const settled = running.then(
      () => true,
      () => true,
    );
    if (await Promise.race([settled, pause(PATIENCE, false)])) return await running;
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: plainLine(text(title)),
      cancellable: true,
    };
    return await show(options, async (report, signal) => {
      signal.addEventListener("abort", () => abort.abort());
      tell = report;
      if (last) report(...last);
      return await running;
    });
  },
};

async function show<T>(options: vscode.ProgressOptions, work: Work<T>): Promise<T> {
  return await vscode.window.withProgress(options, async (progress, cancellation) => {
    const abort = new AbortController();
    const listening = cancellation.onCancellationRequested(() => abort.abort());
    let shown = 0;
    const report: Tell = (said, done, total) => {
      const percent = total ? (100 * (done ?? 0)) / total : shown;
      progress.report({ message: plainLine(text(said)), increment: Math.max(0, percent - shown) });
      shown = Math.max(shown, percent);
    };
    try {
      return await work(report, abort.signal);
    } finally {
      listening.dispose();
    }
  });
}
