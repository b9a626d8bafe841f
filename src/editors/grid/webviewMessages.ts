import * as v from "valibot";
import { wellFormed } from "../../core/text/wellFormed";
import { ACTIONS, ROW_ACTIONS } from "../protocol";
import type { HostMessage, WebviewMessage } from "../protocol";

/** A pasted text can end in half a letter. */
const text = v.pipe(v.string(), v.transform(wellFormed));
const id = v.pipe(v.number(), v.integer());
const MESSAGE = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  v.object({
    type: v.literal("edit"),
    id,
    runs: v.array(v.object({ column: v.string(), value: text, keys: v.array(v.string()) })),
  }),
  v.object({ type: v.literal("rows"), id, act: v.picklist(ROW_ACTIONS), keys: v.array(v.string()) }),
  v.object({ type: v.literal("run"), id, action: v.picklist(ACTIONS) }),
  v.object({ type: v.literal("view"), view: v.pipe(v.string(), v.maxLength(20_000)) }),
]);

/** A message of the grid, or undefined for anything else: the frame is not trusted. */
export function readMessage(message: unknown): WebviewMessage | undefined {
  const parsed = v.safeParse(MESSAGE, message);
  return parsed.success ? parsed.output : undefined;
}

/** The answer to a request, also when doing it failed: the grid waits for one. */
export async function answerTo(id: number, work: () => Promise<void>): Promise<HostMessage> {
  try {
    await work();
    return { type: "answer", id };
  } catch (error) {
    return { type: "answer", id, error: error instanceof Error ? error.message : String(error) };
  }
}
