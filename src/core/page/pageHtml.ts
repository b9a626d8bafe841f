import { escaped } from "../text/html";
import { effectWord, named } from "./pageFiles";
import type { Block, ChangeLine, Page, Section } from "./page";
import type { PageWords } from "./pageWords";

/** Reads well on a screen, in both grounds, and on paper. */
const STYLE = `:root{color-scheme:light dark}
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2rem}h3{font-size:1rem;margin:1.25rem 0 .25rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dd{margin:0}
table{border-collapse:collapse;margin:.25rem 0}
th,td{padding:.15rem 1rem .15rem 0;border-bottom:1px solid;text-align:left;vertical-align:baseline;font-weight:normal}
thead th,b{font-weight:600}
.out{opacity:.75}
section section{break-inside:avoid}`;

/** Of the style, so that the document allows this one and no other; a test works it out again. */
const STYLE_HASH = "cEzDCfF6TKr48BJ7qQWAnNwYY+h2sNAy/HImHD4ey28=";

/** A document of its own: no script, nothing from outside, every text escaped. `language` is a tag such as "en". */
export function pageHtml(page: Page<string>, words: PageWords, language: string): string {
  const policy = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escaped(page.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(page.title)}</h1>
<dl>${page.facts.map(({ name, value }) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join("")}</dl>
${page.status === undefined ? "" : `<p><b>${escaped(page.status)}</b></p>`}
${page.states.map(({ text, details = [] }) => `<p>${escaped(text)}</p>${items("ul", details)}`).join("\n")}
${page.sections.map((section) => sectionHtml(section, words, 2)).join("\n")}
</main>
</body>
</html>
`;
}

function sectionHtml(section: Section<string>, words: PageWords, level: number): string {
  const { blocks, sections = [], leftOut } = section;
  const heading = `${escaped(named(section))}${leftOut ? ` · ${escaped(words.leftOut)}` : ""}`;
  return `<section${leftOut ? ` class="out"` : ""}><h${level}>${heading}</h${level}>
${blocks.map((block) => blockHtml(block, words)).join("\n")}
${sections.map((each) => sectionHtml(each, words, level + 1)).join("\n")}</section>`;
}

function blockHtml(block: Block<string>, words: PageWords): string {
  switch (block.kind) {
    case "text":
      return `<p>${block.tone === "plain" ? "" : `<b>${escaped(words[block.tone])}:</b> `}${escaped(block.text)}</p>`;
    case "list":
      return items(block.ordered ? "ol" : "ul", block.items);
    case "table":
      return table(block.caption, block.columns, block.rows);
    case "changes":
      return changes(block.caption, block.lines, words);
  }
}

function changes(caption: string, lines: readonly ChangeLine<string>[], words: PageWords): string {
  const rows = lines.map((line) => [line.what, line.from ?? "", line.to ?? "", effectWord(line, words)]);
  const follows = lines.flatMap(({ follows: next }) => (next ? [changes(next.summary, next.lines, words)] : []));
  return [table(caption, [words.what, words.before, words.after, words.effect], rows), ...follows].join("\n");
}

function table(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((title) => `<th scope="col">${escaped(title)}</th>`).join("");
  const row = ([first = "", ...cells]: readonly string[]) =>
    `<tr><th scope="row">${escaped(first)}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`;
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.map(row).join("")}</tbody></table>`;
}

function items(kind: "ol" | "ul", all: readonly string[]): string {
  return all.length === 0 ? "" : `<${kind}>${all.map((each) => `<li>${escaped(each)}</li>`).join("")}</${kind}>`;
}
