import type { DataTable } from "../dataTable";
import { markdownOf } from "../text/markdown";
import type { Block, ChangeLine, Page, Section, Tone } from "./page";
import type { PageWords } from "./pageWords";

/** A page as lines of text, as the frame reads. */
export function pageText(page: Page<string>, words: PageWords): string {
  const facts = page.facts.map(({ name, value }) => `${name}: ${value}`);
  const states = page.states.flatMap(({ text, details = [] }) => ["", text, ...details.map((each) => `  ${each}`)]);
  const head = [page.status ?? page.title, ...facts, ...states];
  return `${[...head, ...page.sections.flatMap((section) => sectionLines(section, words, 0))].join("\n")}\n`;
}

function sectionLines(section: Section<string>, words: PageWords, depth: number): readonly string[] {
  const indent = "  ".repeat(depth);
  const { blocks, sections = [] } = section;
  const lines = blocks.flatMap((block) => blockLines(block, words)).map((line) => `${indent}  ${line}`);
  const below = sections.flatMap((each) => sectionLines(each, words, depth + 1));
  const heading = `${indent}${named(section)}${section.leftOut ? ` (${words.leftOut})` : ""}:`;
  return [...(depth === 0 ? [""] : []), heading, ...lines, ...below];
}

function blockLines(block: Block<string>, words: PageWords): readonly string[] {
  switch (block.kind) {
    case "text":
      return [toned(block.tone, block.text, words)];
    case "list":
      return block.items.map((item, at) => (block.ordered ? `${at + 1}. ${item}` : item));
    case "table":
      return block.rows.map((row) => row.join("; "));
    case "changes":
      return changeLines(block.lines, words);
  }
}

function changeLines(lines: readonly ChangeLine<string>[], words: PageWords): readonly string[] {
  return lines.flatMap((line) => [
    lineText(line, words),
    ...(line.follows ? [`  ${line.follows.summary}:`] : []),
    ...(line.follows ? changeLines(line.follows.lines, words).map((each) => `    ${each}`) : []),
  ]);
}

/** "User Rights: No access → Full access (allows more)" */
function lineText(line: ChangeLine<string>, words: PageWords): string {
  const { what, from, to } = line;
  const values = [from, to].filter((value) => value !== undefined).join(" → ");
  const effect = effectWord(line, words);
  return `${what}${values === "" ? "" : `: ${values}`}${effect === "" ? "" : ` (${effect})`}`;
}

/** A page as Markdown; whatever names hold reads letter by letter. */
export function pageMarkdown(page: Page<string>, words: PageWords): string {
  const block = (of: Block<string>): readonly string[] => {
    switch (of.kind) {
      case "text":
        return [`- ${plain(toned(of.tone, of.text, words))}`];
      case "list":
        return of.items.map((item, at) => `${of.ordered ? `${at + 1}.` : "-"} ${plain(item)}`);
      case "table":
        return table(of.columns, of.rows);
      case "changes":
        return table(
          [words.what, words.before, words.after, words.effect],
          flat(of.lines).map((line) => [line.what, line.from ?? "", line.to ?? "", effectWord(line, words)]),
        );
    }
  };
  const section = (of: Section<string>, level: string): readonly string[] => [
    "",
    `${level} ${plain(named(of))}${of.leftOut ? ` (${plain(words.leftOut)})` : ""}`,
    ...of.blocks.flatMap((each) => ["", ...block(each)]),
    ...(of.sections ?? []).flatMap((each) => section(each, `${level}#`)),
  ];
  const lines = [
    `# ${plain(page.title)}`,
    "",
    ...page.facts.map(({ name, value }) => `- ${plain(name)}: ${plain(value)}`),
    ...(page.status === undefined ? [] : ["", plain(page.status)]),
    ...page.states.flatMap(({ text, details = [] }) => ["", plain(text), ...details.map((each) => `- ${plain(each)}`)]),
    ...page.sections.flatMap((each) => section(each, "##")),
  ];
  return `${lines.join("\n")}\n`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(" | ")} |`;
  return [line(columns), `|${" --- |".repeat(columns.length)}`, ...rows.map(line)];
}

/** A table for a spreadsheet: a row for each change and each sentence. */
export function pageTable(page: Page<string>, words: PageWords): DataTable {
  const columns = [words.part, words.of, words.what, words.before, words.after, words.effect, words.said];
  const rows = (section: Section<string>, part: string): readonly (readonly string[])[] => {
    const of = part === "" ? "" : named(section);
    const here = part || named(section);
    const row = (cells: readonly string[]) => [here, of, ...cells];
    const out = section.leftOut ? words.leftOut : "";
    return [
      ...section.blocks.flatMap((block) => {
        switch (block.kind) {
          case "text":
            return [row(["", "", "", out, toned(block.tone, block.text, words)])];
          case "list":
            return block.items.map((item) => row(["", "", "", out, item]));
          case "table":
            return block.rows.map((cells) => row(["", "", "", out, cells.join("; ")]));
          case "changes":
            return flat(block.lines).map((line) =>
              row([line.what, line.from ?? "", line.to ?? "", out || effectWord(line, words), ""]),
            );
        }
      }),
      ...(section.sections ?? []).flatMap((each) => rows(each, here)),
    ];
  };
  return { columns, rows: page.sections.flatMap((section) => rows(section, "")) };
}

/** With what follows from each line behind it. */
function flat(lines: readonly ChangeLine<string>[]): readonly ChangeLine<string>[] {
  return lines.flatMap((line) => [line, ...flat(line.follows?.lines ?? [])]);
}

export function effectWord({ leftOut, effect }: ChangeLine<string>, words: PageWords): string {
  if (leftOut) return words.leftOut;
  return effect === undefined ? "" : effect === "gain" ? words.gain : words.less;
}

export function named({ heading, aside }: Pick<Section<string>, "heading" | "aside">): string {
  return aside === undefined ? heading : `${heading} (${aside})`;
}

function toned(tone: Tone, text: string, words: PageWords): string {
  // What is lost says so itself.
  return tone === "plain" || tone === "loss" ? text : `${words[tone]}: ${text}`;
}

function plain(text: string): string {
  return markdownOf(text.replace(/\s*\r?\n\s*/g, " "));
}
