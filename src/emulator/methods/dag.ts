import type { Cell } from "../../core/dataTable";
import type { Call, Reply } from "../request/call";
import { exportColumns } from "../project/columns";
import { exportTable } from "./grants";
import { importRows, runImport, text } from "./importing";
import type { ImportRow, Step } from "./importing";
import { writeLog } from "../project/log";
import { mayExport, mayImport } from "./privileges";
import { notAnArray, Refusal } from "../request/refusal";
import { addDag, findDag, storedName, uniqueGroupName } from "../project/state";
import type { DagState } from "../project/state";

export function exportDags(call: Call): Reply {
  mayExport(call, "data_access_groups");
  const { world, project } = call;
  const table = exportTable(exportColumns(world.version, project, "dag"), project.dags, dagCell);
  return { kind: "rows", content: "dag", table };
}

function dagCell(dag: DagState, column: string): Cell {
  switch (column) {
    case "data_access_group_name":
      return dag.name;
    case "unique_group_name":
      return dag.unique;
    case "data_access_group_id":
      return dag.id;
    default:
      return "";
  }
}

export function importDags(call: Call): Reply {
  mayImport(call, "data_access_groups");
  return runImport(
    call,
    importRows(call, "dag").map((row) => dagStep(call, row)),
  );
}

/** Without a unique name: a new group. With one: a new name for that group, which changes the unique name as well. */
function dagStep(call: Call, row: ImportRow): Step {
  const { world, project } = call;
  const name = storedName(world, text(row, "data_access_group_name"));
  const unique = text(row, "unique_group_name");
  const known = findDag(project, unique);
  return {
    problems: [
      ...(name === "" ? ['The required attribute "data_access_group_name" is missing.'] : []),
      ...(unique !== "" && !known
        ? [`The unique group name "${unique}" does not exist in this project. It must be blank to create a group.`]
        : []),
    ],
    write() {
      if (known) {
        known.name = name;
        known.unique = uniqueGroupName(project, name, known);
      } else addDag(world, project, name);
      const action = known ? "Rename data access group" : "Create data access group";
      writeLog(world, project, call.user.username, action, `data_access_group_name = '${name}'`);
    },
  };
}

/** Members are left without a group; unknown names are passed over and not counted. */
export function deleteDags(call: Call): Reply {
  mayImport(call, "data_access_groups");
  const names = call.params.list("dags");
  if (!names) throw notAnArray("dags");
  const { world, project } = call;
  let count = 0;
  for (const name of names) {
    const dag = findDag(project, name);
    if (!dag) continue;
    for (const user of project.users.values()) if (user.dag === dag) user.dag = undefined;
    project.dags.splice(project.dags.indexOf(dag), 1);
    writeLog(world, project, call.user.username, "Delete data access group", `data_access_group_name = '${dag.name}'`);
    count++;
  }
  return { kind: "count", count };
}

/** Moves the token's owner between the groups that the DAG Switcher gives them; '' is all records. */
export function switchDag(call: Call): Reply {
  mayImport(call);
  const { params, project, user, world } = call;
  const wanted = params.get("dag");
  const dag = findDag(project, wanted);
  const allowed = wanted === "" ? params.has("dag") && user.switcher.size > 0 : dag && user.switcher.has(dag);
  if (!allowed) throw new Refusal(400, `The user cannot be switched to the Data Access Group "${wanted}".`);
  user.dag = dag;
  writeLog(world, project, user.username, "Manage/Design ", `Switch DAG (API), data_access_group = '${wanted}'`);
  return { kind: "count", count: 1 };
}
