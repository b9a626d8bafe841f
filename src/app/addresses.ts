import type { Connection } from "./connection";

/** REDCap's own page for the rights of a project; no token in it. */
export function userRightsPage({ apiUrl, version, projectId }: Connection): string {
  return `${apiUrl.replace(/api\/$/, "")}redcap_v${version}/UserRights/index.php?pid=${projectId}`;
}

/** Server addresses to offer: those of known projects first, then the person's own setting; each once. */
export function knownServers(connections: readonly Connection[], settings: readonly string[]): readonly string[] {
  const used = connections.filter(({ sample }) => !sample).map(({ apiUrl }) => apiUrl.replace(/api\/$/, ""));
  return [...new Set([...used, ...settings])];
}
