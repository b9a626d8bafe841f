import { dagName, personName, roleName } from "../access/names";
import type { Snapshot } from "../access/snapshot";
import type { RowName } from "../edits/edit";
import { message, verbatim } from "../text/message";
import type { Message } from "../text/message";

/** Whom or what a row is about: "Luca Ferrante (l.ferrante)", "role Monitor", "DAG Boston". */
export function rowName(snapshot: Snapshot, { draft, key }: RowName): Message {
  if (draft === "roles") return message("role {role}", { role: roleName(snapshot, key) });
  return draft === "dags" ? message("DAG {dag}", { dag: dagName(snapshot, key) }) : verbatim(personName(snapshot, key));
}
