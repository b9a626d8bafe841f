import { cellText } from "../dataTable";
import { counted, listing } from "../text/words";
import type { Step, StepPurpose } from "./plan";

const PURPOSES: Readonly<Record<StepPurpose, (what: string, one: boolean) => string>> = {
  createDags: (groups, one) => `Create ${groups}, and read back what REDCap calls ${one ? "it" : "them"}`,
  createRoles: (roles, one) => `Create ${roles}, and read back ${one ? "its id" : "their ids"}`,
  unassign: (people, one) => `Take ${people} out of their ${one ? "role" : "roles"}`,
  users: (people, one) => `Change the user ${one ? "row" : "rows"} of ${people}`,
  addUsers: (people) => `Add ${people} to the project`,
  assign: (people, one) => `Put ${people} into their ${one ? "role" : "roles"}`,
  dags: (people, one) => `Set the ${one ? "group" : "groups"} of ${people}`,
  roles: (roles) => `Change the rights of ${roles}`,
  renameDags: (groups, one) => `Rename ${groups}, and read back ${one ? "its unique name" : "their unique names"}`,
  removeUsers: (people) => `Remove ${people} from the project`,
  removeRoles: (roles) => `Delete ${roles}`,
  removeDags: (groups) => `Delete ${groups}`,
};

const COUNTED: Readonly<Record<Step["content"], readonly [one: string, many: string]>> = {
  user: ["person", "people"],
  userRole: ["role", "roles"],
  userRoleMapping: ["person", "people"],
  dag: ["group", "groups"],
  userDagMapping: ["person", "people"],
};

/** "Put 3 people into their roles" */
export function stepLine(step: Pick<Step, "purpose" | "content" | "keys"> & Partial<Pick<Step, "owner">>): string {
  const line = PURPOSES[step.purpose](counted(step.keys.length, ...COUNTED[step.content]), step.keys.length === 1);
  return step.owner ? `${line} (the owner of the token, last and alone)` : line;
}

/** "Create 1 role, and read back its id: REDCap does not show clearly what it calls new:1." */
export function namesInDoubt(
  step: Parameters<typeof stepLine>[0] & Pick<Step, "rows">,
  keys: readonly string[],
): string {
  const name = ["role_label", "data_access_group_name"]
    .map((each) => step.rows.columns.indexOf(each))
    .find((at) => at >= 0);
  const names = keys.map((key) => cellText(step.rows.rows[step.keys.indexOf(key)]?.[name ?? -1]) || key);
  return `${stepLine(step)}: REDCap does not show clearly what it calls ${listing(names)}.`;
}
