import type { Connection } from "../connections/connection";

/** What one load asks of its server. */
const REQUESTS = 7;
/** As many as keep all places of a server's limiter busy; more would only stand in the way of what somebody clicks. */
const AT_ONCE = 3;

interface Needs {
  readonly load: (id: string) => Promise<unknown>;
  /** Milliseconds until so many more requests to a host may have started, behind those that wait already. */
  readonly timeFor: (host: string, requests: number) => number;
  readonly now: () => number;
}

export interface Refreshing {
  readonly done: number;
  readonly total: number;
  /** Milliseconds that the rest will take, at the speed so far and at the rate that servers are asked. */
  readonly left: number;
}

/** The projects of one server. */
interface Line {
  readonly queue: string[];
  running: number;
}

/** Loads projects, a few of each server at a time, in order, until all are done or it is cancelled. */
export async function refreshProjects(
  projects: readonly Pick<Connection, "id" | "apiUrl">[],
  { load, timeFor, now }: Needs,
  signal: AbortSignal,
  /** Told of each project that is done; gives how it stands whenever it is asked. */
  onDone: (stand: () => Refreshing) => void,
): Promise<void> {
  const hosts = new Map<string, Line>();
  for (const { id, apiUrl } of projects) {
    const { host } = new URL(apiUrl);
    hosts.set(host, { queue: [...(hosts.get(host)?.queue ?? []), id], running: 0 });
  }
  const start = now();
  let done = 0;
  const stand = (): Refreshing => {
    const remaining = projects.length - done;
    const pace = [...hosts].map(([host, { queue, running }]) =>
      queue.length + running > 0 ? timeFor(host, queue.length * REQUESTS) : 0,
    );
    const speed = done > 0 ? ((now() - start) / done) * remaining : 0;
    return { done, total: projects.length, left: remaining > 0 ? Math.max(speed, ...pace) : 0 };
  };
  const lane = async (line: Line) => {
    for (let next = line.queue.shift(); next !== undefined && !signal.aborted; next = line.queue.shift()) {
      line.running += 1;
      await load(next);
      line.running -= 1;
      done += 1;
      onDone(stand);
    }
  };
  onDone(stand);
  await Promise.all([...hosts.values()].flatMap((line) => Array.from({ length: AT_ONCE }, () => lane(line))));
}
