import * as v from "valibot";
import { jsonFault } from "../../codec/jsonPlaces";
import { isDate } from "../../core/dates";
import { THRESHOLDS } from "../../core/rules/accessPolicy";
import type { AccessPolicy, Threshold } from "../../core/rules/accessPolicy";
import { FINDING_RULES } from "../../core/rules/findingRules";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";

/** The file in which an institution says what it means by its findings. */
export const POLICY_NAME = "redcap-access-policy.json";

const LINE = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));
const COUNT = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const RULE = v.picklist(FINDING_RULES.map(({ id }) => id));
const NUMBERS = Object.fromEntries(Object.keys(THRESHOLDS).map((name) => [name, v.exactOptional(COUNT)])) as Record<
  Threshold,
  v.ExactOptionalSchema<typeof COUNT, undefined>
>;
const POLICY = v.strictObject({
  $schema: v.exactOptional(v.string()),
  thresholds: v.exactOptional(v.strictObject(NUMBERS), {}),
  ownDomains: v.exactOptional(v.array(v.pipe(LINE, v.regex(/^[\w-]+(?:\.[\w-]+)+$/))), []),
  exceptions: v.exactOptional(
    v.array(
      v.strictObject({
        rule: RULE,
        server: v.exactOptional(LINE),
        projectId: v.exactOptional(COUNT),
        username: v.exactOptional(LINE),
        reason: LINE,
        author: LINE,
        until: v.pipe(v.string(), v.check(isDate)),
      }),
    ),
    [],
  ),
});

/** Reads a policy whole, or says where it is wrong: nothing of it counts then. */
export function readPolicy(text: string): AccessPolicy | { readonly problem: Message } {
  const bare = text.replace(/^\uFEFF/, "");
  let json: unknown;
  try {
    json = JSON.parse(bare);
  } catch {
    const line = bare.slice(0, jsonFault(bare)).split("\n").length;
    return {
      problem: message("{file}, line {line}: this is not valid JSON. Nothing of it is used.", {
        file: POLICY_NAME,
        line,
      }),
    };
  }
  // To the check of objects a list is one without names.
  if (Array.isArray(json)) return { problem: wrongEntry("") };
  const parsed = v.safeParse(POLICY, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { problem: wrongEntry(v.getDotPath(issue) ?? "") };
  }
  const { thresholds, ownDomains, exceptions } = parsed.output;
  return { thresholds: { ...THRESHOLDS, ...thresholds }, ownDomains, exceptions };
}

function wrongEntry(entry: string): Message {
  const file = POLICY_NAME;
  if (entry === "") return message("{file} is no access policy. Nothing of it is used.", { file });
  return message('In {file}, "{entry}" is not what an access policy may say. Nothing of it is used.', {
    file,
    entry,
  });
}
