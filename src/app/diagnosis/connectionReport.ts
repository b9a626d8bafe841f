import { documentOf, indented, section } from "../../core/text/document";
import { changeTexts, message, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { redact } from "../../net/redact";
import type { Connection } from "../connections/connection";
import { STEP_TITLES } from "./diagnoseConnection";
import type { TestResult, TestStep } from "./diagnoseConnection";

const TITLED: Readonly<Record<TestStep["state"], (title: Message, first: Message) => Message>> = {
  ok: (title, first) => message("[ok] {title}: {first}", { title, first }),
  failed: (title, first) => message("[FAILED] {title}: {first}", { title, first }),
  skipped: (title, first) => message("[--] {title}: {first}", { title, first }),
};

/** A test in words for the IT department: no token, no names of people, no title of a project. */
export function connectionReport(
  { apiUrl }: Pick<Connection, "apiUrl">,
  { steps, network }: TestResult,
  environment: readonly string[],
  today: string,
): { readonly works: boolean; readonly sentence: Message; readonly text: Message } {
  const { host } = new URL(apiUrl);
  const broken = steps.filter(({ state }) => state === "failed");
  // What stopped one way is no trouble where the other gets through.
  const culprit = network ? broken.find(({ what }) => what === "token" || what === "rights") : broken[0];
  const sentence = culprit
    ? message("The connection to {host} fails at: {step}. {why}", {
        host,
        step: STEP_TITLES[culprit.what],
        why: culprit.lines[0] ?? verbatim(""),
      })
    : message("The connection to {host} works.", { host });
  const lines = steps.flatMap(({ what, state, lines: [first = verbatim(""), ...more] }) => [
    TITLED[state](STEP_TITLES[what], first),
    ...indented(indented(more)),
  ]);
  const heading = [message("Connection test of {host}, {day}", { host, day: today }), verbatim(""), sentence];
  const report = documentOf([
    heading,
    section(message("Steps:"), lines),
    section(message("Environment:"), environment.map(verbatim)),
  ]);
  return { works: !culprit, sentence: changeTexts(sentence, redact), text: changeTexts(report, redact) };
}
