import { XMLParser } from "fast-xml-parser";
import { cellText } from "../core/dataTable";
import type { Cell, DataTable, FormMap } from "../core/dataTable";
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
});

/** Documents `<root><item>…</item></root>`; a cell with child elements is a form map. */
export function decodeXml(text: string, root: string): Decoded {
  if (/<!DOCTYPE/i.test(text)) return failed("doctype", "XML with a DOCTYPE is refused; remove that line.");
  let nodes: readonly Node[];
  try {
    nodes = parser.parse(text) as Node[];
  } catch {
    return failed("xmlSyntax", "This is not well-formed XML.");
  }
  const [top] = elements(nodes);
  if (!top) return failed("xmlEmpty", `The document has no <${root}> element.`);
  const items = elements(top.children);
  const records = recordsOf(top, items);
  const columns: string[] = [];
  const indexOf = new Map<string, number>();
  const rows = records.map(({ children }) => {
    const row: Cell[] = [];
    for (const { name, children: content } of elements(children)) {
      let index = indexOf.get(name);
      if (index === undefined) indexOf.set(name, (index = columns.push(name) - 1));
      row[index] = cell(content);
    }
    return row;
  });
  return { table: { columns, rows: rows.map((row) => columns.map((_, index) => row[index])) }, problems: [] };
}

/** Project information has its cells right under the root; an empty root is an empty list. */
function recordsOf(top: Element, items: readonly Element[]): readonly Element[] {
  if (items.length === 0) return [];
  return items.some(({ name }) => name === "item") ? items.filter(({ name }) => name === "item") : [top];
}

export function encodeXml(table: DataTable, root: string): string {
  const items = table.rows.map((row) => {
    const cells = table.columns.map((name, index) => {
      const value = row[index];
      return value === undefined ? "" : `<${name}>${isMap(value) ? mapXml(value) : escape(cellText(value))}</${name}>`;
    });
    return `<item>${cells.join("")}</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<${root}>${items.join("")}</${root}>`;
}

function mapXml(map: FormMap): string {
  return Object.entries(map)
    .map(([form, code]) => `<${form}>${escape(String(code ?? ""))}</${form}>`)
    .join("");
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
  if (children.length === 0) return decodeText(textOf(content));
  const map = Object.create(null) as Record<string, string>;
  for (const { name, children: value } of children) map[name] = decodeText(textOf(value));
  return map;
}

function textOf(content: readonly Node[]): string {
  return content.map((node) => (typeof node["#text"] === "string" ? node["#text"] : "")).join("");
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
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function failed(code: string, message: string): Decoded {
  const problem: Problem = { line: 1, column: 1, code, message };
  return { table: { columns: [], rows: [] }, problems: [problem] };
}
