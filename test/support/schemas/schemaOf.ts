import type { AccessTable, Column } from "../../../src/core/access/tables";
import { english } from "../../../src/core/text/message";

/** The JSON schema of a table's files: what its description says, as editors show it. */
export function schemaOf({ title, many, columns }: AccessTable): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `REDCap: ${english(title)}`,
    description: `A list of ${many} as REDCap's API exports and imports it.`,
    type: "array",
    items: { type: "object", properties: Object.fromEntries(columns.map((column) => [column.name, property(column)])) },
  };
}

function property(column: Column): object {
  return { title: english(column.title), description: description(column), ...values(column) };
}

function description({ help, blankMeans, readOnly }: Column): string {
  const blank = blankMeans ? [english(blankMeans)] : [];
  return [english(help), ...blank, ...(readOnly ? ["REDCap shows it and ignores it in imports."] : [])].join(" ");
}

/** REDCap writes codes as text in some exports, as numbers in others. */
function values({ kind, choices }: Column): object {
  const cell = { type: ["string", "number", "null"] };
  if (kind === "formRights" || kind === "formExport")
    return { type: ["object", "array", "string"], additionalProperties: cell };
  if (kind === "date") return { type: ["string", "null"], pattern: "^(\\d{4}-\\d{2}-\\d{2})?$" };
  return choices ? { enum: [...choices.flatMap(({ value }) => [value, Number(value)]), ""] } : cell;
}
