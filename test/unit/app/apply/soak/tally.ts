import { DEFAULT_SWITCHES } from "../../../../../src/emulator/switches";
import type { Switches } from "../../../../../src/emulator/switches";
import { table } from "./table";
import type { Hard } from "./drawn";
import type { Lived } from "./live";

const ENDINGS = ["wanted", "original", "told", "FALSE"] as const;

/** Counts what was drawn and how it ended, by every setting that differs from what is recorded of servers. */
export class Tally {
  private readonly rows = new Map<string, Map<string, number>>();
  /** Stories that ended otherwise than they were told, with what was false. */
  readonly faulty: string[] = [];
  runs = 0;

  add(name: string, what: Hard, { applied, undone, faults }: Lived): void {
    this.runs += 1;
    for (const row of ["all", ...traits(what)]) {
      const cells = this.rows.get(row) ?? new Map<string, number>();
      for (const cell of ["drawn", applied, undone]) cells.set(cell, (cells.get(cell) ?? 0) + 1);
      this.rows.set(row, cells);
    }
    if (faults.length > 0) this.faulty.push([`${name} (${traits(what).join(", ")})`, ...faults].join("\n  "));
  }

  drawn(trait: string): number {
    return this.rows.get(trait)?.get("drawn") ?? 0;
  }

  text(): string {
    const undone = [...new Set([...this.rows.values()].flatMap((cells) => [...cells.keys()]))]
      .filter((cell) => cell !== "drawn" && !ENDINGS.some((ending) => ending === cell))
      .sort();
    const columns = ["drawn", ...ENDINGS, ...undone];
    const heads = ["drawn", "wanted", "original", "told", "FALSE", ...undone.map((cell) => `undo: ${cell}`)];
    const lines = [...this.rows]
      .sort(([a], [b]) => (a === "all" ? -1 : b === "all" ? 1 : a < b ? -1 : 1))
      .map(([row, cells]) => [row, ...columns.map((column) => String(cells.get(column) ?? "."))]);
    return table(["", ...heads], lines);
  }
}

/** What sets a story apart: its settings, its fault, and what it asks for. */
function traits({ switches, fault, people, ...what }: Hard): readonly string[] {
  const settings = Object.entries(switches)
    .filter(([name, setting]) => setting !== DEFAULT_SWITCHES[name as keyof Switches])
    .map(([name, setting]) => `${name}: ${setting}`);
  return [
    ...settings,
    ...(fault ? [`request ${fault.kind}`] : []),
    ...(what.auditor ? ["creates a role"] : []),
    ...(what.paris ? ["creates a group"] : []),
    ...(what.boston === "same" ? [] : ["renames a group"]),
    ...(what.owner === "same" ? [] : ["changes the owner"]),
    ...(people.some(({ to }) => to === "gone") ? ["removes people"] : []),
  ];
}
