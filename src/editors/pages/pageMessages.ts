import * as v from "valibot";
import { actsOf, choicesOf } from "../../core/page/page";
import type { Page } from "../../core/page/page";
import type { PageMessage } from "../pageProtocol";

const NAME = v.pipe(v.string(), v.maxLength(2000));
const MESSAGE = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("act"), act: NAME }),
  v.object({ type: v.literal("choose"), ids: v.pipe(v.array(NAME), v.maxLength(100_000)), on: v.boolean() }),
]);

/**
 * What a page asks for, or undefined: the frame is not trusted, so that only what can be pressed on the page as it stands
 * is heard.
 */
export function readPageMessage(raw: unknown, page: Page | undefined): PageMessage | undefined {
  const parsed = v.safeParse(MESSAGE, raw);
  if (!parsed.success) return undefined;
  const { output } = parsed;
  if (output.type === "ready") return output;
  if (!page) return undefined;
  if (output.type === "act") return actsOf(page).some(({ id, off }) => id === output.act && !off) ? output : undefined;
  const known = new Set(choicesOf(page).map(({ id }) => id));
  return output.ids.every((id) => known.has(id)) ? output : undefined;
}
