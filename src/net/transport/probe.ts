import { lookup } from "node:dns/promises";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { once } from "node:events";
import * as tls from "node:tls";
import type { DetailedPeerCertificate } from "node:tls";
import { faultOf } from "./faults";
import type { PeerCertificate } from "../tls/peerCertificate";
import { proxyFor } from "./proxy";
import type { ProxySettings } from "./proxy";
import type { TlsMaterial } from "../tls/tlsMaterial";
import { NetworkFault } from "./transport";
import { tlsOptions } from "../tls/trust";

export interface ProbeOptions {
  readonly proxy: ProxySettings | undefined;
  readonly tls?: TlsMaterial;
  /** For each step. */
  readonly timeoutMs: number;
}

/** Addresses of a name, as this computer looks it up. @throws {NetworkFault} */
export async function lookUp(hostname: string): Promise<readonly string[]> {
  try {
    const found = await lookup(hostname.replace(/^\[|\]$/g, ""), { all: true });
    return found.map(({ address }) => address);
  } catch (error) {
    throw faultOf(error);
  }
}

/** A connection to the server, through the proxy where one is on the way. Sends nothing. @throws {NetworkFault} */
export async function openWay(url: string, { proxy, timeoutMs }: ProbeOptions): Promise<Socket> {
  const { hostname, port, protocol } = new URL(url);
  const target = { host: hostname, port: Number(port) || (protocol === "https:" ? 443 : 80) };
  const via = proxyFor(url, proxy, process.env);
  if (!via) return await plain(target, timeoutMs);
  if (!/^https?:$/.test(via.protocol)) throw new NetworkFault("proxy", "nothing", via.protocol);
  const secure = via.protocol === "https:";
  const place = { host: via.hostname, port: Number(via.port) || (secure ? 443 : 80) };
  const socket = secure
    ? await opened(tls.connect({ ...place, servername: via.hostname, ...tlsOptions() }), "secureConnect", timeoutMs)
    : await plain(place, timeoutMs);
  const said = await tunnel(socket, `${target.host}:${target.port}`, authorization(via, proxy), timeoutMs);
  if (said === "200") return socket;
  socket.destroy();
  throw new NetworkFault("proxy", "nothing", said);
}

interface Handshake {
  readonly certificate: PeerCertificate | undefined;
  /** Why the certificate or the handshake was refused. */
  readonly fault: NetworkFault | undefined;
  readonly protocol: string;
}

/** A TLS handshake on an open way, checked as any request's is. What the server showed is told either way. */
export async function shakeHands(url: string, way: Socket, options: ProbeOptions): Promise<Handshake> {
  const { hostname } = new URL(url);
  const named = /^[\d.]+$|^\[/.test(hostname) ? {} : { servername: hostname };
  const socket = tls.connect({
    socket: way,
    host: hostname.replace(/^\[|\]$/g, ""),
    ...named,
    ...tlsOptions(options.tls),
  });
  let certificate: PeerCertificate | undefined;
  // Comes before the check, whose refusal leaves nothing to be read.
  socket.prependListener("secure", () => (certificate = described(socket.getPeerCertificate(true))));
  try {
    await opened(socket, "secureConnect", options.timeoutMs);
    return { certificate, fault: undefined, protocol: socket.getProtocol() ?? "" };
  } catch (error) {
    return { certificate, fault: faultOf(error), protocol: "" };
  } finally {
    socket.destroy();
  }
}

/** What a server shows as its certificate, or undefined where it cannot be reached. */
export async function peerOf(url: string, options: ProbeOptions): Promise<PeerCertificate | undefined> {
  try {
    return (await shakeHands(url, await openWay(url, options), options)).certificate;
  } catch {
    return undefined;
  }
}

async function plain(place: { host: string; port: number }, timeoutMs: number): Promise<Socket> {
  return await opened(connect({ ...place, host: place.host.replace(/^\[|\]$/g, "") }), "connect", timeoutMs);
}

async function opened<T extends Socket>(socket: T, event: string, timeoutMs: number): Promise<T> {
  try {
    await once(socket, event, { signal: AbortSignal.timeout(timeoutMs) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw timedOut(error) ?? faultOf(error);
  }
}

/** Asks a proxy for a tunnel and gives the status that it answers. */
async function tunnel(socket: Socket, target: string, authorization: string | undefined, timeoutMs: number) {
  const asks = authorization ? `Proxy-Authorization: ${authorization}\r\n` : "";
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${asks}\r\n`);
  try {
    const [head] = (await once(socket, "data", { signal: AbortSignal.timeout(timeoutMs) })) as [Buffer];
    return /^HTTP\/1\.\d (\d{3})/.exec(head.toString("latin1"))?.[1] ?? "no HTTP answer";
  } catch (error) {
    socket.destroy();
    throw timedOut(error) ?? faultOf(error);
  }
}

function timedOut(error: unknown): NetworkFault | undefined {
  const late = error instanceof Error && error.name === "AbortError";
  return late ? new NetworkFault("timeout", "nothing", "connectMs") : undefined;
}

function authorization(proxy: URL, settings: ProxySettings | undefined): string | undefined {
  if (settings?.authorization) return settings.authorization;
  const { username, password } = proxy;
  if (!username) return undefined;
  return `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64")}`;
}

function described(peer: DetailedPeerCertificate | undefined): PeerCertificate | undefined {
  if (!peer?.subject) return undefined;
  let last = peer;
  while (last.issuerCertificate && last.issuerCertificate !== last) last = last.issuerCertificate;
  return {
    subject: wordsOf(peer.subject),
    issuer: wordsOf(last.issuer),
    names: peer.subjectaltname ?? "",
    validFrom: dayOf(peer.valid_from),
    validTo: dayOf(peer.valid_to),
    fingerprint: peer.fingerprint256,
  };
}

/** "redcap.hospital.example (Hospital)": the common name, with the organization. */
function wordsOf(name: tls.Certificate): string {
  const { CN, O } = name;
  const text = (part: string | readonly string[] | undefined) => (typeof part === "string" ? part : part?.join(", "));
  const [common, organization] = [text(CN), text(O)];
  if (common && organization && common !== organization) return `${common} (${organization})`;
  return common ?? organization ?? "a name that it does not tell";
}

function dayOf(moment: string): string {
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? moment : at.toISOString().slice(0, 10);
}
