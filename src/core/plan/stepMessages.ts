import { cellText } from "../dataTable";
import { list, message, plural } from "../text/message";
import type { Message } from "../text/message";
import type { Step, StepPurpose } from "./plan";

const PURPOSES: Readonly<Record<StepPurpose, (count: number) => Message>> = {
  createDags: (count) =>
    plural(count, {
      one: "Create {count} DAG, and read back its unique name",
      other: "Create {count} DAGs, and read back their unique names",
    }),
  createRoles: (count) =>
    plural(count, {
      one: "Create {count} role, and read back its id",
      other: "Create {count} roles, and read back their ids",
    }),
  unassign: (count) =>
    plural(count, { one: "Take {count} person out of their role", other: "Take {count} people out of their roles" }),
  users: (count) =>
    plural(count, { one: "Change the user row of {count} person", other: "Change the user rows of {count} people" }),
  addUsers: (count) =>
    plural(count, { one: "Add {count} person to the project", other: "Add {count} people to the project" }),
  assign: (count) =>
    plural(count, { one: "Put {count} person into their role", other: "Put {count} people into their roles" }),
  dags: (count) => plural(count, { one: "Set the DAG of {count} person", other: "Set the DAGs of {count} people" }),
  roles: (count) =>
    plural(count, { one: "Change the rights of {count} role", other: "Change the rights of {count} roles" }),
  renameDags: (count) =>
    plural(count, {
      one: "Rename {count} DAG, and read back its unique name",
      other: "Rename {count} DAGs, and read back their unique names",
    }),
  removeUsers: (count) =>
    plural(count, { one: "Remove {count} person from the project", other: "Remove {count} people from the project" }),
  removeRoles: (count) => plural(count, { one: "Delete {count} role", other: "Delete {count} roles" }),
  removeDags: (count) => plural(count, { one: "Delete {count} DAG", other: "Delete {count} DAGs" }),
};

/** "Put 3 people into their roles" */
export function stepLine(step: Pick<Step, "purpose" | "content" | "keys"> & Partial<Pick<Step, "owner">>): Message {
  const line = PURPOSES[step.purpose](step.keys.length);
  return step.owner ? message("{step} (the token's owner, last and alone)", { step: line }) : line;
}

/** "Put 3 people into their roles: REDCap does not show that this was done, but may still do it." */
export function mayStillCome(step: Parameters<typeof stepLine>[0]): Message {
  return message("{step}: REDCap does not show that this was done, but may still do it.", { step: stepLine(step) });
}

/** "Create 1 role, and read back its id: REDCap does not show clearly what it calls new:1." */
export function namesInDoubt(
  step: Parameters<typeof stepLine>[0] & Pick<Step, "rows">,
  keys: readonly string[],
): Message {
  const name = ["role_label", "data_access_group_name"]
    .map((each) => step.rows.columns.indexOf(each))
    .find((at) => at >= 0);
  const names = keys.map((key) => cellText(step.rows.rows[step.keys.indexOf(key)]?.[name ?? -1]) || key);
  return message("{step}: REDCap does not show clearly what it calls {names}.", {
    step: stepLine(step),
    names: list(names),
  });
}
