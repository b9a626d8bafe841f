/**
 * What a record holds under a name from outside, such as a column's or an instrument's. Asked for by itself, every
 * object also has a `constructor` that nobody put there.
 */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
