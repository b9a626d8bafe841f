import * as v from "valibot";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { StateStore } from "../ports";
import { unreadableState } from "./places";
import type { StoredKind } from "./places";

/** Told once for each place: the sentence says what cannot be read and what becomes of it. */
export type TellUnreadable = (sentence: Message) => void;

/** Values in VS Code's state. What cannot be read counts as not there, and is kept when the place is written again. */
export class StoredState {
  private readonly told = new Set<string>();

  constructor(
    private readonly state: StateStore,
    private readonly tell: TellUnreadable = () => undefined,
  ) {}

  read<T>({ key, record }: StoredKind<T>): T | undefined {
    const stored = this.state.get(key);
    if (stored === undefined) return undefined;
    const parsed = v.safeParse(record, stored);
    if (parsed.success) return parsed.output;
    if (!this.told.has(key))
      this.tell(message('What is stored as "{key}" cannot be read and is passed over. It is kept.', { key }));
    this.told.add(key);
    return undefined;
  }

  async write<T>(kind: StoredKind<T>, record: T): Promise<void> {
    const before = this.state.get(kind.key);
    if (before !== undefined && this.read(kind) === undefined) {
      const aside = unreadableState(kind.key);
      const { values } = this.read(aside) ?? { values: [] };
      await this.state.set(aside.key, { version: 1, values: [...values, before] });
    }
    await this.state.set(kind.key, record);
  }

  async forget({ key }: StoredKind<unknown>): Promise<void> {
    await this.state.set(key, undefined);
    await this.state.set(unreadableState(key).key, undefined);
  }
}
