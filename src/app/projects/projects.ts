import { Emitter } from "../../core/emitter";
import type { Snapshot } from "../../core/access/snapshot";
import type { Connections } from "../connections/connections";
import { loadProject } from "./loadProject";
import type { Clock } from "../ports";
import { SharedWork } from "./sharedWork";
import { ServerVersions } from "./serverVersions";

export type ProjectState =
  | { readonly status: "idle" }
  | { readonly status: "loading"; readonly previous?: Snapshot }
  | { readonly status: "loaded"; readonly snapshot: Snapshot }
  | { readonly status: "failed"; readonly error: Error; readonly previous?: Snapshot };

const IDLE: ProjectState = { status: "idle" };
/** Servers are upgraded a few times a year, mostly at night. */
const KEEP_VERSION_MS = 60 * 60 * 1000;

/** The newest snapshot of each project, in memory. Loads only when asked: every read leaves a line in REDCap's log. */
export class Projects {
  private readonly changes = new Emitter<string>();
  private readonly states = new Map<string, ProjectState>();
  private readonly loading = new Map<string, SharedWork<Snapshot>>();
  private readonly versions: ServerVersions;

  /** Tells which project's state changed. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly connections: Connections,
    private readonly clock: Pick<Clock, "now">,
  ) {
    this.versions = new ServerVersions(clock, KEEP_VERSION_MS);
  }

  state(id: string): ProjectState {
    return this.states.get(id) ?? IDLE;
  }

  /** The newest snapshot there is, also while a newer one loads or after a failed load. */
  snapshot(id: string): Snapshot | undefined {
    const state = this.state(id);
    if (state.status === "loaded") return state.snapshot;
    return "previous" in state ? state.previous : undefined;
  }

  /** Identical loads in flight are shared; `fresh: false` is content with the snapshot in memory. */
  load(
    id: string,
    { fresh = true, signal }: { fresh?: boolean; signal?: AbortSignal | undefined } = {},
  ): Promise<Snapshot> {
    const state = this.state(id);
    if (!fresh && state.status === "loaded") return Promise.resolve(state.snapshot);
    const running = this.loading.get(id);
    return (running && !running.givenUp ? running : this.begin(id)).join(signal);
  }

  put(id: string, snapshot: Snapshot): void {
    this.set(id, { status: "loaded", snapshot });
  }

  forget(id: string): void {
    this.states.delete(id);
    this.changes.fire(id);
  }

  private begin(id: string): SharedWork<Snapshot> {
    const shared = new SharedWork((signal) =>
      this.read(id, signal).finally(() => {
        if (this.loading.get(id) === shared) this.loading.delete(id);
      }),
    );
    this.loading.set(id, shared);
    return shared;
  }

  private async read(id: string, signal: AbortSignal): Promise<Snapshot> {
    const previous = this.snapshot(id);
    const kept = previous ? { previous } : {};
    this.set(id, { status: "loading", ...kept });
    try {
      const client = await this.connections.client(id);
      const known = this.connections.require(id);
      const version = this.versions.of(known.apiUrl, () => client.exportVersion({ signal }));
      const snapshot = await loadProject(client, this.clock, { signal, version, known });
      this.put(id, snapshot);
      return snapshot;
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      // Whoever has begun anew meanwhile shows that.
      if (signal.aborted) this.giveUp(id, previous);
      else this.set(id, { status: "failed", error: failure, ...kept });
      throw failure;
    }
  }

  private giveUp(id: string, previous: Snapshot | undefined): void {
    if (!this.loading.get(id)?.givenUp) return;
    if (previous) this.put(id, previous);
    else this.forget(id);
  }

  private set(id: string, state: ProjectState): void {
    this.states.set(id, state);
    this.changes.fire(id);
  }
}
