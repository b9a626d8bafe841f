import { message } from "../core/text/message";
import type { Message } from "../core/text/message";

export interface ServerAddress {
  /** Where requests go; ends in `/api/`. */
  readonly apiUrl: string;
  readonly origin: string;
  /** As shown: punycode for names with letters that look alike. */
  readonly host: string;
}

/** Pages of REDCap below its own folder; what stands before them is the installation's address. */
const PAGES = /\/(?:api|redcap_v\d+\.\d+\.\d+|index\.php|surveys|plugins|ProjectSetup|UserRights)(?:\/.*)?$/i;

/**
 * The API address for what people paste: a host, an address of any REDCap page, or the API address itself. Plain http
 * is accepted for this computer only, because the token would travel readable.
 */
export function parseServerAddress(input: string): ServerAddress | { readonly problem: Message } {
  const text = input.trim();
  if (!text)
    return { problem: message("Enter the address of your REDCap server, for example https://redcap.example.edu/.") };
  const url = parse(/^[a-z][\w+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url?.hostname) return { problem: message("This is not a web address. Example: https://redcap.example.edu/.") };
  if (url.username || url.password)
    return { problem: message("The address must not hold a user name or password. Remove the part before @.") };
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isThisComputer(url.hostname)))
    return {
      problem: message(
        "The address must begin with https://. Plain http would send the token readable for everyone on the way.",
      ),
    };
  const path = url.pathname.replace(/\/+/g, "/").replace(PAGES, "").replace(/\/$/, "");
  return { apiUrl: `${url.origin}${path}/api/`, origin: url.origin, host: url.host };
}

/** The installation's own address, as in a browser: without the `api/` at the end. */
export function webAddress(apiUrl: string): string {
  return apiUrl.replace(/api\/$/, "");
}

/** A loopback address, as `URL` writes host names: also an IPv4 one that is written as IPv6. */
export function isThisComputer(hostname: string): boolean {
  return /^(?:localhost\.?|\[::1\]|127(?:\.\d{1,3}){3}|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/.test(hostname);
}

/** Host and port that an address means: a name with a final dot is the same one. */
export function hostOf(address: string): string {
  return new URL(address).host.replace(/\.(?=:\d+$|$)/, "");
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
