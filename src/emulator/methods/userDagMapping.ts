import type { Call, Reply } from "../request/call";
import { exportColumns } from "../project/columns";
import { exportTable } from "./grants";
import { duplicateProblems, importRows, runImport, text } from "./importing";
import type { ImportRow, Step } from "./importing";
import { mayExport, mayImport } from "./privileges";
import { addUser, findDag } from "../project/state";
import type { UserState, World } from "../project/state";
import { inOrder } from "./user";
import { mappedName, mappingProblems } from "./userRoleMapping";

export function exportDagMapping(call: Call): Reply {
  mayExport(call, "data_access_groups");
  const columns = exportColumns(call.world.version, call.project, "userDagMapping");
  const table = exportTable(columns, inOrder(call.project), mappingCell(call.world));
  return { kind: "rows", content: "userDagMapping", table };
}

const mappingCell = (world: World) => (user: UserState, column: string) => {
  switch (column) {
    case "username":
      return mappedName(world, user);
    case "redcap_data_access_group":
      return user.dag?.unique ?? "";
    default:
      return "";
  }
};

export function importDagMapping(call: Call): Reply {
  mayImport(call, "data_access_groups");
  const rows = importRows(call, "userDagMapping");
  const duplicates = duplicateProblems(rows);
  return runImport(
    call,
    rows.map((row) => mappingStep(call, row, duplicates(row))),
  );
}

function mappingStep(call: Call, row: ImportRow, duplicates: readonly string[]): Step {
  const { project } = call;
  const username = text(row, "username");
  const dag = text(row, "redcap_data_access_group");
  return {
    problems: [...duplicates, ...mappingProblems(call, username, dag)],
    write() {
      const user = project.users.get(username) ?? addUser(project, username);
      user.dag = findDag(project, dag);
    },
  };
}
