import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ByUsername } from "../../core/access/usernames";
import { setTimeout as pause } from "node:timers/promises";
import { answer } from "./answer";
import { generateProject } from "../project/generate";
import { broken, readBody, refuseEarly, send, tooLarge } from "./http";
import { Ids, newToken } from "../project/ids";
import { Params } from "../request/params";
import { addProject } from "../project/project";
import { sampleProjects } from "../project/samples";
import type { ProjectSeed } from "../project/seed";
import type { ProjectState, World } from "../project/state";
import { DEFAULT_SWITCHES } from "../switches";
import type { Switches } from "../switches";

export { generateProject, sampleProjects };

export interface EmulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly version?: string;
  readonly projects: readonly ProjectSeed[];
  readonly switches?: Partial<Switches>;
  readonly clock?: () => Date;
  /** The same seed gives the same ids of roles; tokens are always random. */
  readonly idSeed?: number;
  /** Milliseconds that every answer waits. */
  readonly latency?: number;
  /** Longer request bodies are refused with 413. */
  readonly maxBodyBytes?: number;
  /** Contents that a module refuses, with its words. */
  readonly off?: Readonly<Record<string, string>>;
}

export interface EmulatorProject {
  readonly title: string;
  readonly projectId: number;
  readonly token: string;
  readonly username: string;
}

interface RecordedRequest {
  /** Form fields without the token. */
  readonly params: ReadonlyMap<string, string>;
  readonly status: number;
}

export interface Emulator {
  readonly url: string;
  readonly projects: readonly EmulatorProject[];
  switches: Switches;
  /** Contents that a module refuses, with its words. */
  readonly off: Map<string, string>;
  /** The newest requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The live state of a project. */
  state(projectId: number): ProjectState;
  /** A further token, for a user of the project. */
  addToken(projectId: number, username: string): string;
  close(): Promise<void>;
}

const MOST_REQUESTS = 1000;
const MEGABYTE = 1024 * 1024;

/** Starts a REDCap access API on 127.0.0.1. Its projects live in memory and end with it. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const world: World = {
    version: options.version ?? "16.1.3",
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    off: new Map(Object.entries(options.off ?? {})),
    clock: options.clock ?? (() => new Date()),
    ids: new Ids(options.idSeed ?? Date.now()),
    accounts: new ByUsername(),
    projects: new Map(),
    tokens: new Map(),
    earlier: new Map(),
    creator: options.projects[0]?.owner ?? "demo_admin",
  };
  const projects = options.projects.map((seed) => {
    const project = addProject(world, seed);
    return {
      title: project.title,
      projectId: project.projectId,
      token: addToken(world, project, seed.owner),
      username: seed.owner,
    };
  });
  const requests: RecordedRequest[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const early = refuseEarly(request, port);
    const body = await readBody(request, options.maxBodyBytes ?? 64 * MEGABYTE);
    if (options.latency) await pause(options.latency);
    if (early) return send(response, early);
    if (body === undefined) return send(response, tooLarge());
    const params = new Params(body);
    const reply = answer(world, params);
    requests.push({ params: params.forRecord(), status: reply.status });
    if (requests.length > MOST_REQUESTS) requests.shift();
    return send(response, reply);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, broken());
    });
  });
  // Longer than clients keep idle connections, or they would now and then meet one that is just being closed.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    projects,
    requests,
    off: world.off,
    get switches() {
      return world.switches;
    },
    set switches(switches) {
      Object.assign(world.switches, switches);
    },
    state: (projectId) => projectOf(world, projectId),
    addToken: (projectId, username) => addToken(world, projectOf(world, projectId), username),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function projectOf(world: World, projectId: number): ProjectState {
  const project = world.projects.get(projectId);
  if (!project) throw new Error(`there is no project ${projectId}`);
  return project;
}

function addToken(world: World, project: ProjectState, username: string): string {
  if (!project.users.has(username)) throw new Error(`"${username}" is not a user of project ${project.projectId}`);
  const token = newToken();
  world.tokens.set(token, { project, username });
  return token;
}
