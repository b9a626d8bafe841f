import type { PageHostMessage, PageMessage } from "../../editors/pageProtocol";

declare function acquireVsCodeApi(): { postMessage(message: PageMessage): void; setState(state: unknown): void };

const api = acquireVsCodeApi();

/** Listens to the host and says that the page is there. */
export function connect(receive: (message: PageHostMessage) => void): void {
  window.addEventListener("message", ({ data }: MessageEvent<PageHostMessage>) => {
    api.setState({ about: data.about });
    receive(data);
  });
  api.postMessage({ type: "ready" });
}

/** Asks for what a button stands for. */
export function ask(act: string): void {
  api.postMessage({ type: "act", act });
}

export function choose(ids: readonly string[], on: boolean): void {
  api.postMessage({ type: "choose", ids, on });
}
