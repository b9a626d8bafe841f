import type { GridContent, HostMessage, Strings } from "../editors/protocol";

export interface Shown {
  readonly revision: number;
  readonly content: GridContent;
  readonly strings: Strings;
}

/** What the grid shows after a message; "gap" when a patch does not follow what is shown, and a snapshot is needed. */
export function received(shown: Shown | undefined, message: HostMessage): Shown | "gap" | undefined {
  if (message.type === "snapshot") {
    const { revision, content, strings } = message;
    return { revision, content, strings };
  }
  if (message.type === "more") {
    if (!shown || shown.revision !== message.revision) return "gap";
    return { ...shown, content: { ...shown.content, rows: [...shown.content.rows, ...message.rows] } };
  }
  if (message.type !== "patch") return shown;
  if (!shown || shown.revision !== message.from) return "gap";
  const rows = [...shown.content.rows];
  for (const [index, row] of message.rows) rows[index] = row;
  return { ...shown, revision: message.to, content: { ...shown.content, rows, status: message.status } };
}

/** Puts names and numbers into a translated text. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
