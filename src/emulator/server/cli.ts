import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseProjectSeed } from "../project/seed";
import type { ProjectSeed } from "../project/seed";
import { sampleProjects, startEmulator } from "./server";
import type { Emulator, EmulatorProject } from "./server";

const USAGE = `usage: npm run emulator -- [--port N] [--redcap-version V] [--project FILE.json]…
                               [--token USERNAME]… [--latency MS]

  --port N            port on 127.0.0.1 (default: any free one)
  --redcap-version V  version to play, such as 10.5.1 or 16.1.3
  --project FILE      a project to serve, again for more; without any, the sample projects
  --token USERNAME    a token for this person too, in each project that has them, again for more
  --latency MS        milliseconds that every answer waits

Prints one line of JSON with the address and the tokens when it listens; ends with Ctrl+C.
`;

/** Runs until it is told to stop; resolves with the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "0" },
      "redcap-version": { type: "string", default: "16.1.3" },
      project: { type: "string", multiple: true, default: [] },
      token: { type: "string", multiple: true, default: [] },
      latency: { type: "string", default: "0" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const version = values["redcap-version"];
  if (!/^\d+(\.\d+)*$/.test(version)) throw new Error(`--redcap-version: "${version}" is not a version like 16.1.3`);
  const emulator = await startEmulator({
    port: wholeNumber("--port", values.port, 65535),
    latency: wholeNumber("--latency", values.latency, 600_000),
    version,
    projects: values.project.length > 0 ? values.project.map(readProject) : sampleProjects(new Date()),
  });
  try {
    const projects = [...emulator.projects, ...values.token.flatMap((username) => moreTokens(emulator, username))];
    process.stdout.write(`${JSON.stringify({ url: emulator.url, projects })}\n`);
    await new Promise((stop) => process.once("SIGINT", stop).once("SIGTERM", stop));
  } finally {
    await emulator.close();
  }
  return 0;
}

function moreTokens(emulator: Emulator, username: string): readonly EmulatorProject[] {
  const theirs = emulator.projects.filter(({ projectId }) => emulator.state(projectId).users.has(username));
  if (theirs.length === 0) throw new Error(`--token: "${username}" is in none of the projects`);
  return theirs.map((project) => ({
    ...project,
    username,
    token: emulator.addToken(project.projectId, username),
  }));
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > most) throw new Error(`${option}: "${text}" is not a number from 0 to ${most}`);
  return number;
}

/** What a project file holds stands at `projectSeed` in seed.ts. */
function readProject(file: string): ProjectSeed {
  try {
    // npm runs its scripts in the folder of the package; the person means the folder in which they typed.
    return parseProjectSeed(readFileSync(resolve(process.env["INIT_CWD"] ?? "", file), "utf8"));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : "cannot be read"}`);
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
