import * as v from "valibot";
import type { Connection } from "./connection";
import type { SecretStore } from "../ports";

const RECORD = v.object({ version: v.literal(1), origin: v.string(), token: v.string() });
const key = (id: string) => `token.${id}`;
const passphraseKey = (id: string) => `passphrase.${id}`;

/**
 * Tokens, each bound to the origin it was entered for. A connection whose address was changed, by hand or by synchronised
 * settings, gets none: a token must never be sent to a server that nobody meant it for.
 */
export class TokenVault {
  constructor(private readonly secrets: SecretStore) {}

  async store({ id, origin }: Pick<Connection, "id" | "origin">, token: string): Promise<void> {
    await this.secrets.set(key(id), JSON.stringify({ version: 1, origin, token }));
  }

  async read({ id, apiUrl }: Pick<Connection, "id" | "apiUrl">): Promise<string | undefined> {
    const stored = await this.secrets.get(key(id));
    if (stored === undefined) return undefined;
    const record = v.safeParse(v.pipe(v.string(), v.parseJson(), RECORD), stored);
    if (!record.success || record.output.origin !== new URL(apiUrl).origin) return undefined;
    return record.output.token;
  }

  /** What opens the key of a client certificate; undefined forgets it. */
  async storePassphrase(id: string, passphrase: string | undefined): Promise<void> {
    if (passphrase === undefined) await this.secrets.delete(passphraseKey(id));
    else await this.secrets.set(passphraseKey(id), passphrase);
  }

  async passphrase(id: string): Promise<string | undefined> {
    return await this.secrets.get(passphraseKey(id));
  }

  async forget(id: string): Promise<void> {
    await this.secrets.delete(passphraseKey(id));
    await this.secrets.delete(key(id));
  }
}
