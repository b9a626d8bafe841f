import { readCsv } from "../../codec/csvText";
import type { CsvText } from "../../codec/csvText";
import type { Cell, DataTable } from "../../core/dataTable";
import type { DraftName, PeopleChanges } from "../../core/edits/edit";
import type { DraftRow } from "../drafts/draftRows";
import { cameAndWent } from "../drafts/editRows";
import type { MadeContent } from "./gridEdit";
import type { GridRow } from "../protocol";

/** What was made of things, for as long as all else that it was made of stays the same. */
export class Kept<K extends object, V> {
  private of: readonly unknown[] = [];
  private made = new WeakMap<K, V>();

  during(...of: readonly unknown[]): WeakMap<K, V> {
    if (of.length !== this.of.length || of.some((each, index) => each !== this.of[index])) this.made = new WeakMap();
    this.of = of;
    return this.made;
  }
}

interface CameAndWent {
  /** The name that people read, by key. */
  readonly added: ReadonlyMap<string, string>;
  readonly people: PeopleChanges;
}

/**
 * What a draft said when it was last looked at: after an edit only what was edited is read and worked out again. It
 * makes nothing say anything else, only sooner.
 */
export class GridMemory {
  readonly compared = new Kept<readonly Cell[], DraftRow>();
  readonly removed = new Kept<readonly Cell[], DraftRow>();
  readonly shown = new Kept<DraftRow, GridRow>();
  /** What the grid showed last. */
  made: MadeContent | undefined;
  private now: CsvText | undefined;
  private base: CsvText | undefined;
  private came: { readonly table: DataTable; readonly base: DataTable; readonly found: CameAndWent } | undefined;

  /** A draft's text and its base, read; rows that are in both are the same objects. */
  read(text: string, base: string): { readonly now: CsvText; readonly base: CsvText } {
    const now = this.text(text);
    this.base = this.base?.text === base ? this.base : readCsv(base, now);
    return { now, base: this.base };
  }

  /** What a draft adds and removes, the same object for as long as its text and base are the same. */
  cameAndWent(draft: DraftName, table: DataTable, base: DataTable): CameAndWent {
    const { came } = this;
    if (came?.table === table && came.base === base) return came.found;
    const { added, removed } = cameAndWent(draft, table, base);
    const found = { added, people: { added: new Set(added.keys()), removed } };
    this.came = { table, base, found };
    return found;
  }

  text(text: string): CsvText {
    this.now = this.now?.text === text ? this.now : readCsv(text, this.now);
    return this.now;
  }
}
