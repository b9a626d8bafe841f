/** What each setting of ours may hold; `package.json` says the same to VS Code's editor of settings. */
export const SETTINGS = {
  servers: { kind: "texts" },
  exportFolder: { kind: "text" },
  exportFileName: { kind: "text" },
  expiringDays: { kind: "number", least: 1, most: 365 },
  removalLimit: { kind: "number", least: 1, most: 1000 },
  // REDCap bans at 600 a minute; no setting may come near.
  requestsPerMinute: { kind: "number", least: 10, most: 540 },
  journalDays: { kind: "number", least: 1, most: 3650 },
  checkedFiles: { kind: "texts" },
} as const;

export type SettingName = keyof typeof SETTINGS;
type Kind = (typeof SETTINGS)[SettingName]["kind"];
type ValueOf<K extends Kind> = K extends "number" ? number : K extends "text" ? string : readonly string[];
export type SettingValue<Name extends SettingName> = ValueOf<(typeof SETTINGS)[Name]["kind"]>;

export interface ReadSetting<Name extends SettingName> {
  readonly value: SettingValue<Name>;
  /** What somebody wrote is of another type, all of it or entries of a list. */
  readonly wrong: boolean;
}

/**
 * A setting as it counts: settings are files that people write by hand. What is of another type gives way to what holds
 * without it, entries of another type are left out, and numbers are kept within their bounds.
 */
export function readSetting<Name extends SettingName>(
  name: Name,
  written: unknown,
  otherwise: unknown,
): ReadSetting<Name> {
  const rule = SETTINGS[name];
  const read = (value: unknown) =>
    rule.kind === "number" ? numberIn(value, rule) : rule.kind === "text" ? textIn(value) : textsIn(value);
  const none = rule.kind === "number" ? rule.least : rule.kind === "text" ? "" : [];
  const found = written === undefined ? undefined : read(written);
  const wrong =
    written !== undefined && (found === undefined || (Array.isArray(found) && found.length !== length(written)));
  return { value: (found ?? read(otherwise) ?? none) as SettingValue<Name>, wrong };
}

function numberIn(value: unknown, { least, most }: { readonly least: number; readonly most: number }) {
  if (typeof value !== "number" || Number.isNaN(value)) return undefined;
  // Half a request is none: rates and limits count.
  return Math.min(most, Math.max(least, Math.floor(value)));
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function textsIn(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : undefined;
}

function length(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
