import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Page } from "../../../../src/core/page/page";
import { pageMarkdown, pageTable, pageText } from "../../../../src/core/page/pageFiles";
import { pageHtml } from "../../../../src/core/page/pageHtml";
import { pageWords } from "../../../../src/core/page/pageWords";
import { english } from "../../../../src/core/text/message";

const WORDS = pageWords(english);
const HOSTILE = `<script>alert("1")</script> | **x** & 'y'`;

function page(name: string): Page<string> {
  return {
    title: "Review of changes",
    facts: [{ name: "Project", value: name }],
    status: "2 changes",
    states: [{ kind: "stale", text: "Out of date.", details: ["Line 3"] }],
    acts: [{ id: "apply", label: "Apply" }],
    sections: [
      {
        id: "users",
        heading: "People",
        aside: "1",
        blocks: [],
        sections: [
          {
            id: "luca",
            heading: name,
            aside: "l.ferrante",
            choice: { id: "luca", on: true, label: "Luca" },
            blocks: [
              {
                kind: "changes",
                caption: name,
                lines: [
                  {
                    what: "Role",
                    from: "Data Entry",
                    to: "Monitor",
                    follows: {
                      summary: "1 right more",
                      lines: [{ what: "Logging", from: "No", to: "Yes", effect: "gain" }],
                    },
                  },
                  { what: "Expiration", from: "never", to: "2026-12-31", effect: "loss", leftOut: true },
                ],
              },
              { kind: "text", tone: "loss", text: "Does not come back: the API token." },
            ],
          },
        ],
      },
      { id: "steps", heading: "What is sent", blocks: [{ kind: "list", ordered: true, items: ["Put 1 person"] }] },
      {
        id: "table",
        heading: "Table",
        blocks: [{ kind: "table", caption: "All", columns: ["Who", "When"], rows: [["Luca", "today"]] }],
      },
    ],
  };
}

describe("a page as a file", () => {
  it("reads as text, with effects and tones in words", () => {
    assert.equal(
      pageText(page("Luca Ferrante"), WORDS),
      `2 changes
Project: Luca Ferrante

Out of date.
  Line 3

People (1):
  Luca Ferrante (l.ferrante):
    Role: Data Entry → Monitor
      1 right more:
        Logging: No → Yes (allows more)
    Expiration: never → 2026-12-31 (left out)
    Does not come back: the API token.

What is sent:
  1. Put 1 person

Table:
  Luca; today
`,
    );
  });

  it("is a table with a row for each change and each sentence", () => {
    const { columns, rows } = pageTable(page("Luca Ferrante"), WORDS);
    assert.deepEqual(columns, ["Part", "Of", "What", "Before", "After", "Effect", "Remark"]);
    const luca = ["People (1)", "Luca Ferrante (l.ferrante)"];
    assert.deepEqual(rows, [
      [...luca, "Role", "Data Entry", "Monitor", "", ""],
      [...luca, "Logging", "No", "Yes", "allows more", ""],
      [...luca, "Expiration", "never", "2026-12-31", "left out", ""],
      [...luca, "", "", "", "", "Does not come back: the API token."],
      ["What is sent", "", "", "", "", "", "Put 1 person"],
      ["Table", "", "", "", "", "", "Luca; today"],
    ]);
  });

  it("has tables and headings in Markdown, and no name acts as markup", () => {
    const text = pageMarkdown(page(HOSTILE), WORDS);
    assert.match(text, /^# Review of changes$/m);
    assert.match(
      text,
      /^\| What \| Before \| After \| Effect \|\n\| --- \| --- \| --- \| --- \|\n\| Role \| Data Entry \| Monitor \| {2}\|$/m,
    );
    assert.doesNotMatch(text, /[<*]/);
  });

  it("is a document without script whose policy allows its own style and nothing else, with every text escaped", () => {
    const html = pageHtml(page(HOSTILE), WORDS, "en");
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    assert.ok(
      html.includes(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`),
    );
    assert.doesNotMatch(html, /<script|\son\w+=|https?:|src=|href=/);
    assert.ok(html.includes("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; | **x** &amp; &#39;y&#39;"));
    assert.match(html, /<h1>Review of changes<\/h1>[\s\S]*<h2>People \(1\)<\/h2>[\s\S]*<h3>/);
    assert.match(html, /<th scope="row">Role<\/th><td>Data Entry<\/td><td>Monitor<\/td>/);
  });
});
