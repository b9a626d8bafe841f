import { NO_FILTER } from "./people";
import type { PeopleFilter, PersonState } from "./people";

const STATES: ReadonlyMap<string, PersonState> = new Map(
  (["active", "expired", "today", "soon", "never"] as const).map((state) => [state, state]),
);
/** `key:value`, the value in quotes when it holds blanks. */
const TERM = /([a-z]+):(?:"([^"]*)"|(\S+))/gi;

/** Reads what somebody types: `boston status:soon role:"Data Entry" dag:none`. What is no term of ours is text. */
export function parseFilter(typed: string): PeopleFilter {
  let filter = NO_FILTER;
  const rest = typed.replace(
    TERM,
    (term: string, key: string, quoted: string | undefined, plain: string | undefined) => {
      const next = withTerm(filter, key.toLowerCase(), quoted ?? plain ?? "");
      if (!next) return term;
      filter = next;
      return " ";
    },
  );
  return { ...filter, text: rest.replace(/\s+/g, " ").trim() };
}

function withTerm(filter: PeopleFilter, key: string, value: string): PeopleFilter | undefined {
  const name = value.toLowerCase() === "none" ? "" : value;
  if (key === "role") return { ...filter, roles: [...filter.roles, name] };
  if (key === "dag") return { ...filter, dags: [...filter.dags, name] };
  if (key !== "status") return undefined;
  if (name === "") return { ...filter, roles: [...filter.roles, ""] };
  const state = STATES.get(value.toLowerCase());
  return state && { ...filter, states: [...filter.states, state] };
}
