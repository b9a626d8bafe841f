import { BlockList, isIP } from "node:net";
import { hostOf, isThisComputer } from "../address";

export interface ProxySettings {
  /** `http.proxy` of VS Code, or '' to take the environment's. */
  readonly url: string;
  /** Hosts that are reached directly, as in NO_PROXY. */
  readonly bypass: string;
  /** Value of Proxy-Authorization. */
  readonly authorization?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** The proxy on the way to an address: VS Code's, else the environment's; undefined where the way is direct. */
export function proxyFor(address: string, settings: ProxySettings | undefined, env: Environment): URL | undefined {
  if (!settings) return undefined;
  const { protocol, port } = new URL(address);
  const { hostname } = new URL(`${protocol}//${hostOf(address)}`);
  const direct = settings.bypass || env["no_proxy"] || env["NO_PROXY"] || "";
  // This computer is never reached by way of a proxy, whatever the lists say.
  if (isThisComputer(hostname) || bypasses(direct, hostname, port || PORTS[protocol])) return undefined;
  const http = env["http_proxy"] || env["HTTP_PROXY"];
  const https = env["https_proxy"] || env["HTTPS_PROXY"] || http;
  const proxy = settings.url || (protocol === "https:" ? https : http) || env["all_proxy"] || env["ALL_PROXY"];
  return proxy ? readProxy(proxy) : undefined;
}

/** The address of a proxy, which may be written without a scheme; undefined where it cannot be read without doubt. */
function readProxy(written: string): URL | undefined {
  const text = /^[a-z][\w+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { pathname, search, hash } = url;
  // Behind a slash in a password, what looks like the host is a part of the password.
  if (`${pathname}${search}${hash}`.includes("@")) return undefined;
  // A proxy has no pages.
  Object.assign(url, { pathname: "/", search: "", hash: "" });
  return url;
}

/** A proxy's address as it may be shown: no user name, no password, nothing of what cannot be read. */
export function shownProxy(written: string): string {
  const url = readProxy(written);
  if (!url?.host) return "set, but not the address of a proxy";
  return `${url.protocol}//${url.host}${url.username || url.password ? " (with a user name)" : ""}`;
}

/** A list as in NO_PROXY as it may be shown: all of it, unless somebody has put something else there. */
export function shownBypass(list: string): string {
  return list.includes("@") ? "set, but not a list of hosts" : list || "none";
}

/** Whether a list as in NO_PROXY names the host, a domain or a range of addresses that it is in; `*` names all. */
function bypasses(list: string, hostname: string, port: string | undefined): boolean {
  const address = hostname.replace(/^\[|\]$/g, "");
  return list
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => {
      const [, name = entry, only] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
      if (only !== undefined && only !== port) return false;
      if (name === "*") return true;
      if (isIP(address)) return isInside(address, name.replace(/^\[|\]$/g, "")) || isBelow(hostname, name);
      return isBelow(hostname, name);
    });
}

function isBelow(hostname: string, name: string): boolean {
  const domain = name.replace(/^\*?\./, "").replace(/\.$/, "");
  return domain !== "" && (hostname === domain || hostname.endsWith(`.${domain}`));
}

/** A range is written as 10.0.0.0/8. */
function isInside(address: string, entry: string): boolean {
  const [base = "", bits] = entry.split("/");
  const kind = isIP(base) === 6 ? "ipv6" : "ipv4";
  if (!isIP(base) || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return false;
  const range = new BlockList();
  try {
    if (bits === undefined) range.addAddress(base, kind);
    else range.addSubnet(base, Number(bits), kind);
  } catch {
    return false;
  }
  return range.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
