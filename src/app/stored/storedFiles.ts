import * as v from "valibot";
import { joined, message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { PrivateFiles } from "../ports";
import { UNREADABLE_FOLDER } from "./places";
import type { TellUnreadable } from "./storedState";

/** Files of JSON. What cannot be read counts as not there, and is copied aside before its file is written again. */
export class StoredFiles {
  private readonly unreadable = new Set<string>();

  constructor(
    private readonly files: PrivateFiles,
    private readonly tell: TellUnreadable = () => undefined,
  ) {}

  /** `unreadable`: what the person is told of it. */
  async read<T>(name: string, unreadable: Message, record: v.GenericSchema<unknown, T>): Promise<T | undefined> {
    const text = await this.files.read(name);
    if (text === undefined) return undefined;
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), record), text);
    if (parsed.success) {
      this.unreadable.delete(name);
      return parsed.output;
    }
    if (!this.unreadable.has(name)) this.tell(joined([unreadable, message("Its file is kept: {name}", { name })]));
    this.unreadable.add(name);
    return undefined;
  }

  async write<T extends { readonly version: number }>(name: string, record: T): Promise<void> {
    if (this.unreadable.has(name)) await this.copyAside(name);
    this.unreadable.delete(name);
    await this.files.write(name, JSON.stringify(record));
  }

  /** With what was copied aside of it. */
  async delete(name: string): Promise<void> {
    this.unreadable.delete(name);
    await this.files.delete(name);
    for (const copy of await this.copiesOf(name)) await this.files.delete(copy);
  }

  async list(folder: string): Promise<readonly string[]> {
    return await this.files.list(folder);
  }

  private async copyAside(name: string): Promise<void> {
    const text = await this.files.read(name);
    if (text === undefined) return;
    const copies = await this.copiesOf(name);
    await this.files.write(`${UNREADABLE_FOLDER}/${name}.${copies.length + 1}`, text);
  }

  private async copiesOf(name: string): Promise<readonly string[]> {
    const copies = await this.files.list(UNREADABLE_FOLDER);
    return copies.filter((copy) => copy.startsWith(`${UNREADABLE_FOLDER}/${name}.`));
  }
}
