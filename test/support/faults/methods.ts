import type { Emulator } from "../../../src/emulator/server/server";
import { startEmulator } from "../../../src/emulator/server/server";
import { FORMATS } from "../../../src/codec/format";
import type { Format } from "../../../src/codec/format";
import { tableOf } from "../../../src/core/dataTable";
import type { DataTable } from "../../../src/core/dataTable";
import type { RedcapClient } from "../../../src/redcap/requests/client";

/** What an answer to the method looks like on the wire. */
type Shape = "list" | "object" | "version" | "count" | "raw";

export interface Method {
  readonly name: string;
  readonly shape: Shape;
  readonly write: boolean;
  /** One of the five access tables comes back. */
  readonly table: boolean;
  /** The format asked for. */
  readonly format: Format;
  /** Calls it in a way that changes nothing when it has been called once before, and gives what can be compared. */
  readonly call: (client: RedcapClient) => Promise<unknown>;
}

const OWNER = "ann";
const RIGHTS = ["design", "user_rights", "data_access_groups", "api_export", "api_import", "logging", "record_delete"];

/** A small project that every method has something to do in, with letters that charsets disagree about. */
export async function startServer(): Promise<Emulator> {
  return await startEmulator({
    idSeed: 1,
    clock: () => new Date("2026-06-15T12:00:00Z"),
    projects: [
      {
        title: "Étude Trial",
        projectId: 12,
        owner: OWNER,
        instruments: [{ name: "visit", label: "Première visite" }],
        dags: ["Boston", "Zürich"],
        roles: [{ id: "U-1ENTRY", label: "Saisie de données", rights: ["record_create"], forms: 130 }],
        users: [
          { username: OWNER, rights: RIGHTS, forms: 154, switcher: ["Boston"] },
          { username: "eve", firstname: "Ève", lastname: "Noël", email: "eve@example.edu", rights: ["reports"] },
          { username: "bob", role: "U-1ENTRY", dag: "Boston" },
        ],
      },
    ],
  });
}

const rows = (record: Readonly<Record<string, string>>): DataTable =>
  tableOf(Object.keys(record), [Object.values(record)]);

const read = (name: string, shape: Shape, call: Method["call"], format: Format = "json"): Method => ({
  name,
  shape,
  write: false,
  table: /^export(?:User|Dag)/.test(name),
  format,
  call,
});
const write = (name: string, call: Method["call"]): Method => ({
  name,
  shape: "count",
  write: true,
  table: false,
  format: "json",
  call,
});

/** Every API method of the client, and raw exports in every format. */
export const METHODS: readonly Method[] = [
  read("exportUsers", "list", (client) => client.exportUsers()),
  write("importUsers", (client) => client.importUsers(rows({ username: "eve", expiration: "2027-01-31" }))),
  write("deleteUsers", (client) => client.deleteUsers(["nobody"])),
  read("exportUserRoles", "list", (client) => client.exportUserRoles()),
  write("importUserRoles", (client) =>
    client.importUserRoles(rows({ unique_role_name: "U-1ENTRY", role_label: "Saisie" })),
  ),
  write("deleteUserRoles", (client) => client.deleteUserRoles(["U-NONE"])),
  read("exportUserRoleAssignments", "list", (client) => client.exportUserRoleAssignments()),
  write("importUserRoleAssignments", (client) =>
    client.importUserRoleAssignments(rows({ username: "bob", unique_role_name: "U-1ENTRY" })),
  ),
  read("exportDags", "list", (client) => client.exportDags()),
  write("importDags", (client) =>
    client.importDags(rows({ data_access_group_name: "Boston", unique_group_name: "boston" })),
  ),
  write("deleteDags", (client) => client.deleteDags(["nowhere"])),
  write("switchDag", (client) => client.switchDag("boston")),
  read("exportUserDagAssignments", "list", (client) => client.exportUserDagAssignments()),
  write("importUserDagAssignments", (client) =>
    client.importUserDagAssignments(rows({ username: "bob", redcap_data_access_group: "boston" })),
  ),
  read("exportProjectInfo", "object", (client) => client.exportProjectInfo()),
  read("exportInstruments", "list", (client) => client.exportInstruments()),
  read("exportVersion", "version", (client) => client.exportVersion()),
  // Its rows grow with every call.
  read("exportLogging", "list", async (client) => (await client.exportLogging()).columns),
  ...FORMATS.map((format) =>
    read(`exportRaw ${format}`, "raw", async (client) => await client.exportRaw("user", format, collect), format),
  ),
];

async function collect(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("latin1");
}
