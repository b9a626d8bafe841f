/**
 * A sentence as a pretended language shows it: in brackets, so that one without them is seen to be untranslatable, and
 * about 30 % longer. A sentence within a sentence has brackets of its own.
 */
export function pseudo(said: string): string {
  return `⟦${said} ${"~".repeat(Math.ceil(said.length * 0.3))}⟧`;
}
