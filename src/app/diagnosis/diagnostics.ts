import type { Snapshot } from "../../core/access/snapshot";
import { TABLE_NAMES } from "../../core/access/tables";
import { isRedcapError } from "../../redcap/errors";
import type { Connection } from "../connections/connection";
import type { ProjectState } from "../projects/projects";
import { callLine } from "../connections/recentRequests";
import type { TrailEntry } from "../connections/recentRequests";

export interface DiagnosticFacts {
  /** "REDCap Access 0.1.0", "VS Code 1.139.1", … */
  readonly versions: readonly string[];
  /** Where it runs, in words without names of machines. */
  readonly surroundings: readonly string[];
  /** As the manifest declares them, with what they are now. */
  readonly settings: readonly SettingFact[];
  readonly projects: readonly ProjectFact[];
  /** Newest first. */
  readonly requests: readonly TrailEntry[];
}

export interface SettingFact {
  readonly name: string;
  readonly value: unknown;
  readonly isDefault: boolean;
}

interface ProjectFact {
  readonly connection: Connection;
  readonly state: ProjectState;
  readonly snapshot: Snapshot | undefined;
  /** Not yet in REDCap. */
  readonly changes: number;
}

/**
 * What helps to find a fault, for a public place: versions, settings, counts and outcomes. Servers, projects and people
 * are numbered; a text that somebody has set is only said to be set. In English, whatever VS Code shows: it is pasted
 * where those who maintain the extension read it.
 */
export function diagnosticsText({ versions, surroundings, settings, projects, requests }: DiagnosticFacts): string {
  const servers = [...new Set(projects.map(({ connection }) => connection.origin))];
  const numbers = new Map(projects.map(({ connection }, index) => [connection.id, `project ${index + 1}`]));
  return sectionsText([
    versions,
    section("Surroundings", surroundings),
    section("Settings", settings.map(settingLine)),
    section(
      "Projects",
      projects.map((project) => {
        const { id, origin } = project.connection;
        return `${numbers.get(id)} on server ${servers.indexOf(origin) + 1}: ${projectWords(project)}`;
      }),
    ),
    section(
      "Last requests, newest first",
      requests.map((entry) => {
        const time = new Date(entry.at).toISOString().slice(11, 19);
        return `${time} ${numbers.get(entry.project ?? "") ?? "another project"}, ${callLine(entry)}`;
      }),
    ),
  ]);
}

/** Numbers and switches as they are; texts may be addresses or names. */
function settingLine({ name, value, isDefault }: SettingFact): string {
  if (typeof value === "number" || typeof value === "boolean") return `${name}: ${value}${isDefault ? "" : " (set)"}`;
  if (isDefault) return `${name}: default`;
  return `${name}: ${Array.isArray(value) ? counted(value.length, "entry", "entries") : "set"}`;
}

function projectWords({ connection, state, snapshot, changes }: ProjectFact): string {
  const version = snapshot?.version || connection.version;
  return [
    connection.sample ? "sample" : "",
    /^\d+(?:\.\d+)*$/.test(version) ? `REDCap ${version}` : "REDCap of unknown version",
    connection.owner === undefined ? "whose token is not known" : "whose token is known",
    state.status === "failed" ? `failed (${kindOf(state.error)})` : state.status,
    ...(snapshot ? counts(snapshot) : []),
    changes > 0 ? `${counted(changes, "change", "changes")} not yet in REDCap` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function kindOf(error: Error): string {
  if (!isRedcapError(error)) return error.name;
  return [error.kind, error.details.status, error.details.reason].filter(Boolean).join(" ");
}

function counts({ people, roles, dags, instruments, missing }: Snapshot): readonly string[] {
  const unread = TABLE_NAMES.filter((name) => missing[name]);
  return [
    counted(people.size, "user", "users"),
    counted(roles.size, "role", "roles"),
    counted(dags.size, "DAG", "DAGs"),
    counted(instruments.length, "instrument", "instruments"),
    ...(unread.length > 0 ? [`not readable: ${unread.join(" and ")}`] : []),
  ];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A heading with its lines below it; nothing where there are no lines. */
function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${heading}:`, ...lines.map((line) => `  ${line}`)];
}

/** Sections as one text, an empty line between them. */
function sectionsText(sections: readonly (readonly string[])[]): string {
  const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${shown.join("\n\n")}\n`;
}
