import { encode } from "../../codec/codec";
import type { DataTable } from "../../core/dataTable";
import type { TableName } from "../../core/access/tables";
import type { Switches } from "../switches";
import { reshaped, shaped } from "./shapes";
import { FORMATS } from "../../codec/format";
import type { Format } from "../../codec/format";
import type { Call, Reply } from "../request/call";
import { knowsContent } from "../project/columns";
import { createProject } from "../methods/createProject";
import { resolveMethod } from "./dispatch";
import { endpointOf, logLine } from "./handlers";
import { isoDate, writeLog } from "../project/log";
import type { Params } from "../request/params";
import { keepForReplica, replicaOf } from "../project/replica";
import { level } from "../methods/privileges";
import { badParameter, noPermission, noSuperToken, Refusal, switchedOff } from "../request/refusal";
import type { World } from "../project/state";

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const TYPES: Readonly<Record<Format, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  xml: "text/xml; charset=utf-8",
};
const PLAIN = "text/html; charset=utf-8";

/** What the server says to a request, in the format that the request asks for. */
export function answer(world: World, params: Params): Answer {
  try {
    return success(world, params, handle(world, params));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.bare) return { status: error.status, type: PLAIN, body: error.message };
    const format = returnFormatOf(params);
    return { status: error.status, type: TYPES[format], body: errorBody(format, error.message) };
  }
}

function handle(world: World, params: Params): Reply {
  const content = params.get("content");
  const token = params.get("token").trim().toUpperCase();
  if (token.length === 64) return handleSuper(world, params, content);
  const holder = world.tokens.get(token);
  const user = holder?.project.users.get(holder.username);
  // A wrong token, an expired one and one without API rights cannot be told apart.
  if (!holder || !user || hasExpired(world, user.expiration)) throw noPermission();
  if (content !== "version" && !level(user, "api_export") && !level(user, "api_import")) throw noPermission();
  if (!knowsContent(world.version, content)) throw badParameter("content");
  const off = world.off.get(content);
  if (off !== undefined) throw switchedOff(off);
  const method = resolveMethod(content, params.get("action"), params.has("data"));
  if (method === "create") throw noSuperToken();
  const endpoint = endpointOf(content, method);
  if (!endpoint) throw badParameter("action");
  const isWrite = method !== "export";
  if (isWrite) keepForReplica(world, holder.project);
  const project = isWrite ? holder.project : replicaOf(world, holder.project);
  const call: Call = { world, project, user, params, format: formatOf(params) };
  const line = logLine(endpoint, world.version);
  const log = () => line && writeLog(world, call.project, user.username, "Manage/Design ", line);
  try {
    const reply = endpoint.handle(call);
    log();
    return reply;
  } catch (error) {
    if (error instanceof Refusal && error.wrote) log();
    throw error;
  }
}

/** Whoever holds a token of 64 characters may create projects and ask for the version, nothing else. */
function handleSuper(world: World, params: Params, content: string): Reply {
  if (content === "version") return { kind: "text", text: world.version };
  if (content !== "project" || !params.has("data")) throw noPermission();
  return { kind: "text", text: createProject(world, params, formatOf(params)) };
}

/** The day of expiration itself still lets people in here; the sources disagree about it. */
function hasExpired(world: World, expiration: string): boolean {
  return expiration !== "" && expiration < isoDate(world.clock());
}

function formatOf(params: Params): Format {
  if (!params.has("format")) return "xml";
  return FORMATS.find((format) => format === params.get("format")) ?? fail();
}

function fail(): never {
  throw badParameter("format");
}

/** Errors, counts of imports and deletes; falls back to the format of the data. */
function returnFormatOf(params: Params): Format {
  const named = (name: string) => FORMATS.find((format) => format === params.get(name));
  return named("returnFormat") ?? named("format") ?? "xml";
}

function success({ switches }: World, params: Params, reply: Reply): Answer {
  if (reply.kind === "text") return { status: 200, type: PLAIN, body: reply.text };
  // Bare digits in every format, XML included.
  if (reply.kind === "count") return { status: 200, type: TYPES[returnFormatOf(params)], body: String(reply.count) };
  const format = formatOf(params);
  // PyCap and RedcapLite are both prepared for it: a CSV list of nothing is nothing, not even a header.
  if (format === "csv" && reply.table.rows.length === 0) return { status: 200, type: TYPES.csv, body: "" };
  if (reply.kind === "rows" && format === "json" && reply.content !== "log" && reply.content !== "instrument")
    return { status: 200, type: TYPES.json, body: tableBody(reply.table, reply.content, switches) };
  const text = encode(reply.table, format, reply.kind === "object" ? "project" : reply.content);
  const body = reply.kind === "object" && format === "json" ? text.slice(1, -1) : text;
  return { status: 200, type: TYPES[format], body };
}

function tableBody(table: DataTable, content: TableName, switches: Switches): string {
  return reshaped(encode(shaped(table, content, switches), "json", content), switches);
}

function errorBody(format: Format, text: string): string {
  if (format === "json") return JSON.stringify({ error: text });
  if (format === "csv") return `ERROR: ${text}`;
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<?xml version="1.0" encoding="UTF-8" ?><hash><error>${escaped}</error></hash>`;
}
