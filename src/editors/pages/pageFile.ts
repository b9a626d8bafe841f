import * as vscode from "vscode";
import { encodeCsv } from "../../codec/csv";
import { cellText } from "../../core/dataTable";
import { neutral } from "../../core/access/readable";
import { pageMarkdown, pageTable, pageText } from "../../core/page/pageFiles";
import { pageHtml } from "../../core/page/pageHtml";
import { pageWords } from "../../core/page/pageWords";
import { renderedPage } from "../../core/page/renderedPage";
import type { Page } from "../../core/page/page";
import { text } from "../../platform/language";

/** Endings of the files that a page can be kept as. */
export type PageFormat = "html" | "md" | "txt" | "csv";

/** The page as a file, in the person's language. */
export function pageFile(page: Page, format: PageFormat): string {
  const [said, words] = [renderedPage(page, text), pageWords(text)];
  switch (format) {
    case "html":
      return pageHtml(said, words, vscode.env.language);
    case "md":
      return pageMarkdown(said, words);
    case "txt":
      return pageText(said, words);
    case "csv": {
      const { columns, rows } = pageTable(said, words);
      return encodeCsv({ columns, rows: rows.map((row) => row.map((cell) => neutral(cellText(cell)))) });
    }
  }
}
