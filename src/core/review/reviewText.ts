import type { Fact } from "../page/page";
import { pageText } from "../page/pageFiles";
import { pageWords } from "../page/pageWords";
import { renderedPage } from "../page/renderedPage";
import type { Plan } from "../plan/plan";
import { shown } from "../text/displayText";
import { message, verbatim } from "../text/message";
import type { Message } from "../text/message";
import { reviewPage } from "./reviewPage";

/** Where a plan belongs, and how it was read. */
export interface ReviewContext {
  readonly project: string;
  readonly server: string;
  /** Whose token it is, as far as that is known. */
  readonly owner?: string | undefined;
  /** When the plan's live read was made, in the person's own notation. */
  readonly readAt?: string | undefined;
}

/** What stands above a review. */
export function reviewFacts({ project, server, owner, readAt }: ReviewContext): readonly Fact[] {
  const said = (value: string) => verbatim(shown(value));
  return [
    { name: message("Project"), value: said(project) },
    { name: message("Server"), value: said(server) },
    ...(readAt === undefined ? [] : [{ name: message("Read from REDCap"), value: verbatim(readAt) }]),
    { name: message("Token of"), value: owner === undefined ? message("not known") : said(owner) },
  ];
}

/** The review of a whole plan as lines of text. */
export function reviewText(plan: Plan, context: ReviewContext, text: (said: Message) => string): string {
  const page = reviewPage({ whole: plan, part: plan, left: new Set(), facts: reviewFacts(context) });
  return pageText(renderedPage(page, text), pageWords(text));
}
