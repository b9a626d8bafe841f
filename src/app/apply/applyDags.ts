import { dagWriting } from "../../core/plan/dagWriting";
import { cellText, column, tableOf } from "../../core/dataTable";
import { ByUsername } from "../../core/access/usernames";
import type { Snapshot } from "../../core/access/snapshot";
import type { AccessState } from "../../core/plan/targets";
import { list, message, saidBy } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { dagName } from "../../core/access/names";
import type { RedcapClient } from "../../redcap/requests/client";
import { sendStep } from "./applyStep";

/** Nobody can lose a DAG in a project without DAGs. */
export function hasDags(live: Snapshot): boolean {
  return live.dags.size > 0 || [...live.people.values()].some((person) => person.dag !== "");
}

/** Everybody's DAG as REDCap says now, from the cheapest table that this token may read. */
export async function readDags(client: RedcapClient, live: Snapshot): Promise<ReadonlyMap<string, string>> {
  const { mapping, withRole } = dagWriting(live);
  if (mapping) return valuesByUser(await client.exportUserDagAssignments(), "redcap_data_access_group");
  if (withRole) return valuesByUser(await client.exportUserRoleAssignments(), "data_access_group");
  return valuesByUser(await client.exportUsers(), "data_access_group");
}

/** Gives people their DAG back after an import that took it away. Returns what was put right. */
export async function restoreDags(
  client: RedcapClient,
  live: Snapshot,
  wanted: ReadonlyMap<string, AccessState>,
): Promise<{ readonly repaired: readonly Message[]; readonly failed?: Message }> {
  if (wanted.size === 0) return { repaired: [] };
  const { mapping, withRole } = dagWriting(live);
  const people = [...wanted];
  const names = people.map(([name]) => name);
  if (!mapping && !withRole) {
    return {
      repaired: [],
      failed: message("{people} lost their DAG, and this token may not give it back.", { people: list(names) }),
    };
  }
  const answer = mapping
    ? await sendStep(client, {
        content: "userDagMapping",
        rows: tableOf(
          ["username", "redcap_data_access_group"],
          people.map(([name, { dag }]) => [name, dag]),
        ),
      })
    : await sendStep(client, {
        content: "userRoleMapping",
        rows: tableOf(["username", "unique_role_name", "data_access_group"], await withRoles(client, people)),
      });
  if (answer.error) {
    return {
      repaired: [],
      failed: message("{people} lost their DAG, and could not be put back: {reason}", {
        people: list(names),
        reason: saidBy(answer.error),
      }),
    };
  }
  const dags = [...new Set(people.map(([, { dag }]) => dagName(live, dag)))];
  return {
    repaired: [
      message("REDCap took {people} out of {dags} on the way; this was put right.", {
        people: list(names),
        dags: list(dags),
      }),
    ],
  };
}

/** Rows of the role mapping that change the group alone: the role is the one that REDCap says now. */
async function withRoles(
  client: RedcapClient,
  people: readonly (readonly [name: string, state: AccessState])[],
): Promise<readonly (readonly string[])[]> {
  const roles = valuesByUser(await client.exportUserRoleAssignments(), "unique_role_name");
  return people.map(([name, { dag }]) => [name, roles.get(name) ?? "", dag]);
}

function valuesByUser(table: Parameters<typeof column>[0], name: string): ReadonlyMap<string, string> {
  const [username, group] = [column(table, "username"), column(table, name)];
  return new ByUsername(table.rows.map((row) => [cellText(username(row)), cellText(group(row))]));
}
