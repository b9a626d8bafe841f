import type { Event } from "../core/emitter";

/** What comes within this time is one change: of many projects each tells that it was read. */
const QUIET_MS = 100;

/** Calls once for many events in a row, soon after the first. */
export function settled(event: Event<unknown>, then: () => void, quietMs = QUIET_MS): { dispose(): void } {
  let timer: NodeJS.Timeout | undefined;
  const listening = event(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      then();
    }, quietMs);
  });
  return {
    dispose() {
      clearTimeout(timer);
      listening.dispose();
    },
  };
}
