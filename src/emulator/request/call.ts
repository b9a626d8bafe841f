import type { DataTable } from "../../core/dataTable";
import type { TableName } from "../../core/access/tables";
import { decode } from "../../codec/codec";
import type { Format } from "../../codec/format";
import type { Params } from "./params";
import { wrongFormat } from "./refusal";
import type { ProjectState, UserState, World } from "../project/state";

/** One request after its token was recognised. */
export interface Call {
  readonly world: World;
  readonly project: ProjectState;
  /** Whose token it is. */
  readonly user: UserState;
  readonly params: Params;
  readonly format: Format;
}

export type Reply =
  | { readonly kind: "rows"; readonly content: TableName | "instrument" | "log"; readonly table: DataTable }
  /** One object where the others give a list. */
  | { readonly kind: "object"; readonly table: DataTable }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "text"; readonly text: string };

export type Handler = (call: Call) => Reply;

/** The document in `data`. Nothing at all and an empty list are no rows in every format. */
export function requestData(call: Call, content: TableName): DataTable {
  const text = call.params.get("data").trim();
  if (text === "" || text === "[]") return { columns: [], rows: [] };
  const { table, problems } = decode(text, call.format, content);
  if (problems.length === 0 && table.rows.length === 0 && table.columns.length === 0) return table;
  // A document of another format decodes to columns that have nothing to do with the table.
  const plausible = table.columns.some((name) => /^[a-z][a-z0-9_]*$/i.test(name));
  if (problems.length > 0 || !plausible) throw wrongFormat(call.params.has("format"));
  return table;
}
