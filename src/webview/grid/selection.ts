/** Selected rows by key, and the row that Shift extends from. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | undefined;
}

export const NOTHING: Selection = { keys: new Set(), anchor: undefined };

export function selectOnly(key: string): Selection {
  return { keys: new Set([key]), anchor: key };
}

export function toggled({ keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
}

/** From the anchor to `key` in the order shown; without an anchor, `key` becomes it. */
export function extended({ anchor }: Selection, key: string, shown: readonly string[]): Selection {
  const [from, to] = [shown.indexOf(anchor ?? key), shown.indexOf(key)];
  if (from < 0 || to < 0) return selectOnly(key);
  return { keys: new Set(shown.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor: anchor ?? key };
}
