import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { ProjectSeed } from "../../../src/emulator/project/seed";
import { Bench, post } from "./api";
import type { ApiAnswer, Fields } from "./api";

interface Expectation {
  readonly status?: number;
  readonly text?: string;
  readonly matches?: string;
  readonly contains?: readonly string[];
  /** One object per row, each with the values that the client looks at. */
  readonly rows?: readonly Fields[];
  readonly row?: Fields;
  readonly first?: Fields;
}

interface Conversation {
  readonly client: string;
  readonly about: string;
  readonly project: ProjectSeed;
  readonly steps: readonly { readonly send: Fields; readonly expect: Expectation }[];
}

/** Fills in what a client learned on its way: tokens, and ids of roles by their label. */
class Memory {
  private readonly known = new Map<string, string>();

  constructor(private readonly bench: Bench) {
    this.known.set("SUPERTOKEN", "S".repeat(64));
    this.known.set("WRONGTOKEN", "A".repeat(32));
    this.known.set("TOKEN", bench.token);
    for (const username of bench.project.users.keys())
      this.known.set(`TOKEN(${username})`, bench.as(username)["token"] ?? "");
  }

  fields(send: Fields): Fields {
    return Object.fromEntries(
      Object.entries(send).map(([name, value]) => [
        name,
        name === "token" ? (this.known.get(value) ?? value) : this.fill(value),
      ]),
    );
  }

  learn(send: Fields, answer: ApiAnswer): void {
    if (send["odm"]) this.known.set("TOKEN", answer.text.slice(-32));
    if (send["content"] !== "userRole" || !answer.text.startsWith("[")) return;
    for (const role of JSON.parse(answer.text) as Fields[])
      this.known.set(`ROLE(${role["role_label"]})`, role["unique_role_name"] ?? "");
  }

  fill(text: string): string {
    return text.replace(/ROLE\([^)]*\)/g, (placeholder) => this.known.get(placeholder) ?? placeholder);
  }
}

function check(expect: Expectation, answer: ApiAnswer, fill: (text: string) => string): void {
  const filled = JSON.parse(fill(JSON.stringify(expect))) as Expectation;
  assert.equal(answer.status, filled.status ?? 200, answer.text);
  if (filled.text !== undefined) assert.equal(answer.text, filled.text);
  if (filled.matches !== undefined) assert.match(answer.text, new RegExp(filled.matches));
  for (const part of filled.contains ?? []) assert.ok(answer.text.includes(part), `${part} in ${answer.text}`);
  if (filled.row) assert.deepEqual(like(filled.row, JSON.parse(answer.text)), filled.row);
  const rows = () => JSON.parse(answer.text) as Fields[];
  if (filled.first) assert.deepEqual(like(filled.first, rows()[0]), filled.first);
  if (filled.rows) {
    const wanted = filled.rows;
    assert.deepEqual(
      rows().map((row, index) => like(wanted[index] ?? row, row)),
      wanted,
    );
  }
}

/** The part of an object that has the keys of another. */
function like(model: Fields, object: unknown): Record<string, unknown> {
  const known = object as Record<string, unknown>;
  return Object.fromEntries(Object.keys(model).map((key) => [key, known[key]]));
}

describe("what other clients send and expect", () => {
  for (const name of ["pycap", "redcaplite", "phpcap"]) {
    const conversation = JSON.parse(readFileSync(`test/fixtures/clients/${name}.json`, "utf8")) as Conversation;
    it(`holds for ${conversation.client}, ${conversation.steps.length} requests`, async () => {
      const bench = await Bench.start(conversation.project);
      try {
        const memory = new Memory(bench);
        for (const { send, expect } of conversation.steps) {
          const answer = await post(bench.emulator.url, memory.fields(send));
          memory.learn(send, answer);
          check(expect, answer, (text) => memory.fill(text));
        }
      } finally {
        await bench.close();
      }
    });
  }
});
