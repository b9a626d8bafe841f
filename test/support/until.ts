import { setTimeout as pause } from "node:timers/promises";

const LIMIT_MS = 25_000;
const BETWEEN_MS = 50;

/** Waits until something holds. @throws after the limit, with what was waited for. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, limitMs = LIMIT_MS): Promise<void> {
  if (!(await soon(holds, limitMs))) throw new Error(`waited ${limitMs / 1000} s in vain until ${what}`);
}

/** Whether something comes to hold within the limit. */
export async function soon(holds: () => Promise<boolean> | boolean, limitMs: number): Promise<boolean> {
  const over = AbortSignal.timeout(limitMs);
  while (!(await holds())) {
    if (over.aborted) return false;
    await pause(BETWEEN_MS);
  }
  return true;
}
