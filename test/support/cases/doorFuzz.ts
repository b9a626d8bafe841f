import assert from "node:assert/strict";
import { message } from "../../../src/core/text/message";
import { readFileSync } from "node:fs";
import type { DataTable } from "../../../src/core/dataTable";
import { FORMATS } from "../../../src/codec/format";
import { TABLE_NAMES, TABLES } from "../../../src/core/access/tables";
import { judgeCount, judgeList, judgeProject, judgeVersion } from "../../../src/redcap/answers/judge";
import { judgeBeginning, judgeEnd } from "../../../src/redcap/answers/judgeExport";
import { isRedcapError } from "../../../src/redcap/errors";
import { exampleInputs, mutations } from "../codec/mutations";
import type { Input } from "../codec/mutations";

interface Given {
  readonly answer: { readonly body?: string; readonly status?: number };
}

/** What servers answered, good and bad, as a beginning for others. */
function answerInputs(): readonly Input[] {
  const cases = JSON.parse(readFileSync("test/fixtures/cases/answers.json", "utf8")) as readonly Given[];
  const bodies = cases.flatMap(({ answer }) => (answer.body ? [{ format: "json" as const, text: answer.body }] : []));
  return [...exampleInputs(), ...bodies];
}

const STATUSES = [200, 200, 200, 400, 403, 500];
const TOKEN = "0123456789ABCDEF0123456789ABCDEF";

export interface Tally {
  tables: number;
  refused: number;
}

/** Tries damaged answers: each is a table with its key in every row, or an error with a sentence; nothing else happens. */
export async function fuzzDoor(count: number, seed: number): Promise<Tally> {
  const tally: Tally = { tables: 0, refused: 0 };
  let at = 0;
  for (const { text } of mutations(answerInputs(), count, seed)) {
    const list = TABLE_NAMES[at % TABLE_NAMES.length] ?? "user";
    const format = FORMATS[at % FORMATS.length] ?? "json";
    const status = STATUSES[at % STATUSES.length] ?? 200;
    at += 1;
    const answer = {
      status,
      headers: new Map<string, string>(),
      text,
      hide: (raw: string) => raw.replaceAll(TOKEN, "[token]"),
    };
    const others = [judgeCount, judgeVersion, judgeProject] as const;
    const judge = at % 4 === 0 ? others[at % others.length] : undefined;
    try {
      if (judge) await judge(answer, message("Refresh to see."));
      else asTable(await judgeList(answer, list), list, status);
      tally.tables += 1;
    } catch (error) {
      if (!isRedcapError(error)) throw error;
      assert.ok(error.message.length < 700 && error.message.trim().endsWith(error.message.at(-1) ?? ""), error.message);
      assert.ok(!/[\0-\x08\x0b-\x1f]/.test(error.message), "a control character is in a sentence");
      tally.refused += 1;
    }
    const refused =
      judgeBeginning(answer, { list, format, whole: true }) ?? judgeEnd(answer, { list, format }, text.slice(-512));
    if (!refused) assert.ok(status < 300, "an error would be saved");
  }
  return tally;
}

function asTable({ columns, rows }: DataTable, list: (typeof TABLE_NAMES)[number], status: number): void {
  assert.ok(status < 300);
  const keys = [TABLES[list].key, ...(list === "userRole" ? ["role_label"] : [])].map((name) => columns.indexOf(name));
  for (const row of rows)
    assert.ok(
      keys.some((key) => key >= 0 && row[key] !== undefined),
      "a row without its key",
    );
}
