import { message, verbatim } from "../../core/text/message";
import type { PageFormat } from "../../editors/pages/pageFile";
import { reporting } from "../quickApply";
import type { Services } from "../services";
import { writeReport } from "./writeReport";

/** *Export* on a page: what it says, as a file where the person wants it. `written` makes the text. */
export const exportPage =
  (services: Pick<Services, "dialogs" | "files" | "log" | "workbench" | "state">) =>
  async (name: string, written: (format: PageFormat) => string): Promise<void> => {
    const { dialogs, files } = services;
    const title = message("Export");
    const format = await dialogs.pick<PageFormat>(
      [
        { label: message("HTML"), description: message("to read and to print, without any script"), value: "html" },
        { label: message("Markdown"), value: "md" },
        { label: message("Text"), value: "txt" },
        { label: message("CSV"), description: message("a row for each change, for a spreadsheet"), value: "csv" },
      ],
      { title },
    );
    if (format === undefined) return;
    await reporting(services, async () => {
      const file = await files.askWhere(`${name}.${format}`, title);
      if (file) await writeReport(services, file, verbatim(written(format)));
    });
  };
