import { buildSnapshot } from "../../core/access/snapshot";
import type { Asked, Unreadable, ProjectInfo, Snapshot } from "../../core/access/snapshot";
import type { RedcapClient } from "../../redcap/requests/client";
import { message } from "../../core/text/message";
import { isRedcapError, RedcapError } from "../../redcap/errors";
import type { ErrorKind } from "../../redcap/errors";
import { saying } from "../../redcap/words/quoting";
import type { Clock } from "../ports";

interface LoadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly version?: string | Promise<string> | undefined;
  /** What is known of the project, for a server that does not tell. */
  readonly known?: Pick<ProjectInfo, "projectId" | "title"> & { readonly version: string };
}

/**
 * Reads all access tables in one parallel round. What is refused, or comes as something else, is named in `missing` while
 * the rest shows; only what would meet every request fails the whole. @throws {RedcapError}
 */
export async function loadProject(
  client: RedcapClient,
  clock: Pick<Clock, "now">,
  { signal, version, known }: LoadOptions = {},
): Promise<Snapshot> {
  const call = { signal };
  const refused = new Map<Asked, RedcapError>();
  const orMissing = async <T>(name: Asked, work: T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (!isRedcapError(error) || meetsAll(error)) throw error;
      refused.set(name, error);
      return undefined;
    }
  };
  const [user, userRole, userRoleMapping, dag, userDagMapping, instruments, info, told] = await Promise.all([
    orMissing("user", client.exportUsers(call)),
    orMissing("userRole", client.exportUserRoles(call)),
    orMissing("userRoleMapping", client.exportUserRoleAssignments(call)),
    orMissing("dag", client.exportDags(call)),
    orMissing("userDagMapping", client.exportUserDagAssignments(call)),
    orMissing("instrument", client.exportInstruments(call)),
    orMissing("project", client.exportProjectInfo(call)),
    orMissing("version", version ?? client.exportVersion(call)),
  ]);
  const project = info ?? (known && { ...known, inProduction: false, raw: new Map<string, string>() });
  const nothing = [user, userRole, userRoleMapping, dag, userDagMapping, instruments, info].every((each) => !each);
  if (nothing || !project) throw failureOf(refused, nothing);
  return buildSnapshot({
    takenAt: clock.now(),
    project,
    version: told ?? known?.version ?? "",
    instruments: instruments ?? [],
    tables: {
      ...(user && { user }),
      ...(userRole && { userRole }),
      ...(userRoleMapping && { userRoleMapping }),
      ...(dag && { dag }),
      ...(userDagMapping && { userDagMapping }),
    },
    missing: Object.fromEntries([...refused].map(([name, error]) => [name, missingFor(error)])),
  });
}

/** Nobody is there, or nobody may ask any more. */
const FINAL: readonly ErrorKind[] = [
  "cancelled",
  "rateLimited",
  "unreachable",
  "timedOut",
  "certificate",
  "serverOffline",
];

function meetsAll(error: RedcapError): boolean {
  // Status 500 is often one method that breaks down over one table.
  return FINAL.includes(error.kind) && error.details.status !== 500;
}

const REFUSALS: readonly ErrorKind[] = ["badToken", "missingRight", "refused", "refusedByModule", "unknownMethod"];

/** The failure of a whole round: the same refusal of everything is about the token, in whatever language it comes. */
function failureOf(refused: ReadonlyMap<Asked, RedcapError>, nothing: boolean): RedcapError {
  const about = refused.get("project");
  if (!about) throw new Error("A project is missing that nobody refused.");
  const same = [...refused].every(([name, each]) => name === "version" || each.serverText === about.serverText);
  if (!nothing || !same || about.kind === "badToken" || !REFUSALS.includes(about.kind)) return about;
  return new RedcapError(
    "badToken",
    saying(
      message(
        "REDCap refuses whatever this token asks for: it is wrong or revoked, or its owner has no API right in the project. Take one from the project's API page in REDCap.",
      ),
      about.serverText,
    ),
    about.details,
  );
}

/** REDCap names all rights that a table needs; API Export is there as long as anything can be read. */
function missingFor(error: RedcapError): Unreadable {
  const { rights = [], answer } = error.details;
  const right = (rights.length > 1 ? rights.filter((each) => each !== "API Export") : rights).join(" and ");
  return {
    said: error.said,
    ...(right ? { right } : {}),
    ...(error.kind === "unknownMethod" ? { noMethod: true as const } : {}),
    ...(answer === undefined ? {} : { answer }),
  };
}
