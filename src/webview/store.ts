import type { GridContent, HostMessage } from "../editors/protocol";

export interface Shown {
  readonly revision: number;
  readonly content: GridContent;
}

/** What the grid shows after a message; "gap" when a patch does not follow what is shown, and a snapshot is needed. */
export function received(shown: Shown | undefined, message: HostMessage): Shown | "gap" | undefined {
  if (message.type === "snapshot") return { revision: message.revision, content: message.content };
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
