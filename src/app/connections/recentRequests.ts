import type { Redactor } from "../../net/redact";
import type { CallLog } from "../../redcap/requests/caller";
import type { Clock, Log } from "../ports";

/** A request that is over, with what may be told of it. */
export interface TrailEntry extends CallLog {
  /** Id of the connection; undefined while a project is being added. */
  readonly project: string | undefined;
  readonly at: number;
}

interface Hiding {
  readonly hide: Redactor;
}

/** Requests that *Copy Diagnostics* tells of. */
const KEPT = 30;

/**
 * What the log and reports may know: the last requests, and how to take the tokens in use out of a text. The tokens
 * stay with their clients; a client that nobody uses any more takes its token along.
 */
export class RecentRequests {
  private readonly entries: TrailEntry[] = [];
  private clients: readonly WeakRef<Hiding>[] = [];

  constructor(private readonly clock: Pick<Clock, "now">) {}

  readonly hide: Redactor = (text) => this.clients.reduce((clean, ref) => ref.deref()?.hide(clean) ?? clean, text);

  /** Newest first. */
  get last(): readonly TrailEntry[] {
    return this.entries.toReversed();
  }

  watch<T extends Hiding>(client: T): T {
    this.clients = [...this.clients.filter((ref) => ref.deref() !== undefined), new WeakRef(client)];
    return client;
  }

  /** For the requests of one project: remembers each, and writes its line. */
  noteFor(project: string | undefined, log: Log): (call: CallLog) => void {
    return (call) => {
      this.entries.push({ ...call, project, at: this.clock.now() });
      if (this.entries.length > KEPT) this.entries.shift();
      const line = `${project ?? "new project"} ${callLine(call)}`;
      if (/^2\d\d$/.test(call.outcome)) log.info(line);
      else log.warn(line);
    };
  }
}

/** "user export json: 200, 35 ms, 120 bytes out, 4711 bytes in" */
export function callLine({ content, action, format, outcome, ms, sentBytes, receivedBytes }: CallLog): string {
  const method = [content, action, format].filter(Boolean).join(" ");
  return `${method}: ${outcome}, ${ms} ms, ${sentBytes} bytes out, ${receivedBytes} bytes in`;
}
