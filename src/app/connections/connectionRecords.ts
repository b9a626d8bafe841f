import * as v from "valibot";
import type { Connection } from "./connection";

const PATH = v.exactOptional(v.string());
const NETWORK = v.object({
  adapter: v.exactOptional(v.literal("fetch")),
  certificates: v.exactOptional(v.object({ ca: PATH, cert: PATH, key: PATH, pfx: PATH })),
});
const CONNECTION = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  label: v.string(),
  apiUrl: v.pipe(v.string(), v.regex(/^https?:\/\/.+\/api\/$/)),
  origin: v.string(),
  projectId: v.pipe(v.number(), v.safeInteger()),
  title: v.string(),
  version: v.string(),
  owner: v.optional(v.string()),
  network: v.exactOptional(NETWORK),
});
/** A record of the list that cannot be read, and what can be told of it. */
export interface UnreadableRecord {
  readonly stored: unknown;
  readonly id?: string;
  readonly label?: string;
}

/** The records of the list as they were stored; one that no longer fits breaks nothing, and is kept as it is. */
export function readConnections(stored: readonly unknown[]): {
  readonly connections: readonly Connection[];
  readonly unreadable: readonly UnreadableRecord[];
} {
  const connections: Connection[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const record of stored) {
    const connection = readConnection(record);
    if (connection) connections.push(connection);
    else unreadable.push({ stored: record, ...namesOf(record) });
  }
  return { connections, unreadable };
}

function readConnection(record: unknown): Connection | undefined {
  const parsed = v.safeParse(CONNECTION, record);
  if (!parsed.success || originOf(parsed.output.apiUrl) !== parsed.output.origin) return undefined;
  const { owner, ...rest } = parsed.output;
  return { ...rest, ...(owner === undefined ? {} : { owner }) };
}

function namesOf(record: unknown): Omit<UnreadableRecord, "stored"> {
  if (typeof record !== "object" || record === null) return {};
  const of = (name: "id" | "label") => {
    const parsed = v.safeParse(v.object({ [name]: CONNECTION.entries[name] }), record);
    return parsed.success ? parsed.output : {};
  };
  return { ...of("id"), ...of("label") };
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
