import * as vscode from "vscode";
import type { Log } from "../app/ports";
import { redact } from "../net/redact";
import type { CallLog } from "../redcap/call";

export interface LogChannel extends Log, vscode.Disposable {
  show(): void;
}

/** The only door to the log: everything passes the redaction. */
export function createLog(): LogChannel {
  const channel = vscode.window.createOutputChannel("REDCap Access", { log: true });
  return {
    debug: (message) => channel.debug(redact(message)),
    info: (message) => channel.info(redact(message)),
    warn: (message) => channel.warn(redact(message)),
    error: (message) => channel.error(redact(message)),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}

/** What the log tells of a request: method, sizes, time and outcome. */
export function callLine(host: string, call: CallLog): string {
  const { content, action, format, ms, sentBytes, receivedBytes, outcome } = call;
  return `${host} ${content} ${action} ${format}: ${outcome}, ${ms} ms, ${sentBytes} bytes out, ${receivedBytes} bytes in`;
}
