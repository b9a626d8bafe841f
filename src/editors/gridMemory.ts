import { readCsv } from "../codec/csvText";
import type { CsvText } from "../codec/csvText";
import type { Cell } from "../core/dataTable";
import type { DraftRow } from "./draftRows";
import type { GridRow } from "./protocol";

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

/**
 * What a draft said when it was last looked at: after an edit only what was edited is read and worked out again. It
 * makes nothing say anything else, only sooner.
 */
export class GridMemory {
  readonly compared = new Kept<readonly Cell[], DraftRow>();
  readonly removed = new Kept<readonly Cell[], DraftRow>();
  readonly shown = new Kept<DraftRow, GridRow>();
  private now: CsvText | undefined;
  private base: CsvText | undefined;

  /** A draft's text and its base, read; rows that are in both are the same objects. */
  read(text: string, base: string): { readonly now: CsvText; readonly base: CsvText } {
    const now = this.text(text);
    this.base = this.base?.text === base ? this.base : readCsv(base, now);
    return { now, base: this.base };
  }

  text(text: string): CsvText {
    this.now = this.now?.text === text ? this.now : readCsv(text, this.now);
    return this.now;
  }
}
