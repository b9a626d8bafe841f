import type { PrivateFiles } from "../../../src/app/ports";
import type { SetCell } from "../../../src/core/edits/edit";
import { startEmulator } from "../../../src/emulator/server/server";
import type { Emulator, EmulatorOptions } from "../../../src/emulator/server/server";
import type { ProjectSeed } from "../../../src/emulator/project/seed";
import type { UserState } from "../../../src/emulator/project/state";
import { LIMITS } from "../../../src/net/transport/limits";
import { createUndiciTransport } from "../../../src/net/transport/undiciTransport";
import { faultProxy } from "../../support/faults/faultProxy";
import type { FaultProxy } from "../../support/faults/faultProxy";
import { memorySecrets, MemoryFiles } from "../../../src/app/projects/sampleStores";
import { fixedClock, memoryState } from "./memory";
import { wire } from "./wiring";
import type { Wiring } from "./wiring";
import { setCell } from "../../../src/core/edits/edit";

const FULL = ["design", "user_rights", "data_access_groups", "api_export", "api_import", "logging", "record_delete"];

/** ann's token; bob and carol enter data, dave and eve have own rights, fay's expiration is near. */
export const SEED: ProjectSeed = {
  title: "Trial",
  projectId: 12,
  owner: "ann",
  instruments: [
    { name: "visit", label: "Visit" },
    { name: "labs", label: "Labs" },
  ],
  dags: ["Boston", "Lyon"],
  roles: [
    { id: "U-1ADMIN", label: "Administrators", rights: FULL, forms: 154, formsExport: 1 },
    { id: "U-2ENTRY", label: "Data Entry", rights: ["record_create"], forms: 130, formsExport: 0 },
    { id: "U-3MON", label: "Monitor", rights: ["user_rights:2", "reports"], forms: 129, formsExport: 2 },
  ],
  users: [
    { username: "ann", role: "U-1ADMIN", rights: FULL },
    { username: "bob", role: "U-2ENTRY", dag: "Boston" },
    { username: "carol", role: "U-2ENTRY", dag: "Boston", expiration: "2026-12-31", rights: ["calendar"], forms: 129 },
    { username: "dave", dag: "Lyon", rights: FULL, forms: 154 },
    { username: "eve", rights: ["reports", "calendar"], forms: { visit: 130, labs: 128 }, formsExport: 2 },
    { username: "fay", role: "U-3MON", dag: "Lyon", expiration: "2026-06-20" },
  ],
};

export interface Site extends Wiring {
  readonly emulator: Emulator;
  readonly proxy: FaultProxy;
  readonly id: string;
  readonly projectId: number;
  readonly files: MemoryFiles;
  readonly clock: ReturnType<typeof fixedClock>;
  /** "U-2ENTRY/boston/2026-12-31" by person, as the server has it. */
  state(): ReadonlyMap<string, string>;
  /** Rights that a person holds of their own, as the server has them. */
  own(username: string): string;
  /** The same computer a minute later: everything in memory is gone, files and tokens are not. */
  restart(): Site;
  close(): Promise<void>;
}

export interface SiteOptions extends Partial<EmulatorOptions> {
  readonly seed?: ProjectSeed;
  /** Whose token; the seed's owner when left out. null: nobody has said. */
  readonly owner?: string | null;
  readonly removalLimit?: number;
  /** Where drafts, journal and locks are kept; in `Site.files` when left out. */
  readonly kept?: PrivateFiles;
  /** The token is this person's. */
  readonly tokenOf?: string;
}

/** A REDCap server on loopback with one project, and everything of ours that talks to it, over HTTP. */
export async function openSite({
  seed = SEED,
  owner,
  tokenOf,
  removalLimit = 5,
  kept,
  ...options
}: SiteOptions = {}): Promise<Site> {
  const clock = fixedClock();
  // Where somebody waits for the server, time passes there as well.
  const pause = (ms: number) => Promise.resolve(clock.advance(ms));
  const emulator = await startEmulator({
    idSeed: 1,
    clock: () => new Date(clock.now()),
    projects: [seed],
    ...options,
  });
  const proxy = await faultProxy(emulator.url);
  const transport = createUndiciTransport({ limits: LIMITS });
  const projectId = seed.projectId ?? 0;
  const token = tokenOf ? emulator.addToken(projectId, tokenOf) : (emulator.projects[0]?.token ?? "");
  const state = memoryState();
  const secrets = memorySecrets();
  const files = new MemoryFiles();

  const build = (id: string | undefined): Omit<Site, "id" | "restart"> & { readonly id: string | undefined } => {
    const wiring = wire({ state, secrets, files: kept ?? files, clock, transport, removalLimit, pause });
    const people = () => emulator.state(projectId).users;
    return {
      emulator,
      proxy,
      id,
      projectId,
      files,
      clock,
      ...wiring,
      state: () => new Map([...people()].map(([name, user]) => [name, stateOf(user)])),
      own: (username) => ownOf(people().get(username)),
      async close() {
        await transport.close();
        await proxy.close();
        await emulator.close();
      },
    };
  };

  const first = build(undefined);
  const said = owner === null ? undefined : (owner ?? tokenOf ?? seed.owner);
  const { id } = await first.connections.add(
    {
      label: seed.title,
      apiUrl: proxy.url,
      origin: new URL(proxy.url).origin,
      projectId,
      title: seed.title,
      version: "16.1.3",
      ...(said === undefined ? {} : { owner: said }),
    },
    token,
  );
  const site = (built: ReturnType<typeof build>): Site => ({
    ...built,
    id,
    restart() {
      clock.advance(60_000);
      return site(build(id));
    },
  });
  return site(first);
}

export function role(key: string, before: string, after: string): SetCell {
  return setCell("assignments", key, "unique_role_name", before, after);
}

export function dag(key: string, before: string, after: string): SetCell {
  return setCell("assignments", key, "data_access_group", before, after);
}

export function expiration(key: string, before: string, after: string): SetCell {
  return setCell("users", key, "expiration", before, after);
}

function stateOf(user: UserState): string {
  return [user.role?.id ?? "", user.dag?.unique ?? "", user.expiration].join("/");
}

function ownOf(user: UserState | undefined): string {
  if (!user) return "";
  const list = (map: ReadonlyMap<string, number>) =>
    [...map]
      .filter(([, code]) => code !== 0 && code !== 128)
      .map(([name, code]) => `${name}:${code}`)
      .sort()
      .join();
  return [user.own.rights, user.own.forms, user.own.formsExport].map(list).join(" ");
}
