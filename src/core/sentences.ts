import { describeDraftColumn } from "./draft";
import type { Change } from "./plan";
import type { Snapshot } from "./snapshot";
import type { Target } from "./targets";
import { counted, dagName, listing, roleName } from "./words";

/** "carol: role Data Entry → Monitor; DAG Boston kept" */
export function changeOf(live: Snapshot, target: Target): Change {
  const { person, edits } = target;
  const parts = [
    roleChange(live, target),
    expirationChange(live, target),
    rightsChange(target),
    dagChange(live, target),
  ];
  return {
    draft: edits.some((edit) => edit.draft === "assignments") ? "assignments" : "users",
    key: person.username,
    sentence: `${person.username}: ${parts.filter((part) => part !== undefined).join("; ")}`,
    edits,
  };
}

function roleChange(live: Snapshot, { before, after }: Target): string | undefined {
  if (before.role === after.role) return undefined;
  return `role ${roleWord(live, before.role)} → ${roleWord(live, after.role)}`;
}

function expirationChange(live: Snapshot, { before, after, detour }: Target): string | undefined {
  if (before.expiration === after.expiration) return undefined;
  const way = detour
    ? ` (taken out of the role ${roleName(live, before.role)}, then put ${back(live, before, after)})`
    : "";
  return `expiration ${before.expiration || "never"} → ${after.expiration || "never"}${way}`;
}

function back(live: Snapshot, before: Target["before"], after: Target["after"]): string {
  return before.role === after.role ? "back" : `into ${roleName(live, after.role)}`;
}

function rightsChange({ rights }: Target): string | undefined {
  const titles = [...rights.keys()].map((name) => describeDraftColumn("users", name)?.title ?? name);
  if (titles.length === 0) return undefined;
  return titles.length <= 4
    ? `own rights: ${listing(titles)}`
    : `own rights: ${counted(titles.length, "right", "rights")}`;
}

/** A group that stays is said too: losing it by the way is what people fear. */
function dagChange(live: Snapshot, { before, after }: Target): string | undefined {
  if (before.dag === after.dag) return after.dag ? `DAG ${dagName(live, after.dag)} kept` : undefined;
  const gone = after.dag ? dagName(live, after.dag) : "none (sees every record)";
  return `DAG ${before.dag ? dagName(live, before.dag) : "none"} → ${gone}`;
}

function roleWord(live: Snapshot, id: string): string {
  return id ? roleName(live, id) : "none";
}
