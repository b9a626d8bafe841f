import type { Network } from "../../net/transport/network";
import { parseServerAddress, webAddress } from "../../net/address";

/** A project we hold a token for. Everything but the token, which stands in the secret store under the same id. */
export interface Connection {
  readonly id: string;
  readonly label: string;
  /** Ends in `/api/`. */
  readonly apiUrl: string;
  readonly origin: string;
  readonly projectId: number;
  readonly title: string;
  readonly version: string;
  /** Whose token it is, from REDCap's log or the person at the keyboard, never guessed; undefined until known. */
  readonly owner?: string;
  /** What got through to the server when the project was added or tested; undici alone when left out. */
  readonly network?: Network;
  /** Lives in this window only: the sample project. */
  readonly sample?: true;
}

/** REDCap's own page for the rights of a project; no token in it. */
export function userRightsPage({ apiUrl, version, projectId }: Connection): string {
  return `${webAddress(apiUrl)}redcap_v${version}/UserRights/index.php?pid=${projectId}`;
}

/** Server addresses to offer: those of known projects first, then the person's own setting; each once. */
export function knownServers(connections: readonly Connection[], settings: readonly string[]): readonly string[] {
  const used = connections.filter(({ sample }) => !sample).map(({ apiUrl }) => apiUrl);
  // However somebody has written it there; what is no address of a server is nothing to offer.
  const named = settings.map(parseServerAddress).flatMap((read) => ("problem" in read ? [] : [read.apiUrl]));
  return [...new Set([...used, ...named].map(webAddress))];
}
