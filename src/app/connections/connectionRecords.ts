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
const RECORD = v.object({ version: v.literal(1), connections: v.array(v.unknown()) });

/** Reads what was stored; a record that no longer fits is left out rather than breaking the list. */
export function readConnections(stored: unknown): readonly Connection[] {
  const record = v.safeParse(RECORD, stored);
  if (!record.success) return [];
  return record.output.connections.flatMap((entry) => {
    const parsed = v.safeParse(CONNECTION, entry);
    if (!parsed.success || originOf(parsed.output.apiUrl) !== parsed.output.origin) return [];
    const { owner, ...rest } = parsed.output;
    return [{ ...rest, ...(owner === undefined ? {} : { owner }) }];
  });
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
