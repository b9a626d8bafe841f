import { rowInForce } from "../access/effective";
import { grants } from "../access/grants";
import type { Grant } from "../access/grants";
import { dagName, roleName } from "../access/names";
import { knowsDags, knowsRoles, personState } from "../access/people";
import type { Today } from "../access/people";
import type { ExpirationState } from "../access/rights";
import type { Asked } from "../access/snapshot";
import { shown } from "../text/displayText";
import { message, verbatim } from "../text/message";
import type { Message } from "../text/message";
import type { Membership } from "./knownPeople";

/** A part of somebody's access, and which of REDCap's tables says so. */
export interface AccessPart {
  readonly what: Message;
  readonly says: Message;
  readonly from: Message;
}

/** What somebody's access to a project is made of, each part with where it comes from. */
export function accessParts({ project, person }: Membership, today: Today): readonly AccessPart[] {
  const { snapshot } = project;
  return [
    { what: message("Access"), ...standing(person.expiration, personState(person, today)) },
    { what: message("Role"), ...roleOf({ project, person }) },
    { what: message("Rights"), ...rightsFrom({ project, person }) },
    { what: message("Records"), ...recordsOf({ project, person }) },
    ...(snapshot.missing.user
      ? [{ what: message("Users"), says: NOT_KNOWN, from: unreadable({ project, person }, "user") }]
      : []),
  ];
}

type Said = Omit<AccessPart, "what">;

const NOT_KNOWN = message("Not known");

function standing(expiration: string, state: ExpirationState): Said {
  const from = message("Expiration of the user");
  const date = shown(expiration);
  switch (state) {
    case "never":
      return { says: message("Has access, without an end"), from };
    case "expired":
      return { says: message("Ended on {date}: nothing below counts any more", { date }), from };
    case "today":
      return { says: message("Ends today, {date}", { date }), from };
    default:
      return { says: message("Has access until {date}", { date }), from };
  }
}

function roleOf({ project, person }: Membership): Said {
  const { snapshot } = project;
  if (!knowsRoles(snapshot)) return { says: NOT_KNOWN, from: unreadable({ project, person }, "userRoleMapping") };
  const from = message("Role assignment");
  return person.role === ""
    ? { says: message("None"), from }
    : { says: verbatim(roleName(snapshot, person.role)), from };
}

function rightsFrom({ project, person }: Membership): Said {
  const { snapshot } = project;
  if (!knowsRoles(snapshot))
    return { says: message("As listed below"), from: message("A role or own rights: the token cannot tell which") };
  if (person.role === "") return { says: message("As listed below"), from: message("Own rights") };
  const role = roleName(snapshot, person.role);
  return {
    says: message("As listed below; own rights do not count in a role"),
    from: message("The role {role}", { role }),
  };
}

function recordsOf({ project, person }: Membership): Said {
  const { snapshot } = project;
  if (!knowsDags(snapshot)) return { says: NOT_KNOWN, from: unreadable({ project, person }, "userDagMapping") };
  const from = message("DAG assignment");
  if (person.dagDisputed) return { says: message("Not known: REDCap names two different DAGs"), from };
  if (person.dag !== "")
    return { says: message("Those of the DAG {dag} only", { dag: dagName(snapshot, person.dag) }), from };
  return snapshot.dags.size > 0
    ? { says: message("All: in no DAG, though the project has some"), from }
    : { says: message("All: the project has no DAGs"), from };
}

function unreadable({ project }: Membership, table: Asked): Message {
  const { right } = project.snapshot.missing[table] ?? {};
  return right
    ? message("Not readable: the token lacks the right {right}", { right })
    : message("Not readable with this token");
}

/** The rights that count for somebody in a project. */
export function grantsOf({ project, person }: Membership): readonly Grant[] {
  const { snapshot } = project;
  const { table, row } = rowInForce(snapshot, person);
  return grants(table, row, snapshot.instruments);
}
