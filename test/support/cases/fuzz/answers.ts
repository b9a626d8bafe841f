import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { decodeCsvFile } from "../../../../src/codec/csv";
import { FORMATS } from "../../../../src/codec/format";
import type { DataTable } from "../../../../src/core/dataTable";
import { TABLE_NAMES, TABLES } from "../../../../src/core/access/tables";
import type { TableName } from "../../../../src/core/access/tables";
import { message } from "../../../../src/core/text/message";
import { exportBytes } from "../../../../src/redcap/answers/exportBytes";
import {
  judgeCount,
  judgeList,
  judgeProject,
  judgeVersion,
  keysOf,
  mayBeEmpty,
} from "../../../../src/redcap/answers/judge";
import { isRedcapError } from "../../../../src/redcap/errors";
import { exampleInputs, mutations } from "../../codec/mutations";
import type { Input } from "../../codec/mutations";
import { asAnswer, wrongCells } from "./cells";
import type { FuzzKind, Outcome } from "./kinds";

interface Given {
  readonly answer: { readonly body?: string };
}

/** What servers answered, good and bad, as a beginning for others. */
function answerInputs(): readonly Input[] {
  const cases = JSON.parse(readFileSync("test/fixtures/cases/answers.json", "utf8")) as readonly Given[];
  const bodies = cases.flatMap(({ answer }) => (answer.body ? [{ format: "json" as const, text: answer.body }] : []));
  return [...exampleInputs(), ...bodies];
}

const STATUSES = [200, 200, 200, 200, 200, 400, 403, 500];
const TOKEN = "0123456789ABCDEF0123456789ABCDEF";
const hide = (raw: string) => raw.replaceAll(TOKEN, "[token]");

/** The nth of a list that begins anew where it ends. */
function nth<T>(list: readonly [T, ...T[]] | readonly T[], at: number): T {
  return list[at % list.length] as T;
}

/** Mostly the one whose key it says, so that much is wanted of what came; sometimes another. */
function listFor(text: string, at: number): TableName {
  const said = TABLE_NAMES.filter(
    (name) => text.includes(`${TABLES[name].nameColumn}`) || text.includes(TABLES[name].key),
  );
  return said.length === 0 || at % 4 === 0 ? nth(TABLE_NAMES, at) : nth(said, at);
}

/** Half of them damaged anywhere, half lists that JSON can say, with wrong names and values. */
function* damagedAnswers(count: number, seed: number): Generator<string> {
  const json = answerInputs().filter(({ format }) => format === "json");
  const [anywhere, cells] = [mutations(json, count, seed), wrongCells(exampleInputs(), count, seed)];
  for (let made = 0; made < count; made++) {
    const next = made % 2 === 0 ? anywhere.next() : cells.next();
    if (!next.done) yield "cells" in next.value ? asAnswer(next.value) : next.value.text;
  }
}

/** Each is a table with its key in every row, or an error with a sentence; nothing else happens. */
export const answerFuzz: FuzzKind = {
  name: "answers",
  async *trials(count, seed) {
    let at = 0;
    for (const text of damagedAnswers(count, seed)) {
      at += 1;
      const [list, status, turn] = [listFor(text, at), nth(STATUSES, at), at];
      const answer = { status, headers: new Map<string, string>(), text, hide };
      const other = turn % 16 === 7 ? nth([judgeCount, judgeVersion, judgeProject], (turn - 7) / 16) : undefined;
      yield await Promise.resolve({
        shown: text,
        tryOut: () =>
          refusedOr(async () => {
            if (other) await other(answer, message("Refresh to see."));
            else asTable(await judgeList(answer, list), list, status);
          }),
      });
    }
  },
};

/** Bytes that are to be saved, cut anywhere on their way. */
export const exportFuzz: FuzzKind = {
  name: "exports",
  async *trials(count, seed) {
    let at = 0;
    for (const { text, format: written } of mutations(answerInputs(), count, seed)) {
      at += 1;
      const [list, status, piece] = [listFor(text, at), nth(STATUSES, at), nth([7, 1000, 100_000], at)];
      // Most servers send the format that was asked for.
      const format = at % 5 === 0 ? nth(FORMATS, at) : written;
      const options = { host: "redcap.example.edu", list, format, hide, note: () => undefined };
      yield await Promise.resolve({
        shown: text,
        tryOut: () =>
          refusedOr(async () => {
            const response = { status, headers: new Map<string, string>(), body: pieces(Buffer.from(text), piece) };
            const saved = await exportBytes(response, options, collect);
            assert.ok(saved.equals(Buffer.from(text)), "other bytes are saved than came");
            assert.ok(status < 300, "an error is saved");
            savedAs[format](
              saved
                .toString()
                .replace(/^\uFEFF/, "")
                .trim(),
              list,
            );
          }),
      });
    }
  },
};

/** What a file has to look like to be called the table, found in another way than the door finds it. */
const savedAs = {
  csv(text: string, list: TableName) {
    if (text === "") return assert.ok(mayBeEmpty(list), "an empty file is saved");
    const { columns } = decodeCsvFile(text).table;
    const first = text.split("\n", 1)[0] ?? "";
    const known = keysOf(list).some((key) => columns.includes(key) || first.includes(key));
    assert.ok(known, `no key in ${first.slice(0, 200)}`);
    assert.doesNotMatch(text, /^<(?:!DOCTYPE|html|\?xml)/i);
  },
  json(text: string, list: TableName) {
    assert.match(text, /^\[[^]*\]$/, "no list is saved");
    if (/^\[\s*\]$/.test(text)) return assert.ok(mayBeEmpty(list), "an empty list is saved");
    assert.ok(
      keysOf(list).some((key) => text.includes(`"${key}"`)),
      "a list without a key is saved",
    );
  },
  xml(text: string, list: TableName) {
    assert.match(text, /^<[^]*>$/, "no document is saved");
    assert.doesNotMatch(text, /^<(?:!DOCTYPE )?html/i, "a page is saved");
    assert.ok(mayBeEmpty(list) || /<item\b/.test(text), "a document without rows is saved");
  },
};

async function* pieces(bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  const step = Math.max(length, Math.ceil(bytes.length / 200));
  for (let at = 0; at < bytes.length; at += step) yield await Promise.resolve(bytes.subarray(at, at + step));
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function refusedOr(work: () => Promise<void>): Promise<Outcome> {
  try {
    await work();
    return "taken";
  } catch (error) {
    if (!isRedcapError(error)) throw error;
    assert.ok(error.message.length < 700 && error.message.trim() !== "", error.message);
    assert.ok(!/[\0-\x08\x0b-\x1f]/.test(error.message), "a control character is in a sentence");
    return "refused";
  }
}

function asTable({ columns, rows }: DataTable, list: TableName, status: number): void {
  assert.ok(status < 300);
  const keys = [TABLES[list].key, ...(list === "userRole" ? ["role_label"] : [])].map((name) => columns.indexOf(name));
  for (const row of rows)
    assert.ok(
      keys.some((key) => key >= 0 && row[key] !== undefined),
      "a row without its key",
    );
}
