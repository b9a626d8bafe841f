import type { Cell } from "../../core/dataTable";
import type { Call, Reply } from "../request/call";
import { exportColumns } from "../project/columns";
import { exportTable, grantCell, grantProblems, writeGrants } from "./grants";
import { importRows, runImport, text } from "./importing";
import type { ImportRow, Step } from "./importing";
import { writeLog } from "../project/log";
import { mayDelete, mayExport, mayImport } from "./privileges";
import { notAnArray } from "../request/refusal";
import { addRole, assignRole, storedName } from "../project/state";
import type { ProjectState, RoleState } from "../project/state";

const HIDDEN_MS = 3000;

export function exportRoles(call: Call): Reply {
  mayExport(call, "user_rights");
  const { world, project } = call;
  const { newRoleId, newRoles } = world.switches;
  const hidden = { visible: 0, later: 1, late: 4, seconds: 0 }[newRoleId];
  const young = (role: RoleState) => newRoleId === "seconds" && world.clock().getTime() - role.since < HIDDEN_MS;
  const blank = (role: RoleState) => role.exports < hidden || young(role);
  const listed = [...project.roles.values()].filter((role) => newRoles === "listed" || role.exports >= 3);
  const table = exportTable(exportColumns(world.version, project, "userRole"), listed, (role, column) =>
    column === "unique_role_name" && blank(role) ? "" : roleCell(project, role, column),
  );
  for (const role of project.roles.values()) role.exports++;
  return { kind: "rows", content: "userRole", table };
}

/** Rights of roles come as text, codes of forms as numbers; users have it the other way round. */
function roleCell(project: ProjectState, role: RoleState, column: string): Cell {
  if (column === "unique_role_name") return role.id;
  if (column === "role_label") return role.label;
  const cell = grantCell(project, role, column);
  return typeof cell === "number" ? String(cell) : cell;
}

export function importRoles(call: Call): Reply {
  mayImport(call, "user_rights");
  return runImport(
    call,
    importRows(call, "userRole").map((row) => roleStep(call, row)),
  );
}

function roleStep(call: Call, row: ImportRow): Step {
  const { world, project } = call;
  const id = text(row, "unique_role_name");
  const label = text(row, "role_label");
  const known = project.roles.get(id);
  const refuse = id !== "" && !known && world.switches.unknownRole === "error";
  const words = `user role "${id || label}"`;
  return {
    problems: [
      ...(!known && label === "" ? ['The required attribute "role_label" is missing for a new user role.'] : []),
      ...grantProblems(world, project, { table: "userRole", words }, row),
    ],
    ...(refuse ? { unknownRole: id } : {}),
    write() {
      const role = known ?? addRole(world, project, storedName(world, label));
      if (label !== "") role.label = storedName(world, label);
      writeGrants(world, project, "userRole", row, role);
      const action = known ? "Edit user role" : "Create user role";
      // The label and no more: the log of a real server cannot tell what changed either.
      writeLog(world, project, call.user.username, action, `role = '${role.label}'`);
    },
  };
}

/** Members lose their role; unknown ids are passed over and not counted. */
export function deleteRoles(call: Call): Reply {
  mayDelete(call, "user_rights");
  const ids = call.params.list("roles");
  if (!ids) throw notAnArray("roles");
  const { world, project } = call;
  let count = 0;
  for (const id of ids) {
    const role = project.roles.get(id);
    if (!role) continue;
    for (const user of project.users.values()) if (user.role === role) assignRole(world, user, undefined);
    project.roles.delete(id);
    writeLog(world, project, call.user.username, "Delete user role", `role = '${role.label}'`);
    count++;
  }
  return { kind: "count", count };
}
