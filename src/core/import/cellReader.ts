import { cellText, formMapText } from "../dataTable";
import type { Cell } from "../dataTable";
import { describeDraftColumn } from "../edits/draftTables";
import type { DraftName } from "../edits/edit";
import { neutral } from "../access/readable";
import { decodeFormRight, encodeFormRight, formMap, formRightTitle, rightInFile } from "../access/rights";
import { sameValue } from "../edits/sameValue";
import type { Snapshot } from "../access/snapshot";
import { describeColumn } from "../access/tables";
import { CELL_RULES } from "../rules/cellRules";
import { readValue } from "../rules/cellValues";
import { isNothing, withoutApostrophe } from "../rules/fileNotation";
import { readFormCode } from "../rules/formCodes";
import { encodingOf, formsTwice, inEncoding, readForms } from "../rules/formLists";
import type { FormEncoding, FormKind } from "../rules/formLists";
import { placed } from "../rules/problem";
import type { Problem } from "../rules/problem";
import { breaks } from "../rules/rule";
import { sentProblems } from "../rules/sentCell";
import type { ImportReport } from "./importReport";

/** What a cell comes to, or all that is wrong with it. */
type CellReading = { readonly text: string } | { readonly problems: readonly Problem[] };

/** A cell of a file with where it belongs, and what the project says there now; `now` is undefined in a new row. */
export interface FileCell {
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

  /** `sent`: the cells are a draft's, which are sent as they stand. */
  constructor(
    private readonly live: Snapshot,
    private readonly report: ImportReport,
    private readonly readable: boolean,
    private readonly sent = false,
  ) {
    this.encoding = encodingOf(live);
    this.forms = new Set(live.instruments.map(({ name }) => name));
  }

  /** What the draft's cell should say. undefined: the file says nothing of it, or what the project says already. */
  read(place: FileCell, cell: Cell): CellReading | undefined {
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
    if (this.sent) {
      const problems = sentProblems(this.live, { draft, column: name, value: said.trim(), before: is });
      if (problems.length > 0) return { problems };
    }
    const bare = this.readable ? withoutApostrophe(said) : said;
    const reading =
      kind === "formRights" || kind === "formExport"
        ? this.readMap(place, kind, typeof cell === "object" ? cell : bare)
        : readValue(described, bare);
    if (!reading || "problems" in reading) return reading;
    if ("problem" in reading) return { problems: [reading.problem] };
    return sameValue(draft, name, is, reading.text) ? undefined : reading;
  }

  private readMap(place: FileCell, kind: FormKind, cell: Cell): CellReading | undefined {
    const listed = readForms(cell);
    const now = formMap(place.now);
    const { row, index: column, about } = place;
    const title = describeDraftColumn(place.draft, place.column)?.title ?? place.column;
    const problems: Problem[] = [];
    if (listed.size === 0 && typeof cell === "object") return undefined;
    if (listed.size === 0) problems.push(breaks(CELL_RULES.badFormList, title));
    for (const form of formsTwice(cell))
      problems.push(placed(breaks(CELL_RULES.formTwice, title, form), { part: form }));
    const wanted = new Map(now);
    for (const [form, code] of listed) {
      // REDCap itself has listed what is no instrument; such an entry is left alone.
      if (this.forms.size > 0 && !this.forms.has(form)) {
        if (!now.has(form)) problems.push(placed(breaks(CELL_RULES.unknownForm, title, form), { part: form }));
        continue;
      }
      const reading = readFormCode(code, { title, kind, form, now: now.get(form) }, this.encoding);
      if ("problem" in reading) problems.push(reading.problem);
      else {
        wanted.set(form, reading.text);
        const own = kind === "formRights" && code !== now.get(form) ? inEncoding(code, this.encoding) : code;
        const strange = breaks(CELL_RULES.formEncoding, code, formRightTitle(code), own);
        if (own !== code) this.report.remark(placed(strange, { row, column, part: form }));
      }
    }
    if (problems.length > 0) return { problems };
    const none = kind === "formExport" ? "0" : this.noAccess();
    const lost = [...now].filter(([form, code]) => !listed.has(form) && isAccess(kind, code));
    if (lost.length > 0 && this.report.ask("formsMissing", about, { row, column }) === "none") {
      for (const [form] of lost) wanted.set(form, none);
    }
    return { text: formMapText(wanted) };
  }

  private noAccess(): string {
    return encodeFormRight({ view: false, edit: false, editSurvey: false }, this.encoding ?? "legacy");
  }
}

function isAccess(kind: FormKind, code: string): boolean {
  return kind === "formExport" ? code !== "0" && code !== "" : decodeFormRight(code).view;
}

/** How our readable export of that table would say it. */
function readableCell(draft: DraftName, name: string, cell: Cell): string {
  const described = describeDraftColumn(draft, name) ?? describeColumn("user", name);
  return neutral(described ? rightInFile(described, cell) : cellText(cell));
}
