import { encodeJson } from "../../codec/json";
import type { Format } from "../../codec/format";
import { cellText, column } from "../../core/dataTable";
import type { DataTable } from "../../core/dataTable";
import type { Instrument, ProjectInfo, ReadTable } from "../../core/access/snapshot";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { TABLES } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";
import type { Answer } from "../answer";
import { Caller } from "./caller";
import type { CallerOptions } from "./caller";
import { judgeCount, judgeList, judgeProject, judgeVersion } from "../answers/judge";

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

  exportUsers(options?: CallOptions): Promise<ReadTable> {
    return this.exportTable("user", options);
  }

  importUsers(data: ImportData, options?: ImportOptions): Promise<number> {
    return this.importTable("user", data, options);
  }

  deleteUsers(usernames: readonly string[], options?: ImportOptions): Promise<number> {
    return this.deleteRows("user", usernames, options);
  }

  exportUserRoles(options?: CallOptions): Promise<ReadTable> {
    return this.exportTable("userRole", options);
  }

  importUserRoles(data: ImportData, options?: ImportOptions): Promise<number> {
    return this.importTable("userRole", data, options);
  }

  deleteUserRoles(roles: readonly string[], options?: ImportOptions): Promise<number> {
    return this.deleteRows("userRole", roles, options);
  }

  exportUserRoleAssignments(options?: CallOptions): Promise<ReadTable> {
    return this.exportTable("userRoleMapping", options);
  }

  importUserRoleAssignments(data: ImportData, options?: ImportOptions): Promise<number> {
    return this.importTable("userRoleMapping", data, options);
  }

  exportDags(options?: CallOptions): Promise<ReadTable> {
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
    await this.write({ content: "dag", action: "switch", dag }, UNCONFIRMED, options, 1);
  }

  exportUserDagAssignments(options?: CallOptions): Promise<ReadTable> {
    return this.exportTable("userDagMapping", options);
  }

  importUserDagAssignments(data: ImportData, options?: ImportOptions): Promise<number> {
    return this.importTable("userDagMapping", data, options);
  }

  exportProjectInfo(options?: CallOptions): Promise<ProjectInfo> {
    return this.read("project", judgeProject, options);
  }

  async exportInstruments(options?: CallOptions): Promise<readonly Instrument[]> {
    const table = await this.read("instrument", (answer) => judgeList(answer, "instrument"), options);
    const [name, label] = [column(table, "instrument_name"), column(table, "instrument_label")];
    return table.rows.map((row) => ({ name: cellText(name(row)), label: cellText(label(row)) }));
  }

  /** Bare text such as `16.1.3`, whatever the format asked for. */
  exportVersion(options?: CallOptions): Promise<string> {
    return this.read("version", judgeVersion, options);
  }

  exportLogging({ signal, ...query }: LogQuery = {}): Promise<DataTable> {
    return this.read("log", (answer) => judgeList(answer, "log"), { signal }, query);
  }

  /** Hands over the server's bytes of one table, unchanged, as they arrive; ends when they are taken. */
  exportRaw<T>(
    content: TableName,
    format: Format,
    take: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    const params = { content, action: "export", format, returnFormat: format };
    return this.caller.stream({ params, write: false, signal: options.signal }, { list: content, format }, take);
  }

  private exportTable(content: TableName, options?: CallOptions): Promise<ReadTable> {
    return this.read(content, (answer) => judgeList(answer, content), options);
  }

  private importTable(content: TableName, data: ImportData, options?: ImportOptions): Promise<number> {
    const { text, format } = "text" in data ? data : { text: encodeJson(data), format: "json" as const };
    return this.write({ content, action: "import", format, data: text }, UNCOUNTED[content], options);
  }

  private deleteRows(content: TableName, keys: readonly string[], options?: ImportOptions): Promise<number> {
    const { deleteParameter = content } = TABLES[content];
    const array = Object.fromEntries(keys.map((key, index) => [`${deleteParameter}[${index}]`, key]));
    return this.write({ content, action: "delete", format: "json", ...array }, UNCOUNTED[content], options);
  }

  private read<T>(
    content: string,
    judge: (answer: Answer) => Promise<T>,
    { signal }: CallOptions = {},
    more: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const params = { content, action: "export", format: "json", returnFormat: "json", ...more };
    return this.caller.ask({ params, write: false, signal }, judge);
  }

  /** @param otherwise What is said of an answer that is no count. */
  private write(
    params: Readonly<Record<string, string>>,
    otherwise: Message,
    { signal, returnFormat = "json" }: ImportOptions = {},
    due?: number,
  ): Promise<number> {
    const judge = (answer: Answer) => judgeCount(answer, otherwise, due);
    return this.caller.ask({ params: { ...params, returnFormat }, write: true, signal }, judge);
  }
}

const UNCONFIRMED = message(
  "REDCap did not confirm the switch of the data access group. Refresh to see what is there now.",
);

/** What is said where a number of rows was due and something else came. */
const UNCOUNTED: Readonly<Record<TableName, Message>> = {
  user: message("REDCap did not say how many users it took. Refresh to see what is there now."),
  userRole: message("REDCap did not say how many roles it took. Refresh to see what is there now."),
  userRoleMapping: message("REDCap did not say how many role assignments it took. Refresh to see what is there now."),
  dag: message("REDCap did not say how many data access groups it took. Refresh to see what is there now."),
  userDagMapping: message("REDCap did not say how many group assignments it took. Refresh to see what is there now."),
};
