import type { Network } from "../../net/transport/network";

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
