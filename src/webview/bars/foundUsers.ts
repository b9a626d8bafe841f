import { userKey } from "../../core/access/usernames";
import type { GridContent } from "../../editors/protocol";

/** People of a pasted list, by username or e-mail address in any case, and what of the list is nobody here. */
export function foundUsers(
  { rows, columns }: Pick<GridContent, "rows" | "columns">,
  list: string,
): { readonly keys: readonly string[]; readonly unknown: readonly string[] } {
  const email = columns.findIndex(({ name }) => name === "email");
  const known = new Map<string, string[]>();
  for (const { key, cells } of rows) {
    for (const name of new Set([key, email < 0 ? "" : (cells[email] ?? "")])) {
      const written = userKey(name);
      if (written !== "") known.set(written, [...(known.get(written) ?? []), key]);
    }
  }
  const names = [...new Set(list.split(/[\s,;<>]+/).filter(Boolean))];
  const keys = new Set(names.flatMap((name) => known.get(userKey(name)) ?? []));
  return { keys: [...keys], unknown: names.filter((name) => !known.has(userKey(name))) };
}
