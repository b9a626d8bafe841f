import type { Cell } from "../../core/dataTable";
import { Usernames } from "../../core/access/usernames";
import { isDate } from "../../core/dates";
import type { Call, Reply } from "../request/call";
import { exportColumns } from "../project/columns";
import { exportTable, grantCell, grantProblems, writeGrants } from "./grants";
import { importRows, runImport, text } from "./importing";
import type { ImportRow, Step } from "./importing";
import { writeLog } from "../project/log";
import { mayDelete, mayExport, mayImport } from "./privileges";
import { notAnArray } from "../request/refusal";
import { addUser, findDag, grantsOf } from "../project/state";
import type { Account, ProjectState, UserState, World } from "../project/state";

const NO_ACCOUNT: Account = { email: "", firstname: "", lastname: "" };

export function exportUsers(call: Call): Reply {
  mayExport(call, "user_rights");
  const { world, project } = call;
  const table = exportTable(exportColumns(world.version, project, "user"), inOrder(project), (user, column) =>
    userCell(world, project, user, column),
  );
  return { kind: "rows", content: "user", table };
}

/** By username; mappings use the same order. */
export function inOrder(project: ProjectState): readonly UserState[] {
  return [...project.users.values()].sort((a, b) => (a.username < b.username ? -1 : 1));
}

function userCell(world: World, project: ProjectState, user: UserState, column: string): Cell {
  switch (column) {
    case "username":
    case "expiration":
      return user[column];
    case "email":
    case "firstname":
    case "lastname":
      return (world.accounts.get(user.username) ?? NO_ACCOUNT)[column];
    case "data_access_group":
      return user.dag?.unique ?? "";
    case "data_access_group_id":
      return user.dag?.id ?? "";
    case "data_access_group_label":
      return user.dag?.name ?? "";
    default:
      return grantCell(project, grantsOf(user), column);
  }
}

export function importUsers(call: Call): Reply {
  mayImport(call, "user_rights");
  return runImport(
    call,
    importRows(call, "user").map((row) => userStep(call, row)),
  );
}

function userStep(call: Call, row: ImportRow): Step {
  const { world, project } = call;
  const username = text(row, "username");
  return {
    problems: userProblems(call, username, row),
    write() {
      const known = project.users.get(username);
      const user = known ?? addUser(project, username);
      if (row.has("expiration")) user.expiration = text(row, "expiration");
      if (row.has("data_access_group")) user.dag = findDag(project, text(row, "data_access_group"));
      else if (world.switches.userImportWithoutDag === "clear") user.dag = undefined;
      writeGrants(world, project, "user", row, user.own);
      writeLog(world, project, call.user.username, known ? "Update user" : "Add user", `user = '${username}'`);
    },
  };
}

function userProblems(call: Call, username: string, row: ImportRow): readonly string[] {
  if (username === "") return ['The required attribute "username" is missing.'];
  if (!/^[\w\-. '@]+$/.test(username))
    return [
      `The username "${username}" is invalid. Usernames may contain only letters, numbers, underscores, hyphens, periods, spaces, apostrophes and @.`,
    ];
  // Even a row that only changes the expiration is refused.
  if (call.project.users.get(username)?.role)
    return [
      `The user "${username}" cannot have their user privileges modified because the user belongs to a user role. Users in roles cannot have their privileges modified via the 'Import User' API method.`,
    ];
  const problems = grantProblems(call.world, call.project, { table: "user", words: `user "${username}"` }, row);
  const expiration = text(row, "expiration");
  if (expiration !== "" && !isDate(expiration))
    problems.push(`The expiration "${expiration}" of the user "${username}" is not a date in the format YYYY-MM-DD.`);
  const dag = text(row, "data_access_group");
  if (dag !== "" && !findDag(call.project, dag))
    problems.push(`The Data Access Group "${dag}" of the user "${username}" does not exist in this project.`);
  return problems;
}

/** Unknown names are passed over and not counted. */
export function deleteUsers(call: Call): Reply {
  mayDelete(call, "user_rights");
  const names = call.params.list("users");
  if (!names) throw notAnArray("users");
  const { users } = call.project;
  const anyCase = call.world.switches.namesToDelete === "anyCase";
  const known = names.filter((name) => users.has(name) && (anyCase || users.spelled(name) === name));
  const gone = new Usernames(known.map((name) => users.spelled(name)));
  for (const name of gone) users.delete(name);
  // Somebody who comes back gets no right to an old token with that.
  for (const [token, holder] of call.world.tokens)
    if (holder.project === call.project && gone.has(holder.username)) call.world.tokens.delete(token);
  for (const name of gone) writeLog(call.world, call.project, call.user.username, "Delete user", `user = '${name}'`);
  return { kind: "count", count: gone.size };
}
