import { decodeJson, encodeJson } from "../codec/json";
import type { Format } from "../codec/format";
import { cellText, column } from "../core/dataTable";
import type { DataTable } from "../core/dataTable";
import type { Instrument, ProjectInfo } from "../core/access/snapshot";
import { TABLES } from "../core/tables";
import type { TableName } from "../core/tables";
import { Caller } from "./call";
import type { CallerOptions } from "./call";
import { countIn } from "./count";
import { RedcapError } from "./errors";

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Rows to import: a table of ours, or a document with its format. */
export type ImportData = DataTable | { readonly text: string; readonly format: Format };

export interface ImportOptions extends CallOptions {
  /** Format of the count or error that comes back; JSON unless told. */
  readonly returnFormat?: Format;
}

export interface LogQuery extends CallOptions {
  readonly logtype?: string;
  readonly user?: string;
  /** `YYYY-MM-DD HH:MM`, server time. */
  readonly beginTime?: string;
}

/** REDCap's access API, one method per API method. Loads ask for JSON. All methods @throws {RedcapError}. */
export class RedcapClient {
  private readonly caller: Caller;

  constructor(options: CallerOptions) {
    this.caller = new Caller(options);
  }

  /** Takes this client's token, in any notation, out of a text. */
  hide(text: string): string {
    return this.caller.hide(text);
  }

  exportUsers(options?: CallOptions): Promise<DataTable> {
    return this.exportTable("user", options);
  }

  importUsers(data: ImportData, options?: ImportOptions): Promise<number> {
    return this.importTable("user", data, options);
  }

  deleteUsers(usernames: readonly string[], options?: ImportOptions): Promise<number> {
    return this.deleteRows("user", usernames, options);
  }

  exportUserRoles(options?: CallOptions): Promise<DataTable> {
    return this.exportTable("userRole", options);
  }

  importUserRoles(data: ImportData, options?: ImportOptions): Promise<number> {
    return this.importTable("userRole", data, options);
  }

  deleteUserRoles(roles: readonly string[], options?: ImportOptions): Promise<number> {
    return this.deleteRows("userRole", roles, options);
  }

  exportUserRoleAssignments(options?: CallOptions): Promise<DataTable> {
    return this.exportTable("userRoleMapping", options);
  }

  importUserRoleAssignments(data: ImportData, options?: ImportOptions): Promise<number> {
    return this.importTable("userRoleMapping", data, options);
  }

  exportDags(options?: CallOptions): Promise<DataTable> {
    return this.exportTable("dag", options);
  }

  importDags(data: ImportData, options?: ImportOptions): Promise<number> {
    return this.importTable("dag", data, options);
  }

  deleteDags(dags: readonly string[], options?: ImportOptions): Promise<number> {
    return this.deleteRows("dag", dags, options);
  }

  /** Moves the token's owner to another of the groups the DAG Switcher gives them; '' is no group. */
  async switchDag(dag: string, options: CallOptions = {}): Promise<void> {
    const text = await this.write({ content: "dag", action: "switch", dag }, options);
    if (countIn(text) !== 1)
      throw unreadable(
        "REDCap did not confirm the switch of the data access group. Refresh to see what is there now.",
        text,
      );
  }

  exportUserDagAssignments(options?: CallOptions): Promise<DataTable> {
    return this.exportTable("userDagMapping", options);
  }

  importUserDagAssignments(data: ImportData, options?: ImportOptions): Promise<number> {
    return this.importTable("userDagMapping", data, options);
  }

  async exportProjectInfo(options: CallOptions = {}): Promise<ProjectInfo> {
    const text = await this.read("project", options);
    const { table } = decodeJson(text);
    const [row] = table.rows;
    const raw = new Map(table.columns.map((name, index) => [name, cellText(row?.[index])]));
    const projectId = Number(raw.get("project_id"));
    if (!Number.isSafeInteger(projectId) || projectId <= 0)
      throw unreadable(`REDCap's answer names no project. ${AGAIN}`, text);
    return { projectId, title: raw.get("project_title") ?? "", inProduction: raw.get("in_production") === "1", raw };
  }

  async exportInstruments(options: CallOptions = {}): Promise<readonly Instrument[]> {
    const { table } = this.list(await this.read("instrument", options));
    const [name, label] = [column(table, "instrument_name"), column(table, "instrument_label")];
    return table.rows.map((row) => ({ name: cellText(name(row)), label: cellText(label(row)) }));
  }

  /** Bare text such as `16.1.3`, whatever the format asked for. */
  async exportVersion(options: CallOptions = {}): Promise<string> {
    const text = await this.read("version", options);
    const version = /^\s*"?(\d+\.\d+\.\d+)"?\s*$/.exec(text)?.[1];
    if (!version) throw unreadable(`REDCap's answer is not a version number. ${AGAIN}`, text);
    return version;
  }

  async exportLogging({ signal, ...query }: LogQuery = {}): Promise<DataTable> {
    return this.list(await this.read("log", { signal }, query)).table;
  }

  /** Hands over the server's bytes of one table, unchanged, as they arrive; ends when they are taken. */
  exportRaw<T>(
    content: TableName,
    format: Format,
    take: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    const params = { content, action: "export", format, returnFormat: format };
    return this.caller.stream({ params, write: false, signal: options.signal }, take);
  }

  private async exportTable(content: TableName, options: CallOptions = {}): Promise<DataTable> {
    return this.list(await this.read(content, options)).table;
  }

  private async importTable(content: TableName, data: ImportData, options: ImportOptions = {}): Promise<number> {
    const { text, format } = "text" in data ? data : { text: encodeJson(data), format: "json" as const };
    const answer = await this.write({ content, action: "import", format, data: text }, options);
    return this.count(answer, TABLES[content].many);
  }

  private async deleteRows(content: TableName, keys: readonly string[], options: ImportOptions = {}): Promise<number> {
    const { deleteParameter = content, many } = TABLES[content];
    const array = Object.fromEntries(keys.map((key, index) => [`${deleteParameter}[${index}]`, key]));
    return this.count(await this.write({ content, action: "delete", format: "json", ...array }, options), many);
  }

  private read(content: string, { signal }: CallOptions, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const params = { content, action: "export", format: "json", returnFormat: "json", ...more };
    return this.caller.text({ params, write: false, signal });
  }

  private write(
    params: Readonly<Record<string, string>>,
    { signal, returnFormat = "json" }: ImportOptions,
  ): Promise<string> {
    return this.caller.text({ params: { ...params, returnFormat }, write: true, signal });
  }

  private list(text: string) {
    const decoded = text.trimStart().startsWith("[") ? decodeJson(text) : undefined;
    if (!decoded || decoded.problems.length > 0)
      throw unreadable(`REDCap's answer is not the list that was asked for. ${AGAIN}`, text);
    return decoded;
  }

  private count(text: string, many: string): number {
    const count = countIn(text);
    if (count === undefined)
      throw unreadable(`REDCap did not say how many ${many} it took. Refresh to see what is there now.`, text);
    return count;
  }
}

const AGAIN = "Try again; if it stays like that, show the log to the server's administrator.";

function unreadable(message: string, text: string): RedcapError {
  return new RedcapError("unreadable", message, { serverText: text.slice(0, 2000), sent: "maybe" });
}
