import type { Call, Reply } from "../request/call";
import { exportColumns } from "../project/columns";
import { exportTable } from "./grants";
import { duplicateProblems, importRows, runImport, text } from "./importing";
import type { ImportRow, Step } from "./importing";
import { writeLog } from "../project/log";
import { mayExport, mayImport } from "./privileges";
import { addUser, assignRole, findDag } from "../project/state";
import type { UserState, World } from "../project/state";
import { inOrder } from "./user";

export function exportRoleMapping(call: Call): Reply {
  mayExport(call, "user_rights");
  const { world, project } = call;
  const listed = inOrder(project).filter((user) => user.role ?? world.switches.mappingExportWithoutRole === "listed");
  const table = exportTable(exportColumns(world.version, project, "userRoleMapping"), listed, mappingCell(world));
  return { kind: "rows", content: "userRoleMapping", table };
}

/** How both mappings spell somebody; see the switch. */
export function mappedName({ switches }: World, { username }: UserState): string {
  return switches.mappedNames === "lowerCase" ? username.toLowerCase() : username;
}

const mappingCell = (world: World) => (user: UserState, column: string) => {
  switch (column) {
    case "username":
      return mappedName(world, user);
    case "unique_role_name":
      return user.role?.id ?? "";
    case "data_access_group":
      return user.dag?.unique ?? "";
    default:
      return "";
  }
};

export function importRoleMapping(call: Call): Reply {
  mayImport(call, "user_rights");
  const rows = importRows(call, "userRoleMapping");
  const duplicates = duplicateProblems(rows);
  return runImport(
    call,
    rows.map((row) => mappingStep(call, row, duplicates(row))),
  );
}

function mappingStep(call: Call, row: ImportRow, duplicates: readonly string[]): Step {
  const { world, project } = call;
  const username = text(row, "username");
  // A blank role and a missing column both take the person out of the role.
  const id = text(row, "unique_role_name");
  const dag = text(row, "data_access_group");
  return {
    problems: [...duplicates, ...mappingProblems(call, username, dag)],
    ...(id !== "" && !project.roles.has(id) ? { unknownRole: id } : {}),
    write() {
      const user = project.users.get(username) ?? addUser(project, username);
      const role = project.roles.get(id);
      if (role !== user.role) {
        const [action, words] = role
          ? ["User assigned to role", role.label]
          : ["User removed from role", user.role?.label];
        const details = `user = '${username}', role = '${words}', unique_role_name = '${id}'`;
        writeLog(world, project, call.user.username, action, details);
      }
      assignRole(world, user, role);
      if (world.switches.mappingClears === "expiration") user.expiration = "";
      if (row.has("data_access_group")) user.dag = findDag(project, dag);
      else if (world.switches.mappingImportWithoutDag === "clear") user.dag = undefined;
    },
  };
}

/** What speaks against putting this person into this group, or into none. */
export function mappingProblems(call: Call, username: string, dag: string): readonly string[] {
  const unknown = dag !== "" && !findDag(call.project, dag);
  const group = `The Data Access Group "${dag}" of the user "${username}" does not exist in this project.`;
  return [...memberProblems(call, username), ...(unknown ? [group] : [])];
}

/** Mappings are for people of the project; some servers let others in (see the switch). */
function memberProblems(call: Call, username: string): readonly string[] {
  if (username === "") return ['The required attribute "username" is missing.'];
  if (call.project.users.has(username) || call.world.switches.unknownUserInMapping === "ghost") return [];
  return [`The user "${username}" does not exist in this project. Users must already exist before being assigned.`];
}
