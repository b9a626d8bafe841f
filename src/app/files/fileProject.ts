import * as v from "valibot";
import { isFolderOf, readManifest } from "./accessManifest";
import type { Connection } from "../connections/connection";
import type { Connections } from "../connections/connections";
import type { StateStore } from "../ports";

/** A file's place, as far as finding its project needs it. */
export interface FilePlace {
  /** Names the file in what is remembered. */
  readonly id: string;
  /** What the manifest beside it says; undefined when there is none. */
  readonly manifest: () => Promise<string | undefined>;
}

/** What is remembered of a choice: it counts for as long as the same manifest, or none, stands beside the file. */
const CHOICE = v.object({ connection: v.string(), manifest: v.optional(v.string()) });

/**
 * Which project a file belongs to: what the person chose for it, else what the manifest beside it names, where that is in
 * the list. A manifest is only compared with what the person has added; it never adds anything.
 */
export class FileProjects {
  constructor(
    private readonly connections: Pick<Connections, "get" | "list">,
    private readonly state: StateStore,
  ) {}

  async of({ id, manifest }: FilePlace): Promise<Connection | undefined> {
    const said = await named(manifest);
    const chosen = v.safeParse(CHOICE, this.state.get(key(id)));
    const counts = chosen.success && chosen.output.manifest === said?.name;
    const known = counts ? this.connections.get(chosen.output.connection) : undefined;
    return known ?? (said && this.connections.list().find((each) => isFolderOf(said.manifest, each)));
  }

  async choose({ id, manifest }: FilePlace, connection: string): Promise<void> {
    const said = await named(manifest);
    await this.state.set(key(id), { connection, ...(said ? { manifest: said.name } : {}) });
  }
}

/** What a manifest says, and a name for the project that it is of. */
async function named(read: FilePlace["manifest"]) {
  const text = await read();
  const manifest = text === undefined ? undefined : readManifest(text);
  if (!manifest || "problem" in manifest) return undefined;
  return { manifest, name: `${manifest.server} ${manifest.projectId}` };
}

function key(id: string): string {
  return `fileProject ${id}`;
}
