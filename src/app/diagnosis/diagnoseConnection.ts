import { listing } from "../../core/text/words";
import { removalRightsLacking, rightsLacking } from "../../core/access/tokenRights";
import type { Network } from "../../net/transport/network";
import type { PeerCertificate } from "../../net/tls/peerCertificate";
import { lookUp, openWay, shakeHands } from "../../net/transport/probe";
import type { ProbeOptions } from "../../net/transport/probe";
import { proxyFor } from "../../net/transport/proxy";
import { NetworkFault } from "../../net/transport/transport";
import type { RedcapClient } from "../../redcap/requests/client";
import { isRedcapError } from "../../redcap/errors";
import { networkError } from "../../redcap/failures/networkError";
import { faultOf } from "../../net/transport/faults";
import type { Connection } from "../connections/connection";
import type { CheckedProject } from "./checkProject";
import { isUnchecked, stoppedOnTheWay } from "../connections/fetchFallback";

/** One thing that has to work, and whether it does. No line holds a token or a username. */
export interface TestStep {
  readonly title: string;
  readonly state: "ok" | "failed" | "skipped";
  readonly lines: readonly string[];
}

export interface TestResult {
  readonly steps: readonly TestStep[];
  /** The way that got through; undefined when none did. */
  readonly network: Network | undefined;
  /** Where the server sends requests on to. */
  readonly moved: boolean;
}

export interface DiagnosisPorts {
  /** How undici would go. @throws when a certificate file cannot be used */
  probe(): Promise<ProbeOptions>;
  checkApi(network: Network): Promise<void>;
  client(network: Network): Promise<RedcapClient>;
  check(client: RedcapClient): Promise<CheckedProject>;
}

/** Follows the way of a request, step by step, to the one that fails. */
export async function diagnoseConnection(
  connection: Pick<Connection, "apiUrl" | "network" | "projectId">,
  doors: DiagnosisPorts,
): Promise<TestResult> {
  const steps: TestStep[] = [addressStep(connection.apiUrl), ...(await waySteps(connection.apiUrl, doors))];
  const { step, network, moved } = await redcapStep(connection.network ?? {}, doors);
  steps.push(step);
  if (!network) return { steps: [...steps, ...untried("Token", "Rights")], network, moved };
  return { steps: [...steps, ...(await projectSteps(connection.projectId, network, doors))], network, moved };
}

function addressStep(apiUrl: string): TestStep {
  const { host, protocol } = new URL(apiUrl);
  return ok(
    "Address",
    apiUrl,
    protocol === "https:" ? `Encrypted, to ${host}.` : `Not encrypted: ${host} is this computer.`,
  );
}

/** What undici meets on its way. A step that fails here need not stop VS Code's own fetch. */
async function waySteps(url: string, doors: DiagnosisPorts): Promise<readonly TestStep[]> {
  const steps: TestStep[] = [];
  const { hostname, host, protocol } = new URL(url);
  try {
    const options = await doors.probe();
    const proxy = proxyFor(url, options.proxy, process.env);
    steps.push(
      proxy
        ? skipped("Name", `Looked up by the proxy.`)
        : await tried("Name", host, async () => [`${hostname} is ${listing(await lookUp(hostname))}.`]),
    );
    let way: Awaited<ReturnType<typeof openWay>> | undefined;
    const through = proxy
      ? `The proxy ${proxy.host} opens the way to ${host}.`
      : `${host} accepts connections; no proxy is used.`;
    steps.push(
      await tried(proxy ? "Proxy" : "Connection", host, async () => {
        way = await openWay(url, options);
        return [through];
      }),
    );
    if (!way) steps.push(...untried("Certificate"));
    else if (protocol === "http:") steps.push(skipped("Certificate", "Not needed on this computer."));
    else {
      const { certificate, fault, protocol: version } = await shakeHands(url, way, options);
      const shown = certificate ? certificateLines(certificate) : [];
      steps.push(
        fault
          ? failed(
              "Certificate",
              networkError(new NetworkFault(fault.reason, fault.sent, fault.code, certificate), host).message,
              `Code: ${fault.code}`,
              ...shown,
            )
          : ok("Certificate", `Valid, over ${version}.`, ...shown),
      );
    }
    way?.destroy();
  } catch (error) {
    // Certificate files that cannot be used.
    steps.push(failed("Certificate", error instanceof Error ? error.message : String(error)));
  }
  return steps;
}

/** Knocks as the connection does, then the other way. */
async function redcapStep(stored: Network, doors: DiagnosisPorts) {
  const other: Network = stored.adapter === "fetch" ? {} : { adapter: "fetch" };
  const names = (network: Network) => (network.adapter === "fetch" ? "VS Code's own fetch" : "undici");
  let first: unknown;
  const refused: string[] = [];
  for (const network of stored.certificates ? [stored] : [stored, other])
    try {
      await doors.checkApi(network);
      const lines = [`A REDCap answers (by ${names(network)}).`];
      if (network === other) lines.push(`${names(stored)} does not get through: ${sentence(first)}`);
      return { step: ok("REDCap", ...lines), network, moved: false };
    } catch (error) {
      if (first !== undefined && isUnchecked(error)) refused.push(sentence(error));
      first ??= error;
      if (!stoppedOnTheWay(error)) {
        first = error;
        break;
      }
    }
  return {
    step: failed("REDCap", sentence(first), ...refused),
    network: undefined,
    moved: isRedcapError(first, "moved"),
  };
}

async function projectSteps(projectId: number, network: Network, doors: DiagnosisPorts): Promise<readonly TestStep[]> {
  try {
    const checked = await doors.check(await doors.client(network));
    const { snapshot, owner } = checked;
    const other = snapshot.project.projectId === projectId ? [] : ["It opens another project than the one stored."];
    const token = ok(
      "Token",
      `Accepted for project ${snapshot.project.projectId}, REDCap ${snapshot.version}.`,
      ...other,
    );
    return [token, rightsStep(checked, owner)];
  } catch (error) {
    if (!isRedcapError(error)) throw error;
    return [failed("Token", sentence(error)), ...untried("Rights")];
  }
}

function rightsStep({ snapshot }: CheckedProject, owner: string | undefined): TestStep {
  const unreadable = [...new Set(Object.values(snapshot.missing).flatMap(({ right }) => right ?? []))];
  const lacking = owner === undefined ? [] : rightsLacking(snapshot, owner);
  const lines = [
    ...(unreadable.length > 0
      ? [`Lacking for reading: ${listing(unreadable)}. Ask for them on REDCap's User Rights page.`]
      : []),
    ...(lacking.length > 0
      ? [`Lacking for changes: ${listing(lacking)}. Without them everything can be read only.`]
      : []),
    ...(owner === undefined ? ["REDCap does not tell whose token it is."] : []),
  ];
  const toRemove = owner === undefined ? [] : removalRightsLacking(snapshot, owner);
  const removing = toRemove.length > 0 ? [`Lacking for removing people and roles: ${listing(toRemove)}.`] : [];
  if (unreadable.length > 0 || lacking.length > 0) return failed("Rights", ...lines, ...removing);
  return ok("Rights", "Reading is allowed.", ...(owner === undefined ? lines : ["Changes are allowed.", ...removing]));
}

function certificateLines({ subject, issuer, names, validFrom, validTo, fingerprint }: PeerCertificate) {
  return [
    `For: ${subject}`,
    `Issued by: ${issuer}`,
    `Names: ${names}`,
    `Valid: ${validFrom} to ${validTo}`,
    `SHA-256: ${fingerprint}`,
  ];
}

async function tried(title: string, host: string, work: () => Promise<readonly string[]>): Promise<TestStep> {
  try {
    return ok(title, ...(await work()));
  } catch (error) {
    const fault = faultOf(error);
    return failed(title, networkError(fault, host).message, `Code: ${fault.code}`);
  }
}

const ok = (title: string, ...lines: readonly string[]): TestStep => ({ title, state: "ok", lines });
const failed = (title: string, ...lines: readonly string[]): TestStep => ({ title, state: "failed", lines });
const skipped = (title: string, ...lines: readonly string[]): TestStep => ({ title, state: "skipped", lines });
const untried = (...titles: readonly string[]) => titles.map((title) => skipped(title, "Not tried."));

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
