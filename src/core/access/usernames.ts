/**
 * What a username is compared by, everywhere: to REDCap all spellings of an account are one, and blanks at the ends of a
 * name are a slip of whoever wrote it. The project's own spelling is what is shown and sent.
 */
export function userKey(username: string): string {
  return username.trim().toLowerCase();
}

export function sameUser(a: string, b: string): boolean {
  return userKey(a) === userKey(b);
}

/**
 * Values by name, found in any spelling that `keyOf` holds for the same. Each stands in the spelling that it was given;
 * should a server list two spellings all the same, each of them finds its own.
 */
export class BySpelling<T> extends Map<string, T> {
  private readonly spellings = new Map<string, string>();

  constructor(
    private readonly keyOf: (name: string) => string,
    entries: Iterable<readonly [string, T]> = [],
  ) {
    super();
    for (const [name, value] of entries) this.set(name, value);
  }

  /** The name as it stands here; one that does not, without the blanks at its ends. */
  spelled(name: string): string {
    return super.has(name) ? name : (this.spellings.get(this.keyOf(name)) ?? name.trim());
  }

  override get(name: string): T | undefined {
    return super.get(name) ?? super.get(this.spelled(name));
  }

  override has(name: string): boolean {
    return super.has(this.spelled(name));
  }

  /** As it is spelled here, whoever stands in the map under another spelling. */
  override set(name: string, value: T): this {
    const key = this.keyOf(name);
    if (!this.spellings.has(key)) this.spellings.set(key, name);
    return super.set(name, value);
  }

  override delete(name: string): boolean {
    const spelled = this.spelled(name);
    const key = this.keyOf(spelled);
    if (this.spellings.get(key) === spelled) this.spellings.delete(key);
    return super.delete(spelled);
  }
}

export class ByUsername<T> extends BySpelling<T> {
  constructor(entries: Iterable<readonly [string, T]> = []) {
    super(userKey, entries);
  }
}

/** Usernames, found in any spelling. */
export class Usernames extends Set<string> {
  private readonly names = new ByUsername<true>();

  constructor(names: Iterable<string> = []) {
    super();
    for (const name of names) this.add(name);
  }

  override has(name: string): boolean {
    return this.names.has(name);
  }

  override add(name: string): this {
    this.names.set(name, true);
    return super.add(name);
  }

  spelled(name: string): string {
    return this.names.spelled(name);
  }
}

/** What REDCap takes in a username (redcapAPI #334). */
const USERNAME = /^[\w\-. '@]+$/;

export function isUsername(text: string): boolean {
  return USERNAME.test(text);
}
