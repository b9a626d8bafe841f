import * as v from "valibot";
import type { Connection } from "./connection";
import type { SecretStore } from "../ports";
import { passphraseOf, tokenOf } from "../stored/places";
import type { StoredKind } from "../stored/places";

/**
 * Tokens, each bound to the origin it was entered for. A connection whose address was changed, by hand or by synchronised
 * settings, gets none: a token must never be sent to a server that nobody meant it for.
 */
export class TokenVault {
  constructor(private readonly secrets: SecretStore) {}

  async store({ id, origin }: Pick<Connection, "id" | "origin">, token: string): Promise<void> {
    await this.write(tokenOf(id), { version: 1, origin, token });
  }

  async read({ id, apiUrl }: Pick<Connection, "id" | "apiUrl">): Promise<string | undefined> {
    const record = await this.recordAt(tokenOf(id));
    return record?.origin === new URL(apiUrl).origin ? record.token : undefined;
  }

  /** What opens the key of a client certificate; undefined forgets it. */
  async storePassphrase(id: string, passphrase: string | undefined): Promise<void> {
    const kind = passphraseOf(id);
    if (passphrase === undefined) await this.secrets.delete(kind.key);
    else await this.write(kind, { version: 1, passphrase });
  }

  async passphrase(id: string): Promise<string | undefined> {
    return (await this.recordAt(passphraseOf(id)))?.passphrase;
  }

  async forget(id: string): Promise<void> {
    await this.secrets.delete(passphraseOf(id).key);
    await this.secrets.delete(tokenOf(id).key);
  }

  private async recordAt<T>({ key, record }: StoredKind<T>): Promise<T | undefined> {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), record), await this.secrets.get(key));
    return parsed.success ? parsed.output : undefined;
  }

  private async write<T>({ key }: StoredKind<T>, record: T): Promise<void> {
    await this.secrets.set(key, JSON.stringify(record));
  }
}
