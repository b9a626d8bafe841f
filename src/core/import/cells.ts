import { cellText, formMapText } from "../dataTable";
import type { Cell } from "../dataTable";
import { describeDraftColumn } from "../edits/draftTables";
import type { DraftName } from "../edits/edit";
import { neutral } from "../access/readable";
import { decodeFormRight, describeRight, encodeFormRight, formMap, formRightTitle } from "../access/rights";
import { sameValue } from "../edits/sameValue";
import type { Snapshot } from "../access/snapshot";
import { describeColumn } from "../access/tables";
import { encodingOf, formsTwice, inEncoding, readFormCode, readForms } from "./formMaps";
import type { FormEncoding, FormKind } from "./formMaps";
import type { Fault, Report } from "./report";
import { isNothing, readValue, withoutApostrophe } from "./values";

/** What a cell comes to, or all that is wrong with it. */
type CellReading = { readonly text: string } | { readonly faults: readonly Fault[] };

/** Where a cell of a file belongs, and what the project says there now; `now` is undefined in a row that is new. */
export interface Place {
  /** Where it stands in the file. */
  readonly row: number;
  readonly index: number;
  readonly draft: DraftName;
  readonly column: string;
  readonly now: Cell;
  /** Whom or what the row is about, for questions. */
  readonly about: string;
}

/** Reads cells against one project: its codes, its instruments, what its cells say now. */
export class CellReader {
  private readonly encoding: FormEncoding;
  private readonly forms: ReadonlySet<string>;

  constructor(
    live: Snapshot,
    private readonly report: Report,
    private readonly readable: boolean,
  ) {
    this.encoding = encodingOf(live);
    this.forms = new Set(live.instruments.map(({ name }) => name));
  }

  /** What the draft's cell should say. undefined: the file says nothing of it, or what the project says already. */
  read(place: Place, cell: Cell): CellReading | undefined {
    const { draft, column: name, now } = place;
    if (cell === undefined) return undefined;
    const said = cellText(cell);
    const is = cellText(now);
    if (now !== undefined && (said === is || (this.readable && said === readableCell(draft, name, now)))) {
      return undefined;
    }
    const described = describeDraftColumn(draft, name);
    const kind = described?.kind;
    // A blank is what nobody could tell, as REDCap's own files leave it; only a date may be blank on purpose.
    if (isNothing(said)) {
      const lifts = kind === "date" && is !== "";
      const { row, index: column, about } = place;
      return lifts && this.report.ask("blankDates", about, { row, column }) === "clear" ? { text: "" } : undefined;
    }
    const bare = this.readable ? withoutApostrophe(said) : said;
    const reading =
      kind === "formRights" || kind === "formExport"
        ? this.readMap(place, kind, typeof cell === "object" ? cell : bare)
        : readValue(described, bare);
    if (!reading || "faults" in reading) return reading;
    if ("wrong" in reading) return { faults: [{ code: reading.code, message: reading.wrong }] };
    return sameValue(draft, name, is, reading.text) ? undefined : reading;
  }

  private readMap(place: Place, kind: FormKind, cell: Cell): CellReading | undefined {
    const said = readForms(cell);
    const now = formMap(place.now);
    const { row, index: column, about } = place;
    const faults: Fault[] = [];
    const wrong = (message: string, code: Fault["code"], part?: string) =>
      faults.push({ code, message: `${title(place)} ${message}`, ...(part === undefined ? {} : { part }) });
    if (said.size === 0 && typeof cell === "object") return undefined;
    if (said.size === 0) wrong("cannot be read.", "badFormCode");
    for (const form of formsTwice(cell)) wrong(`names ${form} twice, with two codes.`, "formTwice", form);
    const wanted = new Map(now);
    for (const [form, code] of said) {
      // REDCap itself has listed what is no instrument; such an entry is left alone.
      if (this.forms.size > 0 && !this.forms.has(form)) {
        if (!now.has(form)) wrong(`names "${form}", which is no instrument of this project.`, "unknownForm", form);
        continue;
      }
      const reading = readFormCode(kind, code, now.get(form), this.encoding);
      if ("wrong" in reading) wrong(`of ${form}: ${reading.wrong}`, reading.code, form);
      else {
        wanted.set(form, reading.text);
        const message = kind === "formRights" && code !== now.get(form) ? strangeCode(code, this.encoding) : undefined;
        if (message) this.report.remark({ row, column, code: "formEncoding", message, part: form });
      }
    }
    if (faults.length > 0) return { faults };
    const none = kind === "formExport" ? "0" : this.noAccess();
    const lost = [...now].filter(([form, code]) => !said.has(form) && isAccess(kind, code));
    if (lost.length > 0 && this.report.ask("formsMissing", about, { row, column }) === "none") {
      for (const [form] of lost) wanted.set(form, none);
    }
    return { text: formMapText(wanted) };
  }

  private noAccess(): string {
    return encodeFormRight({ view: false, edit: false, editSurvey: false }, this.encoding ?? "legacy");
  }
}

/** A code that grants what it should, in the other notation than the project's own. */
function strangeCode(code: string, encoding: FormEncoding): string | undefined {
  const own = inEncoding(code, encoding);
  if (own === code) return undefined;
  return `This project has other codes for instruments: ${code} (${formRightTitle(code)}) is ${own} here.`;
}

function title({ draft, column: name }: Place): string {
  return describeDraftColumn(draft, name)?.title ?? name;
}

function isAccess(kind: FormKind, code: string): boolean {
  return kind === "formExport" ? code !== "0" && code !== "" : decodeFormRight(code).view;
}

/** How our readable export of that table would say it. */
function readableCell(draft: DraftName, name: string, cell: Cell): string {
  const described = describeDraftColumn(draft, name) ?? describeColumn("user", name);
  return neutral(described ? describeRight(described, cell) : cellText(cell));
}
