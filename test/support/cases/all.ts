import { answerCases } from "./answers";
import { fileCases } from "./files";
import type { Case, CaseKind, Trial } from "./kinds";

/** Every kind of inputs that is tried; a new one is a line here. */
export const CASE_KINDS: readonly CaseKind[] = [answerCases, fileCases];

export interface Tried {
  readonly input: Case;
  readonly came: unknown;
  readonly asWanted: boolean;
}

/** Tries one input. What came is compared as it would stand in a file. */
export async function tried({ input, tryOut }: Trial): Promise<Tried> {
  const came = await tryOut().catch((error: unknown) => ({ thrown: String(error) }));
  const text = canonical(came);
  return { input, came: text === undefined ? undefined : JSON.parse(text), asWanted: text === canonical(input.expect) };
}

/** Names in order, so that texts can be compared. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
