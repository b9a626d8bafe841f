export type FindingLevel = "refuse" | "type" | "warn";

/** What a guard says about a plan. `refuse` blocks it; `type` asks for `confirmBy` to be typed; `warn` is shown. */
export interface Finding {
  readonly rule: string;
  readonly level: FindingLevel;
  readonly sentence: string;
  readonly keys: readonly string[];
  readonly confirmBy?: string;
}
