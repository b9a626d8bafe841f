import { Emitter } from "../../core/emitter";
import type { RedcapClient } from "../../redcap/requests/client";
import type { ServerAddress } from "../../net/address";
import type { OpenNetwork } from "../../net/transport/network";
import { RedcapError } from "../../redcap/errors";
import type { Connection } from "./connection";
import { readConnections } from "./connectionRecords";
import type { UnreadableRecord } from "./connectionRecords";
import { TokenVault } from "./tokenVault";
import type { SecretStore, StateStore } from "../ports";
import { CONNECTIONS } from "../stored/places";
import { StoredState } from "../stored/storedState";
import type { TellUnreadable } from "../stored/storedState";
import { message, UserFacingError } from "../../core/text/message";

export interface ClientPlace {
  readonly url: string;
  readonly token: string;
  /** Id of the connection, for the log; none while a project is being added. */
  readonly project?: string;
  /** How requests travel; as any other where it is left out. */
  readonly network?: OpenNetwork;
}

export interface ConnectionsOptions {
  readonly state: StateStore;
  readonly secrets: SecretStore;
  readonly createClient: (at: ClientPlace) => RedcapClient | Promise<RedcapClient>;
  readonly tellUnreadable?: TellUnreadable;
}

/** The projects we hold tokens for. Public parts in the state store, tokens in the secret store under the same id. */
export class Connections {
  private readonly changes = new Emitter<void>();
  private readonly state: StoredState;
  private readonly vault: TokenVault;
  private readonly clients = new Map<string, Promise<RedcapClient>>();
  /** Sample projects: known to this window only, with their tokens. */
  private readonly samples = new Map<string, Connection>();

  readonly onDidChange = this.changes.event;

  constructor(private readonly options: ConnectionsOptions) {
    this.state = new StoredState(options.state, options.tellUnreadable);
    this.vault = new TokenVault(options.secrets);
  }

  list(): readonly Connection[] {
    return [...this.records().connections, ...this.samples.values()];
  }

  get(id: string): Connection | undefined {
    return this.list().find((connection) => connection.id === id);
  }

  require(id: string): Connection {
    const connection = this.get(id);
    if (!connection) throw new UserFacingError(message("This project is no longer in the list. Add it again."));
    return connection;
  }

  /** The connection to the same project of the same server, if there is one. */
  find(apiUrl: string, projectId: number): Connection | undefined {
    return this.list().find((known) => known.apiUrl === apiUrl && known.projectId === projectId);
  }

  /** @throws {RedcapError} `badToken` when no token is stored for the connection's server any more. */
  client(id: string): Promise<RedcapClient> {
    const known = this.clients.get(id);
    if (known) return known;
    const made = this.makeClient(id);
    this.clients.set(id, made);
    made.catch(() => this.clients.delete(id));
    return made;
  }

  async add(connection: Omit<Connection, "id">, token: string): Promise<Connection> {
    const added: Connection = { id: newId(connection), ...connection };
    await this.vault.store(added, token);
    if (added.sample) this.samples.set(added.id, added);
    else await this.store([...this.stored(), added]);
    this.changes.fire();
    return added;
  }

  async update(id: string, part: Partial<Pick<Connection, "label" | "owner" | "title" | "version">>): Promise<void> {
    await this.replace({ ...this.require(id), ...part });
  }

  /** A new token for the same project, there or at another address; whose it is has to be learned again. */
  async replaceToken(id: string, token: string, owner: string | undefined, address?: ServerAddress): Promise<void> {
    const { owner: _old, ...rest } = this.require(id);
    const { apiUrl, origin } = address ?? rest;
    const changed: Connection = { ...rest, apiUrl, origin, ...(owner === undefined ? {} : { owner }) };
    await this.vault.store(changed, token);
    this.clients.delete(id);
    await this.replace(changed);
  }

  /** How requests of this connection travel from now on; the passphrase goes to the secret store. */
  async setNetwork(id: string, { passphrase, ...network }: OpenNetwork): Promise<void> {
    const { network: _old, ...rest } = this.require(id);
    await this.vault.storePassphrase(id, passphrase);
    this.clients.delete(id);
    await this.replace({ ...rest, ...(Object.keys(network).length > 0 ? { network } : {}) });
  }

  /** A client that takes another way than the stored one. @throws {RedcapError} as `client` does */
  async clientBy(id: string, network: OpenNetwork): Promise<RedcapClient> {
    return await this.makeClient(id, network);
  }

  /** The way to a server that a project is on already, for another project there. */
  async networkOf(apiUrl: string): Promise<OpenNetwork> {
    const known = this.list().find((connection) => connection.apiUrl === apiUrl);
    return known ? await this.network(known.id) : {};
  }

  /** The stored way to the server, with what opens its key. */
  async network(id: string): Promise<OpenNetwork> {
    const { network = {} } = this.require(id);
    const passphrase = network.certificates ? await this.vault.passphrase(id) : undefined;
    return { ...network, ...(passphrase === undefined ? {} : { passphrase }) };
  }

  /** Forgets the project and its token. */
  async remove(id: string): Promise<void> {
    this.clients.delete(id);
    await this.vault.forget(id);
    if (!this.samples.delete(id)) await this.store(this.stored().filter((known) => known.id !== id));
    this.changes.fire();
  }

  private async replace(changed: Connection): Promise<void> {
    if (changed.sample) this.samples.set(changed.id, changed);
    else await this.store(this.stored().map((known) => (known.id === changed.id ? changed : known)));
    this.changes.fire();
  }

  private async makeClient(id: string, network?: OpenNetwork): Promise<RedcapClient> {
    const connection = this.require(id);
    const token = await this.vault.read(connection);
    if (token === undefined)
      throw new RedcapError(
        "badToken",
        message("The token of {project} is not stored on this computer. Use Replace Token to enter it.", {
          project: connection.label,
        }),
      );
    const way = network ?? (await this.network(id));
    return await this.options.createClient({ url: connection.apiUrl, token, project: id, network: way });
  }

  /** Records of the list that cannot be read. They stay as they are, tokens included, until they are forgotten. */
  unreadable(): readonly UnreadableRecord[] {
    return this.records().unreadable;
  }

  /** Forgets a record that cannot be read, and the token that belongs to it. */
  async forgetUnreadable({ stored, id }: UnreadableRecord): Promise<void> {
    if (id !== undefined && !this.get(id)) await this.vault.forget(id);
    const kept = this.unreadable().filter((each) => JSON.stringify(each.stored) !== JSON.stringify(stored));
    await this.store(this.stored(), kept);
  }

  private records(): ReturnType<typeof readConnections> {
    return readConnections(this.state.read(CONNECTIONS)?.connections ?? []);
  }

  private stored(): readonly Connection[] {
    return this.records().connections;
  }

  private async store(connections: readonly Connection[], unreadable = this.unreadable()): Promise<void> {
    const records = [...connections, ...unreadable.map(({ stored }) => stored)];
    await this.state.write(CONNECTIONS, { version: 1, connections: records });
  }
}

/** Stands in document URIs and folder names, so it tells projects apart without a title. */
function newId({ projectId, sample }: Pick<Connection, "projectId" | "sample">): string {
  return `${sample ? "sample" : "pid"}${projectId}-${globalThis.crypto.randomUUID().slice(0, 8)}`;
}
