import { THRESHOLDS } from "../../../src/core/rules/accessPolicy";
import type { Threshold } from "../../../src/core/rules/accessPolicy";
import { FINDING_RULES } from "../../../src/core/rules/findingRules";
import { english } from "../../../src/core/text/message";

const HELP: Readonly<Record<Threshold, string>> = {
  administrators: "More people of one project than this with User Rights or Project Design are many.",
  fullExports: "More people of one project than this who may export the full data set are many.",
  expiredDays: "Days after which somebody whose access has ended need not be listed any more.",
};

const text = (description: string) => ({ type: "string", minLength: 1, maxLength: 1000, description });

/** What editors say of an access policy while it is written. */
export function policySchema() {
  const thresholds = Object.entries(HELP).map(([name, description]) => [
    name,
    { type: "integer", minimum: 0, default: THRESHOLDS[name as Threshold], description },
  ]);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Access policy",
    description: "What an institution says of the findings among its people.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      thresholds: {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(thresholds) as Record<string, unknown>,
      },
      ownDomains: {
        type: "array",
        description: "Domains of your own email addresses. Who has another one is external.",
        items: { type: "string", pattern: "^[\\w-]+(?:\\.[\\w-]+)+$" },
      },
      exceptions: {
        type: "array",
        description: "Findings that are known and meant. They stay counted and visible.",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["rule", "reason", "author", "until"],
          properties: {
            rule: {
              description: "The rule that it is an exception from.",
              oneOf: FINDING_RULES.map(({ id, title }) => ({ const: id, title: english(title) })),
            },
            server: text("Host of the server; any where left out."),
            projectId: { type: "integer", minimum: 0, description: "Any project where left out." },
            username: text("Anybody where left out."),
            reason: text("Why it is meant."),
            author: text("Who has decided so."),
            until: { type: "string", format: "date", description: "The last day on which it counts." },
          },
        },
      },
    },
  };
}
