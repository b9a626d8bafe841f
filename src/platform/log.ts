import * as vscode from "vscode";
import type { Log } from "../app/ports";
import { shownText } from "../core/text/displayText";
import { redact } from "../net/redact";
import type { Redactor } from "../net/redact";

export interface LogChannel extends Log, vscode.Disposable {
  show(): void;
  /** Takes tokens out of a text, those in use in every notation. */
  readonly hide: Redactor;
}

/** The only door to the log: everything passes the redaction. `hideKnown` knows the tokens that are in use. */
export function createLog(hideKnown: Redactor): LogChannel {
  const channel = vscode.window.createOutputChannel("REDCap Access", { log: true });
  const hide: Redactor = (text) => redact(hideKnown(text));
  const line = (message: string) => shownText(hide(message));
  return {
    debug: (message) => channel.debug(line(message)),
    info: (message) => channel.info(line(message)),
    warn: (message) => channel.warn(line(message)),
    error: (message) => channel.error(line(message)),
    hide,
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
