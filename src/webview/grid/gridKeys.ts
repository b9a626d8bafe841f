import { extended, NOTHING, selectOnly, toggled } from "./selection";
import type { Selection } from "./selection";

/** The place of the keyboard: row -1 is the header. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface KeyContext {
  readonly place: Place;
  /** Keys of the rows shown, in order. */
  readonly keys: readonly string[];
  readonly columnCount: number;
  /** Rows that fit into the window; less than one in a very low one. */
  readonly page: number;
  readonly selection: Selection;
  /** What people read of the rows, where that is not the key. Asked for only when letters are typed. */
  readonly names?: () => readonly string[];
  /** Letters typed just before, which this one goes on from. */
  readonly typed?: string;
}

export interface KeyAct {
  readonly to?: Place;
  readonly selection?: Selection;
  /** Filter by the column. */
  readonly filter?: true;
  /** Make the column wider or narrower by so many pixels. */
  readonly resize?: number;
  /** Edit the cell, or sort by the header. */
  readonly enter?: true;
  /** Letters typed so far in one go. */
  readonly typed?: string;
}

/** What matters of the browser's event. */
interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const STEP = 20;

/** What a key does in the grid, or undefined for keys that are not ours. */
export function gridKey(event: Key, context: KeyContext): KeyAct | undefined {
  const { place, keys, columnCount, page, selection, names = () => keys, typed = "" } = context;
  const control = event.ctrlKey || event.metaKey;
  const lastRow = keys.length - 1;
  const at = (row: number, column = place.column): KeyAct => {
    const to = { row: Math.min(lastRow, Math.max(-1, row)), column: Math.min(columnCount - 1, Math.max(0, column)) };
    const key = keys[to.row];
    if (key === undefined) return { to };
    if (event.shiftKey) return { to, selection: extended(withAnchor(), key, keys) };
    // As in every list of VS Code: moving selects, and with Ctrl only moves.
    const only = control ? event.key.startsWith("Arrow") : to.row === place.row;
    return only ? { to } : { to, selection: selectOnly(key) };
  };
  const withAnchor = () => (selection.anchor === undefined ? { ...selection, anchor: keys[place.row] } : selection);
  if (event.altKey) return event.key === "ArrowDown" ? { filter: true } : undefined;
  if (place.row < 0 && control && (event.key === "ArrowLeft" || event.key === "ArrowRight"))
    return { resize: event.key === "ArrowLeft" ? -STEP : STEP };
  switch (event.key) {
    case "ArrowDown":
      return at(place.row + 1);
    case "ArrowUp":
      return at(place.row - 1);
    case "ArrowRight":
      return at(place.row, place.column + 1);
    case "ArrowLeft":
      return at(place.row, place.column - 1);
    case "PageDown":
      return at(place.row + Math.max(1, page));
    case "PageUp":
      return at(Math.max(0, place.row - Math.max(1, page)));
    case "Home":
      return control ? at(0, 0) : at(place.row, 0);
    case "End":
      return control ? at(lastRow, columnCount - 1) : at(place.row, columnCount - 1);
    case "Enter":
    case "F2":
      return { enter: true };
    case " ": {
      const key = keys[place.row];
      if ((control || event.shiftKey) && key !== undefined) return { selection: toggled(selection, key) };
      return { enter: true };
    }
    case "Escape":
      return { selection: NOTHING };
    default:
      if (control && event.key.toLowerCase() === "a") return { selection: { keys: new Set(keys), anchor: keys[0] } };
      return control || event.key.length !== 1 ? undefined : typeAhead(typed + event.key, place, names(), keys);
  }
}

/** The next row whose name begins with the letter; with more letters typed, this row if it still does. */
function typeAhead(typed: string, place: Place, names: readonly string[], keys: readonly string[]): KeyAct {
  const starts = (name: string) => name.toLowerCase().startsWith(typed.toLowerCase());
  const from = typed.length > 1 ? place.row : place.row + 1;
  const below = names.findIndex((name, index) => index >= from && starts(name));
  const row = below < 0 ? names.findIndex(starts) : below;
  const key = keys[row];
  if (key === undefined) return { typed };
  return { typed, to: { row, column: place.column }, ...(row === place.row ? {} : { selection: selectOnly(key) }) };
}
