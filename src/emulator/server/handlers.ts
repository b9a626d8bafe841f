import type { Handler } from "../request/call";
import { deleteDags, exportDags, importDags, switchDag } from "../methods/dag";
import type { Method } from "./dispatch";
import { exportLog } from "../methods/logExport";
import { exportInstruments, exportProjectInfo } from "../methods/projectInfo";
import { deleteUsers, exportUsers, importUsers } from "../methods/user";
import { exportDagMapping, importDagMapping } from "../methods/userDagMapping";
import { deleteRoles, exportRoles, importRoles } from "../methods/userRole";
import { exportRoleMapping, importRoleMapping } from "../methods/userRoleMapping";
import { atLeast } from "../version";

interface Endpoint {
  readonly handle: Handler;
  /** What the project's log says of the call; absent where the handler writes its own line. */
  readonly logged?: string;
}

const endpoint = (handle: Handler, logged?: string): Endpoint => ({ handle, ...(logged ? { logged } : {}) });

const ENDPOINTS: ReadonlyMap<string, Readonly<Partial<Record<Method, Endpoint>>>> = new Map<
  string,
  Readonly<Partial<Record<Method, Endpoint>>>
>([
  [
    "user",
    {
      export: endpoint(exportUsers, "Export users (API)"),
      import: endpoint(importUsers, "Import users (API)"),
      delete: endpoint(deleteUsers, "Delete users (API)"),
    },
  ],
  [
    "userRole",
    {
      export: endpoint(exportRoles, "Export user roles (API)"),
      import: endpoint(importRoles, "Import user roles (API)"),
      delete: endpoint(deleteRoles, "Delete user roles (API)"),
    },
  ],
  [
    "userRoleMapping",
    {
      export: endpoint(exportRoleMapping, "Export User-Role assignments (API)"),
      import: endpoint(importRoleMapping, "Import User-Role assignments (API)"),
    },
  ],
  [
    "dag",
    {
      export: endpoint(exportDags, "Export DAGs (API)"),
      import: endpoint(importDags, "Import DAGs (API)"),
      delete: endpoint(deleteDags, "Delete DAGs (API)"),
      switch: endpoint(switchDag),
    },
  ],
  [
    "userDagMapping",
    {
      export: endpoint(exportDagMapping, "Export User-DAG assignments (API)"),
      import: endpoint(importDagMapping, "Import User-DAG assignments (API)"),
    },
  ],
  ["project", { export: endpoint(exportProjectInfo, "Export project information (API)") }],
  ["instrument", { export: endpoint(exportInstruments, "Export instruments (API)") }],
  ["log", { export: endpoint(exportLog, "Export Logging (API)") }],
  [
    "version",
    {
      export: endpoint(({ world }) => ({ kind: "text", text: world.version }), "Export REDCap version (API)"),
    },
  ],
]);

/** What answers a method of a content; a request can reach methods that do not exist. */
export function endpointOf(content: string, method: string): Endpoint | undefined {
  return ENDPOINTS.get(content)?.[method as Method];
}

/** What the log of this version says of a call. */
export function logLine({ logged }: Endpoint, version: string): string | undefined {
  if (atLeast(version, "12.0.0")) return logged;
  return logged?.replace("Import User-DAG assignments", "Import User-DAG Assignments");
}
