const LONGEST_RECORDED = 64 * 1024;

/** The form fields of a request; names are case-sensitive, arrays come as `name[i]` with any index. */
export class Params {
  private readonly pairs: URLSearchParams;
  private readonly fields: ReadonlyMap<string, string>;

  constructor(body: string) {
    this.pairs = new URLSearchParams(body);
    this.fields = new Map(this.pairs);
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  get(name: string): string {
    return this.fields.get(name) ?? "";
  }

  /**
   * Values of an array parameter; undefined when it is missing or came as a single value. The same index again replaces
   * a value, no index at all (`name[]`) adds one.
   */
  list(name: string): readonly string[] | undefined {
    const indexed = [...this.fields].filter(([key]) => key.startsWith(`${name}[`) && key !== `${name}[]`);
    const values = [...indexed.map(([, value]) => value), ...this.pairs.getAll(`${name}[]`)];
    return values.length > 0 ? values : undefined;
  }

  /** Everything but the token, for the record of requests; long documents are cut, as many requests are kept. */
  forRecord(): ReadonlyMap<string, string> {
    const fields = [...this.fields].filter(([name]) => name !== "token");
    return new Map(fields.map(([name, value]) => [name, value.slice(0, LONGEST_RECORDED)]));
  }
}
