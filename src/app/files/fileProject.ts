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

/** Which project a file belongs to: what stands beside it tells, else the person did once, else nobody knows. */
export class FileProjects {
  constructor(
    private readonly connections: Pick<Connections, "get" | "list">,
    private readonly state: StateStore,
  ) {}

  async of({ id, manifest }: FilePlace): Promise<Connection | undefined> {
    const text = await manifest();
    const said = text === undefined ? undefined : readManifest(text);
    // A manifest is only compared with what the person has added; it never adds anything.
    if (said && !("problem" in said)) return this.connections.list().find((each) => isFolderOf(said, each));
    const chosen = this.state.get(key(id));
    return typeof chosen === "string" ? this.connections.get(chosen) : undefined;
  }

  async choose(file: Pick<FilePlace, "id">, connectionId: string): Promise<void> {
    await this.state.set(key(file.id), connectionId);
  }
}

function key(id: string): string {
  return `fileProject ${id}`;
}
