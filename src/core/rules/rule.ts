import type { Cell } from "../dataTable";
import type { Snapshot } from "../access/snapshot";
import type { Message } from "../text/message";
import type { Level, Problem } from "./problem";

/** What a rule looks at: a file, its columns, a row, a cell, or all that is wanted of a project. */
type Subject = "file" | "column" | "row" | "cell" | "plan";

/** One rule of the book. Whoever finds it broken makes a `Problem` of it. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** How serious it is in what is sent as it stands, which are drafts, the grid and plans; else as in files. */
  readonly sentLevel?: Level;
  readonly looksAt: Subject;
  /** What breaks it, for the table in CONTRIBUTING.md. */
  readonly what: string;
  readonly fixes?: Fixes;
  /** Whether its fix says the same in the project's own terms, so that it is safe in all cells at once. */
  readonly sameEverywhere?: true;
}

/** A cell that breaks a rule, as far as mending it asks. */
export interface BrokenCell {
  readonly live: Snapshot;
  readonly cell: Cell;
  readonly part?: string | undefined;
  /** What the project says in this place. */
  readonly now: () => string | undefined;
}

/** What would put a cell right: another value, or a row less. */
export interface Fix {
  readonly title: Message;
  /** Undefined: the row goes. */
  readonly value: Cell;
}

/** The first is the likely one. */
export type Fixes = (broken: BrokenCell) => readonly Fix[];

type Body = Omit<Rule, "id"> & { readonly message: (...args: never[]) => Message };
type Named<B> = { readonly [Id in keyof B & string]: B[Id] & { readonly id: Id } };

/** Rules by their ids, each with what it says. */
export function rules<const B extends Readonly<Record<string, Body>>>(bodies: B): Named<B> {
  return Object.fromEntries(Object.entries(bodies).map(([id, body]) => [id, { id, ...body }])) as Named<B>;
}

/** Says that a rule is broken; where, adds whoever knows. */
export function breaks<A extends readonly unknown[]>(
  { id, level, message }: Rule & { readonly message: (...args: A) => Message },
  ...args: A
): Problem {
  return { rule: id, level, message: message(...args), place: {} };
}
