// Starts one VS Code server on a loopback port and says when the extension host can be reached.
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { ensureHost } from "./hosts.mjs";

const READY = /Extension host agent started/;
const START_LIMIT_MS = 60_000;

/**
 * @param {{version: string, userDataDir: string, extensionsDir: string, trust?: boolean, env?: Record<string, string>}} options
 *   `trust`: leave workspace trust on (off by default, so that tests are not asked).
 * @returns {Promise<{url: string, port: number, output: () => string, killExtensionHosts: () => number,
 *   stop: () => Promise<void>}>}
 */
export async function startHost(options) {
  const host = await ensureHost(options.version);
  const port = await freePort();
  const args = [host.server, "--host", "127.0.0.1", "--port", String(port), ...commonArgs(options)];
  const child = spawn(host.node, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...options.env } });
  let output = "";
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`VS Code did not start:\n${output}`)), START_LIMIT_MS);
    const read = (data) => {
      output += data;
      if (READY.test(output)) {
        clearTimeout(limit);
        resolve();
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then(() => reject(new Error(`VS Code ended at once:\n${output}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 3000);
    await ended;
    clearTimeout(force);
  };
  const killExtensionHosts = () => {
    const pids = extensionHostsBelow(child.pid);
    for (const pid of pids) process.kill(pid, "SIGKILL");
    return pids.length;
  };
  return { url: `http://127.0.0.1:${port}/`, port, output: () => output, killExtensionHosts, stop };
}

/** Processes that run extensions among all that a server has started. */
function extensionHostsBelow(server) {
  const processes = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, args]) => ({ pid: Number(pid), parent: Number(parent), args }));
  const below = (pid) => processes.filter(({ parent }) => parent === pid).flatMap((each) => [each, ...below(each.pid)]);
  return below(server)
    .filter(({ args }) => args.includes("--type=extensionHost"))
    .map(({ pid }) => pid);
}

/** Installs a packaged extension into `extensionsDir`. */
export async function installExtension(options, vsix) {
  const host = await ensureHost(options.version);
  await new Promise((resolve, reject) => {
    const child = spawn(host.node, [host.server, ...commonArgs(options), "--install-extension", vsix], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`not installed: ${output}`))));
  });
}

function commonArgs({ userDataDir, extensionsDir, trust, driver }) {
  return [
    "--accept-server-license-terms",
    "--without-connection-token",
    "--disable-telemetry",
    // Lets the page name the extension under test, but also hides notifications.
    ...(driver ? ["--enable-smoke-test-driver"] : []),
    ...(trust ? [] : ["--disable-workspace-trust"]),
    "--user-data-dir",
    userDataDir,
    "--extensions-dir",
    extensionsDir,
  ];
}

export async function freePort() {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
