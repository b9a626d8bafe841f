import { list, message, saidBy, verbatim } from "../../core/text/message";
import type { Message } from "../../core/text/message";
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
  readonly what: keyof typeof STEP_TITLES;
  readonly state: "ok" | "failed" | "skipped";
  readonly lines: readonly Message[];
}

export const STEP_TITLES = {
  address: message("Address"),
  name: message("Name"),
  proxy: message("Proxy"),
  connection: message("Connection"),
  certificate: message("Certificate"),
  redcap: message("REDCap"),
  token: message("Token"),
  rights: message("Rights"),
} as const;

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
  if (!network) return { steps: [...steps, ...untried("token", "rights")], network, moved };
  return { steps: [...steps, ...(await projectSteps(connection.projectId, network, doors))], network, moved };
}

function addressStep(apiUrl: string): TestStep {
  const { host, protocol } = new URL(apiUrl);
  return ok(
    "address",
    verbatim(apiUrl),
    protocol === "https:"
      ? message("Encrypted, to {host}.", { host })
      : message("Not encrypted: {host} is this computer.", { host }),
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
        ? skipped("name", message("The proxy looks it up."))
        : await tried("name", host, async () => [
            message("{host} is {addresses}.", { host: hostname, addresses: list(await lookUp(hostname)) }),
          ]),
    );
    let way: Awaited<ReturnType<typeof openWay>> | undefined;
    const through = proxy
      ? message("The proxy {proxy} opens the way to {host}.", { proxy: proxy.host, host })
      : message("{host} accepts connections; no proxy is used.", { host });
    steps.push(
      await tried(proxy ? "proxy" : "connection", host, async () => {
        way = await openWay(url, options);
        return [through];
      }),
    );
    if (!way) steps.push(...untried("certificate"));
    else if (protocol === "http:") steps.push(skipped("certificate", message("Not needed on this computer.")));
    else {
      const { certificate, fault, protocol: version } = await shakeHands(url, way, options);
      const details = certificate ? certificateLines(certificate) : [];
      steps.push(
        fault
          ? failed(
              "certificate",
              networkError(new NetworkFault(fault.reason, fault.sent, fault.code, certificate), host).said,
              codeLine(fault.code),
              ...details,
            )
          : ok("certificate", message("Valid, over {protocol}.", { protocol: version }), ...details),
      );
    }
    way?.destroy();
  } catch (error) {
    // Certificate files that cannot be used.
    steps.push(failed("certificate", saidBy(error)));
  }
  return steps;
}

/** Knocks as the connection does, then the other way. */
async function redcapStep(stored: Network, doors: DiagnosisPorts) {
  const other: Network = stored.adapter === "fetch" ? {} : { adapter: "fetch" };
  let first: unknown;
  const refused: Message[] = [];
  for (const network of stored.certificates ? [stored] : [stored, other])
    try {
      await doors.checkApi(network);
      const lines = [
        network.adapter === "fetch"
          ? message("A REDCap answers (by VS Code's own fetch).")
          : message("A REDCap answers (by undici)."),
      ];
      if (network === other)
        lines.push(
          stored.adapter === "fetch"
            ? message("VS Code's own fetch does not get through: {why}", { why: saidBy(first) })
            : message("undici does not get through: {why}", { why: saidBy(first) }),
        );
      return { step: ok("redcap", ...lines), network, moved: false };
    } catch (error) {
      if (first !== undefined && isUnchecked(error)) refused.push(saidBy(error));
      first ??= error;
      if (!stoppedOnTheWay(error)) {
        first = error;
        break;
      }
    }
  return {
    step: failed("redcap", saidBy(first), ...refused),
    network: undefined,
    moved: isRedcapError(first, "moved"),
  };
}

async function projectSteps(projectId: number, network: Network, doors: DiagnosisPorts): Promise<readonly TestStep[]> {
  try {
    const checked = await doors.check(await doors.client(network));
    const { snapshot, owner } = checked;
    const other =
      snapshot.project.projectId === projectId ? [] : [message("It opens another project than the one stored.")];
    const { project, version } = snapshot;
    const accepted = message("Accepted for project {id}, REDCap {version}.", { id: project.projectId, version });
    const token = ok("token", accepted, ...other);
    return [token, rightsStep(checked, owner)];
  } catch (error) {
    if (!isRedcapError(error)) throw error;
    return [failed("token", error.said), ...untried("rights")];
  }
}

function rightsStep({ snapshot }: CheckedProject, owner: string | undefined): TestStep {
  const unreadable = [...new Set(Object.values(snapshot.missing).flatMap(({ right }) => right ?? []))];
  const lacking = owner === undefined ? [] : rightsLacking(snapshot, owner);
  const lines = [
    ...(unreadable.length > 0
      ? [
          message("Lacking for reading: {rights}. Ask for them on REDCap's User Rights page.", {
            rights: list(unreadable),
          }),
        ]
      : []),
    ...(lacking.length > 0
      ? [
          message("Lacking for changes: {rights}. Without them everything can be read only.", {
            rights: list(lacking),
          }),
        ]
      : []),
    ...(owner === undefined ? [message("REDCap does not tell whose token it is.")] : []),
  ];
  const toRemove = owner === undefined ? [] : removalRightsLacking(snapshot, owner);
  const removing =
    toRemove.length > 0
      ? [message("Lacking for removing people and roles: {rights}.", { rights: list(toRemove) })]
      : [];
  if (unreadable.length > 0 || lacking.length > 0) return failed("rights", ...lines, ...removing);
  return ok(
    "rights",
    message("Reading is allowed."),
    ...(owner === undefined ? lines : [message("Changes are allowed."), ...removing]),
  );
}

function certificateLines({ subject, issuer, names, validFrom, validTo, fingerprint }: PeerCertificate) {
  return [
    message("For: {subject}", { subject: verbatim(subject) }),
    message("Issued by: {issuer}", { issuer: verbatim(issuer) }),
    message("Names: {names}", { names: verbatim(names) }),
    message("Valid: {from} to {to}", { from: validFrom, to: validTo }),
    message("SHA-256: {fingerprint}", { fingerprint }),
  ];
}

async function tried(what: TestStep["what"], host: string, work: () => Promise<readonly Message[]>): Promise<TestStep> {
  try {
    return ok(what, ...(await work()));
  } catch (error) {
    const fault = faultOf(error);
    return failed(what, networkError(fault, host).said, codeLine(fault.code));
  }
}

function codeLine(code: string): Message {
  return message("Code: {code}", { code });
}

type Step = (what: TestStep["what"], ...lines: readonly Message[]) => TestStep;

const ok: Step = (what, ...lines) => ({ what, state: "ok", lines });
const failed: Step = (what, ...lines) => ({ what, state: "failed", lines });
const skipped: Step = (what, ...lines) => ({ what, state: "skipped", lines });
const untried = (...steps: readonly TestStep["what"][]) => steps.map((what) => skipped(what, message("Not tried.")));
