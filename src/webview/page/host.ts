import { toRuns } from "../../editors/protocol";
import type { Action, CellChange, HostMessage, RowAction, WebviewMessage } from "../../editors/protocol";
import { INITIAL_VIEW } from "../grid/visibleRows";
import type { ViewState } from "../grid/visibleRows";

interface VsCodeApi {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
let lastId = 0;
const waiting = new Map<number, (error: string | undefined) => void>();

/** Listens to the host and says that the grid is there. Answers go to who asked. */
export function connect(receive: (message: HostMessage) => void): void {
  window.addEventListener("message", ({ data }: MessageEvent<HostMessage>) => {
    if (data.type !== "answer") return receive(data);
    waiting.get(data.id)?.(data.error);
    waiting.delete(data.id);
  });
  requestSnapshot();
}

export function requestSnapshot(): void {
  api.postMessage({ type: "ready" });
}

/** Asks for cells to be changed in the draft. @returns a sentence when it did not work */
export function sendEdit(changes: readonly CellChange[]): Promise<string | undefined> {
  return request((id) => ({ type: "edit", id, runs: toRuns(changes) }));
}

/** Asks for rows to be added, removed or brought back. */
export function sendRows(act: RowAction, keys: readonly string[]): Promise<string | undefined> {
  return request((id) => ({ type: "rows", id, act, keys }));
}

export function sendAction(action: Action): Promise<string | undefined> {
  return request((id) => ({ type: "run", id, action }));
}

function request(message: (id: number) => WebviewMessage): Promise<string | undefined> {
  const id = ++lastId;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    api.postMessage(message(id));
  });
}

/** The view of this frame; a new frame gets what the host kept of the one before. */
export function loadView(): ViewState | undefined {
  return asView(api.getState());
}

/** What was kept, as far as it is a view at all; parts that an older version did not know are as at first. */
export function asView(kept: unknown): ViewState | undefined {
  return typeof kept === "object" && kept !== null ? { ...INITIAL_VIEW, ...kept } : undefined;
}

let telling: ReturnType<typeof setTimeout> | undefined;

export function saveView(view: ViewState): void {
  api.setState(view);
  clearTimeout(telling);
  telling = setTimeout(() => api.postMessage({ type: "view", view: JSON.stringify(view) }), 300);
}
