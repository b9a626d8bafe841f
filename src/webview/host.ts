import type { Action, CellChange, HostMessage, WebviewMessage } from "../editors/protocol";
import type { ViewState } from "./visibleRows";

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
  return request((id) => ({ type: "edit", id, changes }));
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

const INITIAL: ViewState = { filter: "", onlyChanged: false, sort: undefined };

export function loadView(): ViewState {
  const state = api.getState();
  return typeof state === "object" && state !== null ? { ...INITIAL, ...state } : INITIAL;
}

export function saveView(view: ViewState): void {
  api.setState(view);
}
