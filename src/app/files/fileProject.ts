import type * as v from "valibot";
import { isFolderOf, readManifest } from "./accessManifest";
import type { Connection } from "../connections/connection";
import type { Connections } from "../connections/connections";
import type { StateStore } from "../ports";
import { FILE_PROJECTS } from "../stored/places";
import { StoredState } from "../stored/storedState";
import type { TellUnreadable } from "../stored/storedState";

/** A file's place, as far as finding its project needs it. */
export interface FilePlace {
  /** Names the file in what is remembered. */
  readonly id: string;
  /** What the manifest beside it says; undefined when there is none. */
  readonly manifest: () => Promise<string | undefined>;
}

type Choices = v.InferOutput<typeof FILE_PROJECTS.record>["projects"];

/**
 * Which project a file belongs to: what the person chose for it, else what the manifest beside it names, where that is in
 * the list. A manifest is only compared with what the person has added; it never adds anything.
 */
export class FileProjects {
  private readonly state: StoredState;
  /** Files of sample projects, which are known to this window only. */
  private readonly ofSamples = new Map<string, Choices[string]>();

  /** `state` is the workspace's own. */
  constructor(
    private readonly connections: Pick<Connections, "get" | "list">,
    state: StateStore,
    tellUnreadable?: TellUnreadable,
  ) {
    this.state = new StoredState(state, tellUnreadable);
  }

  async of({ id, manifest }: FilePlace): Promise<Connection | undefined> {
    const said = await named(manifest);
    const chosen = this.ofSamples.get(id) ?? this.chosen()[id];
    const known = chosen && chosen.manifest === said?.name ? this.connections.get(chosen.connection) : undefined;
    return known ?? (said && this.connections.list().find((each) => isFolderOf(said.manifest, each)));
  }

  async choose({ id, manifest }: FilePlace, connection: string): Promise<void> {
    const said = await named(manifest);
    const choice = { connection, ...(said ? { manifest: said.name } : {}) };
    this.ofSamples.delete(id);
    if (this.connections.get(connection)?.sample) this.ofSamples.set(id, choice);
    else await this.keep({ ...this.chosen(), [id]: choice });
  }

  /** Takes out what was chosen for a project that is being removed. */
  async forget(connection: string): Promise<void> {
    const chosen = Object.entries(this.chosen());
    const kept = chosen.filter(([, choice]) => choice.connection !== connection);
    if (kept.length < chosen.length) await this.keep(Object.fromEntries(kept));
  }

  private chosen(): Choices {
    return this.state.read(FILE_PROJECTS)?.projects ?? {};
  }

  private async keep(projects: Choices): Promise<void> {
    await this.state.write(FILE_PROJECTS, { version: 1, projects });
  }
}

/** What a manifest says, and a name for the project that it is of. */
async function named(read: FilePlace["manifest"]) {
  const text = await read();
  const manifest = text === undefined ? undefined : readManifest(text);
  if (!manifest || "problem" in manifest) return undefined;
  return { manifest, name: `${manifest.server} ${manifest.projectId}` };
}
