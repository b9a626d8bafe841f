import { message } from "../core/text/message";
import type { Message } from "../core/text/message";
import { wellFormed } from "../core/text/wellFormed";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { TABLES } from "../core/access/tables";
import { cellText, EMPTY_TABLE } from "../core/dataTable";
import type { Cell, DataTable, FormMap } from "../core/dataTable";
import { Filling, TOO_SPARSE } from "./filling";
import type { Decoded, Problem } from "./format";

/** What fast-xml-parser gives with `preserveOrder`: one key per node, `#text` for text. */
type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  // Names defined inside a document are never expanded; the five predefined ones are decoded below.
  processEntities: false,
  cdataPropName: "#cdata",
  // Nodes are only ever asked for their own keys, so most names need no disguise.
  onDangerousProperty: (name) => name,
});

/** Documents `<root><item>…</item></root>`; a cell with child elements is a form map. */
export function decodeXml(text: string, root: string): Decoded {
  if (/<!DOCTYPE/i.test(text)) return failed("doctype", message("XML with a DOCTYPE is refused. Delete that line."));
  // The parser itself makes a guess of tags that do not match.
  const verdict = XMLValidator.validate(text);
  if (verdict !== true)
    return failed(
      "xmlSyntax",
      message("This is not well-formed XML. Correct it here, or export the file again."),
      verdict.err,
    );
  let nodes: readonly Node[];
  try {
    nodes = parser.parse(text) as Node[];
  } catch {
    return failed(
      "xmlRefused",
      message(
        "This XML is nested too deeply, or has element names that are not safe to read. Export the table as CSV.",
      ),
    );
  }
  const [top] = elements(nodes);
  if (!top)
    return failed(
      "xmlEmpty",
      message("The document has no <{root}> element. Export the table again, or as CSV.", { root }),
    );
  const items = elements(top.children);
  const listed = listedIn(items);
  if (
    listed.some(({ children }) => children.length === 0) &&
    /<[\w.:-]+\s+[\w.:-]+\s*=/.test(text.replace(/<\?[^>]*>/g, ""))
  )
    return failed(
      "xmlAttributes",
      message("This XML writes values as attributes. Write each value as an element, or the table as CSV."),
    );
  // One object stands in the root itself; an empty root is an empty list.
  const records = listed.length > 0 || items.length === 0 ? listed : [top];
  const columns: string[] = [];
  const indexOf = new Map<string, number>();
  const filling = new Filling();
  const rows: Cell[][] = [];
  for (const { children } of records) {
    const cells = elements(children);
    if (filling.exceeds(columns.length - cells.length)) return { table: EMPTY_TABLE, problems: [TOO_SPARSE] };
    const row = new Array<Cell>(columns.length).fill(undefined);
    for (const [at, { name, children: content }] of cells.entries()) {
      let index = columns[at] === name ? at : indexOf.get(name);
      if (index === undefined) indexOf.set(name, (index = columns.push(name) - 1));
      row[index] = cell(content);
    }
    rows.push(row);
  }
  if (!filling.fill(rows, columns.length)) return { table: EMPTY_TABLE, problems: [TOO_SPARSE] };
  return { table: { columns, rows }, problems: [] };
}

/** REDCap calls each row `item`; others call them all by another name, which is none of a column. */
function listedIn(items: readonly Element[]): readonly Element[] {
  const listed = items.filter(({ name }) => name === "item");
  const [first] = items;
  if (listed.length > 0 || !first || isColumn(first.name) || items.some(({ name }) => name !== first.name))
    return listed;
  const hasParts = ({ children }: Element) => children.length === 0 || elements(children).length > 0;
  return items.every(hasParts) ? items : listed;
}

function isColumn(name: string): boolean {
  return Object.values(TABLES).some(({ columns }) => columns.some((column) => column.name === name));
}

export function encodeXml(table: DataTable, root: string): string {
  const items = table.rows.map((row) => {
    const cells = table.columns.map((name, index) => {
      const value = row[index];
      return value === undefined ? "" : element(name, isMap(value) ? mapXml(value) : escape(cellText(value)));
    });
    return `<item>${cells.join("")}</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<${root}>${items.join("")}</${root}>`;
}

function mapXml(map: FormMap): string {
  return Object.entries(map)
    .map(([form, code]) => element(form, escape(String(code ?? ""))))
    .join("");
}

/** Headers of hand-made files may hold what XML names may not. */
function element(column: string, content: string): string {
  const name = column.replace(/[^\p{L}\p{N}_.-]/gu, "_").replace(/^(?![\p{L}_])/u, "_");
  return `<${name}>${content}</${name}>`;
}

function isMap(value: Cell): value is FormMap {
  return typeof value === "object" && value !== null;
}

interface Element {
  readonly name: string;
  readonly children: readonly Node[];
}

function elements(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => {
    const [name] = Object.keys(node);
    if (!name || name.startsWith("#") || name.startsWith("?")) return [];
    return [{ name, children: node[name] as Node[] }];
  });
}

function cell(content: readonly Node[]): Cell {
  const children = elements(content);
  if (children.length === 0) return textOf(content);
  const map = Object.create(null) as Record<string, string>;
  let twice = false;
  for (const { name, children: value } of children) {
    const code = textOf(value);
    twice ||= map[name] !== undefined && map[name] !== code;
    map[name] = code;
  }
  // A map would keep one of two codes; as text both are there for whoever reads it.
  return twice ? children.map(({ name, children: value }) => `${name}:${textOf(value)}`).join(",") : map;
}

function textOf(content: readonly Node[]): string {
  return content
    .map((node) => {
      // References mean nothing inside CDATA.
      const [cdata] = (node["#cdata"] ?? []) as readonly Node[];
      const [text, read] = cdata ? [cdata["#text"], (raw: string) => raw] : [node["#text"], decodeText];
      return typeof text === "string" ? read(text) : "";
    })
    .join("");
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

function decodeText(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return ENTITIES.get(name) ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? wellFormed(String.fromCodePoint(code)) : whole;
    },
  );
}

/** A bare CR would be read as LF; most other control characters are not allowed in XML at all. */
function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;")
    .replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");
}

function failed(code: string, said: Message, at?: { readonly line: number; readonly col: number }): Decoded {
  const problem: Problem = { line: at?.line ?? 1, column: at?.col ?? 1, code, message: said };
  return { table: { columns: [], rows: [] }, problems: [problem] };
}
