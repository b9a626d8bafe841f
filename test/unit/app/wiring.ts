import { Changes } from "../../../src/app/apply/changes";
import { Connections } from "../../../src/app/connections/connections";
import { Drafts } from "../../../src/app/drafts/drafts";
import { Journal } from "../../../src/app/journal/journal";
import type { Clock, Pause, PrivateFiles, SecretStore, StateStore } from "../../../src/app/ports";
import { PeopleDirectory } from "../../../src/app/people/peopleDirectory";
import { StoredState } from "../../../src/app/stored/storedState";
import { ProjectLocks } from "../../../src/app/apply/projectLock";
import { Projects } from "../../../src/app/projects/projects";
import type { Transport } from "../../../src/net/transport/transport";
import { RedcapClient } from "../../../src/redcap/requests/client";
import { quietLog } from "./memory";

export interface Wiring {
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly journal: Journal;
  readonly changes: Changes;
  readonly people: PeopleDirectory;
}

/** The use cases as the extension builds them, without VS Code. */
export function wire(ports: {
  readonly state: StateStore;
  readonly secrets: SecretStore;
  readonly files: PrivateFiles;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly removalLimit: number;
  /** Waits between two looks at a server; not at all when left out. */
  readonly pause?: Pause;
  /** The extension's own when null; short ones when left out. */
  readonly lockTimes?: null;
}): Wiring {
  const { pause = () => Promise.resolve() } = ports;
  const { state, secrets, files, clock, transport, removalLimit } = ports;
  const connections = new Connections({
    state,
    secrets,
    createClient: (at) => new RedcapClient({ transport, ...at, retryDelaysMs: [] }),
  });
  const projects = new Projects(connections, clock);
  const drafts = new Drafts({ files, clock });
  const journal = new Journal({ files, clock, keepDays: () => 365 });
  const short = { beat: 5, stale: 25, look: 5, settle: 0 };
  const locks = new ProjectLocks(files, ports.lockTimes === null ? undefined : short);
  const changes = new Changes({
    connections,
    projects,
    drafts,
    journal,
    locks,
    clock,
    log: quietLog(),
    pause,
    removalLimit: () => removalLimit,
  });
  const people = new PeopleDirectory(connections, projects, new StoredState(state));
  return { connections, projects, drafts, journal, changes, people };
}
