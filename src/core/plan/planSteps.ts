import { TABLES } from "../access/tables";
import { cellText, tableOf } from "../dataTable";
import { batches, BATCH_BYTES } from "./planBatches";
import { STEP_PURPOSES } from "./plan";
import type { Step, StepPurpose } from "./plan";
import { peopleNarrowingFirst, ROWS } from "./stepRows";
import type { Work } from "./stepRows";
import type { UnsplitStep } from "./unsplitStep";
import { valuesOf } from "../edits/edit";
import { keepsToken } from "../access/tokenRights";

/**
 * The requests in their order. What touches the owner of the token comes last, each alone: first what cannot cost the
 * token its rights, then what could. A role or group that the owner is still in goes after the owner has left it.
 */
export function stepsFor(work: Work, limit: number = BATCH_BYTES): readonly Step[] {
  const { live, desired, owner, targets, removals, roles, dags } = work;
  const late = {
    roles: roles.filter(({ key, kind }) => kind === "remove" && key === owner?.role),
    dags: dags.filter(({ key, kind }) => kind === "remove" && key === owner?.dag),
  };
  const ownRoles = roles.filter(({ key, kind }) => kind === "set" && key === owner?.role);
  const part = (some: Partial<Work>): Work => ({ ...work, targets: [], removals: [], roles: [], dags: [], ...some });
  const others = part({
    targets: peopleNarrowingFirst(
      live,
      desired,
      targets.filter((target) => target.owner !== "yes"),
    ),
    removals: removals.filter((removal) => removal.owner !== "yes"),
    roles: roles.filter((role) => !ownRoles.includes(role) && !late.roles.includes(role)),
    dags: dags.filter((dag) => !late.dags.includes(dag)),
  });
  const make = (purposes: readonly StepPurpose[], some: Work, alone: boolean) =>
    purposes.flatMap((purpose) => ROWS[purpose](some).flatMap((draft) => split(purpose, draft, alone, limit)));
  const safe = part({ roles: ownRoles.filter((role) => keepsToken(valuesOf(role))) });
  const unsafe = part({ roles: ownRoles.filter((role) => !keepsToken(valuesOf(role))) });
  const mine = part({ targets: targets.filter((target) => target.owner === "yes") });
  return [
    ...make(STEP_PURPOSES, others, false),
    ...make(["roles"], safe, true),
    ...make(["users", "dags", "unassign", "assign"], mine, true),
    ...make(["removeRoles", "removeDags"], part(late), false),
    ...make(["roles"], unsafe, true),
    ...make(["removeUsers"], part({ removals: removals.filter((removal) => removal.owner === "yes") }), true),
  ];
}

function split(
  purpose: StepPurpose,
  { content, columns, rows, action }: UnsplitStep,
  owner: boolean,
  limit: number,
): readonly Step[] {
  const key = columns.indexOf(TABLES[content].key);
  return batches(tableOf(columns, rows), limit).map((part) => ({
    purpose,
    content,
    rows: part,
    keys: part.rows.map((row) => cellText(row[key])),
    ...(action ? { action } : {}),
    owner,
  }));
}
