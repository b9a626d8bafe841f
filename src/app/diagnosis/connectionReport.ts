import { section, sectionsText } from "../../core/text/words";
import { redact } from "../../net/redact";
import type { Connection } from "../connections/connection";
import type { TestResult, TestStep } from "./diagnoseConnection";

const MARKS: Readonly<Record<TestStep["state"], string>> = { ok: "[ok]", failed: "[FAILED]", skipped: "[--]" };

/** A test in words for the IT department: no token, no names of people, no title of a project. */
export function connectionReport(
  { apiUrl }: Pick<Connection, "apiUrl">,
  { steps, network }: TestResult,
  environment: readonly string[],
  today: string,
): { readonly works: boolean; readonly sentence: string; readonly text: string } {
  const { host } = new URL(apiUrl);
  const broken = steps.filter(({ state }) => state === "failed");
  // What stopped one way is no trouble where the other gets through.
  const culprit = network ? broken.find(({ title }) => title === "Token" || title === "Rights") : broken[0];
  const sentence = culprit
    ? `The connection to ${host} fails at: ${culprit.title}. ${culprit.lines[0] ?? ""}`
    : `The connection to ${host} works.`;
  const lines = steps.flatMap(({ title, state, lines: [first = "", ...more] }) => [
    `${MARKS[state]} ${title}: ${first}`,
    ...more.map((line) => `      ${line}`),
  ]);
  const heading = [`Connection test of ${host}, ${today}`, "", sentence];
  return {
    works: !culprit,
    sentence,
    text: redact(sectionsText([heading, section("Steps", lines), section("Environment", environment)])),
  };
}
