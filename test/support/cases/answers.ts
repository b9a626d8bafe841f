import { english } from "../../../src/core/text/message";
import { readFileSync } from "node:fs";
import type { Format } from "../../../src/codec/format";
import { tableOf } from "../../../src/core/dataTable";
import type { ReadTable } from "../../../src/core/access/snapshot";
import type { TableName } from "../../../src/core/access/tables";
import { RedcapClient } from "../../../src/redcap/requests/client";
import { isRedcapError } from "../../../src/redcap/errors";
import { badServer } from "../../unit/redcap/badServer";
import type { Case, CaseKind } from "./kinds";

interface AnswerCase extends Case {
  readonly request: {
    readonly content: TableName | "project" | "instrument" | "version" | "log";
    readonly action?: "import" | "delete";
    /** The bytes as sent are asked for, in this format. */
    readonly raw?: Format;
  };
  readonly answer: {
    readonly status?: number;
    readonly type?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly base64?: string;
  };
}

/** What a client of ours makes of answers that servers, and what stands before them, give. */
export const answerCases: CaseKind = {
  name: "answers",
  trials: () =>
    (JSON.parse(readFileSync("test/fixtures/cases/answers.json", "utf8")) as readonly AnswerCase[]).map((input) => ({
      input,
      tryOut: () => tryAnswer(input),
    })),
};

async function tryAnswer({ request, answer }: AnswerCase): Promise<unknown> {
  const { status = 200, type = "application/json", headers, body = "", base64 } = answer;
  const server = await badServer((response) => {
    response.writeHead(status, { "content-type": type, ...headers });
    response.end(base64 === undefined ? body : Buffer.from(base64, "base64"));
  });
  const outcomes: string[] = [];
  try {
    const client = new RedcapClient({
      transport: server.transport,
      url: server.url,
      token: "A".repeat(32),
      retryDelaysMs: [],
      log: ({ outcome }) => outcomes.push(outcome),
    });
    const made = await called(client, request).then(plain, refusal);
    return { ...made, logged: outcomes.join() };
  } finally {
    await server.close();
  }
}

function called(client: RedcapClient, { content, action, raw }: AnswerCase["request"]): Promise<unknown> {
  if (raw && content !== "project" && content !== "instrument" && content !== "version" && content !== "log")
    return client.exportRaw(content, raw, collect);
  const rows = tableOf(["username"], [["alice"]]);
  if (action === "import" && content === "userRole") return client.importUserRoles(rows);
  if (action === "import") return client.importUsers(rows);
  if (action === "delete") return client.deleteUsers(["alice"]);
  const exports: Readonly<Record<AnswerCase["request"]["content"], () => Promise<unknown>>> = {
    user: () => client.exportUsers(),
    userRole: () => client.exportUserRoles(),
    userRoleMapping: () => client.exportUserRoleAssignments(),
    dag: () => client.exportDags(),
    userDagMapping: () => client.exportUserDagAssignments(),
    project: () => client.exportProjectInfo(),
    instrument: () => client.exportInstruments(),
    version: () => client.exportVersion(),
    log: () => client.exportLogging(),
  };
  return exports[content]();
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** As it stands in a file: rows with their names, maps as objects. */
function plain(value: unknown): Readonly<Record<string, unknown>> {
  if (!isTable(value))
    return { value: value instanceof Object && "raw" in value ? { ...value, raw: undefined } : value };
  const rows = value.rows.map((row) => Object.fromEntries(value.columns.map((name, at) => [name, row[at]])));
  return { rows, ...(value.doubts ? { doubts: value.doubts.map(english) } : {}) };
}

function isTable(value: unknown): value is ReadTable {
  return value instanceof Object && "columns" in value;
}

function refusal(error: unknown): Readonly<Record<string, unknown>> {
  if (!isRedcapError(error)) return { thrown: String(error) };
  return { refused: error.kind, says: error.message };
}
