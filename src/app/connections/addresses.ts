import { parseServerAddress } from "../../net/address";
import type { Connection } from "./connection";

const installation = (apiUrl: string) => apiUrl.replace(/api\/$/, "");

/** REDCap's own page for the rights of a project; no token in it. */
export function userRightsPage({ apiUrl, version, projectId }: Connection): string {
  return `${installation(apiUrl)}redcap_v${version}/UserRights/index.php?pid=${projectId}`;
}

/** Server addresses to offer: those of known projects first, then the person's own setting; each once. */
export function knownServers(connections: readonly Connection[], settings: readonly string[]): readonly string[] {
  const used = connections.filter(({ sample }) => !sample).map(({ apiUrl }) => apiUrl);
  // However somebody has written it there; what is no address of a server is nothing to offer.
  const named = settings.map(parseServerAddress).flatMap((read) => ("problem" in read ? [] : [read.apiUrl]));
  return [...new Set([...used, ...named].map(installation))];
}
