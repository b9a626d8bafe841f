import { dagName, roleName } from "../access/names";
import { waysRound } from "../plan/waysRound";
import { editId } from "../edits/draftCell";
import { countChanges, editsOf, rowChanges, rowId } from "../edits/edit";
import type { DraftName, Edit, RowChange } from "../edits/edit";
import type { Act, Block, Choice, Fact, Page, Section, Tone } from "../page/page";
import { isBlocked } from "../plan/plan";
import type { Conflict, Plan } from "../plan/plan";
import { stepLine } from "../plan/stepMessages";
import { targetsOf } from "../plan/targets";
import type { Target } from "../plan/targets";
import { sentenceOf } from "../rules/problem";
import type { Level, Problem } from "../rules/problem";
import { shown } from "../text/displayText";
import { message, plural, verbatim } from "../text/message";
import type { Message } from "../text/message";
import { dagLines, membersOf, personLines, REMOVED, roleLines } from "./changeLines";
import type { CellLine } from "./changeLines";
import { detourOf } from "./changeSentences";
import type { LeftOut } from "./leaveOut";
import { doesNotComeBack, lossOf } from "./losses";
import { blindSpots, conflictLine, alreadyDoneLine, summary } from "./review";
import { transitionsOf } from "./transitions";
import type { SharedTransition } from "./transitions";

export interface ReviewParts {
  /** Everything that the drafts want, on what REDCap said last. */
  readonly whole: Plan;
  /** What of it is to be applied now. */
  readonly part: Plan;
  readonly left: LeftOut;
  readonly facts: readonly Fact[];
}

/** A sentence about more people, roles or groups than these stands once above them, not at each. */
const AT_EACH = 3;

const TONES: Readonly<Record<Level, Tone>> = {
  refuse: "problem",
  type: "warning",
  warn: "warning",
  info: "note",
  hint: "note",
};

/** A plan in words, grouped by person, role and group; each change can be left out. */
export function reviewPage({ whole, part, left, facts }: ReviewParts): Page {
  const book = new ReviewBook(whole, part, left);
  const leftCount = countChanges(whole.input.edits.filter((edit) => left.has(editId(edit))));
  return {
    title: message("Review of changes"),
    facts,
    status: statusOf(part, leftCount),
    states: [],
    acts: [applyAct(part)],
    sections: [
      ...general(book.general),
      ...book.kind("users", message("People")),
      ...book.kind("roles", message("Roles")),
      ...book.kind("dags", message("Data access groups")),
      ...listSection(
        "settled",
        message("Already so in REDCap, nothing is sent"),
        whole.alreadyDone.map((edit) => alreadyDoneLine(whole.input.live, edit)),
      ),
      ...sending(part),
      ...listSection("unseen", message("What cannot be shown"), blindSpots(part)),
    ],
  };
}

function statusOf(part: Plan, left: number): Message {
  const all = summary(part);
  if (left === 0) return message("{changes}, not yet in REDCap", { changes: all });
  return plural(
    left,
    {
      one: "{changes}, not yet in REDCap; {count} change is left out",
      other: "{changes}, not yet in REDCap; {count} changes are left out",
    },
    { changes: all },
  );
}

function applyAct(part: Plan): Act {
  const off = isBlocked(part)
    ? message(
        "This cannot be applied as it stands: the reasons stand at the changes. Leave those out, or correct them.",
      )
    : part.changes.length === 0 && part.alreadyDone.length === 0
      ? message("Nothing is ticked.")
      : undefined;
  const label = part.changes.length === 0 ? message("Apply…") : message("Apply {changes}…", { changes: summary(part) });
  return { id: "apply", label, primary: true, ...(off ? { off } : {}) };
}

function general(blocks: readonly Block[]): readonly Section[] {
  return blocks.length === 0 ? [] : [{ id: "general", heading: message("Please note"), blocks }];
}

function sending(part: Plan): readonly Section[] {
  const steps = part.steps.map((step) => stepLine(step));
  if (steps.length === 0) return [];
  return [
    {
      id: "steps",
      heading: message("What is sent, in this order"),
      blocks: [{ kind: "list", ordered: true, items: steps }],
    },
  ];
}

function listSection(id: string, heading: Message, items: readonly Message[]): readonly Section[] {
  return items.length === 0 ? [] : [{ id, heading, blocks: [{ kind: "list", ordered: false, items }] }];
}

/** What stands where: each problem and conflict at the changes that it is about. */
class ReviewBook {
  readonly general: readonly Block[];
  private readonly rows: readonly RowChange[];
  private readonly told: ReadonlySet<string>;
  private readonly round: ReadonlySet<string>;
  private readonly targets: ReadonlyMap<string, Target>;
  private readonly problems = new Map<string, Problem[]>();
  private readonly above = new Map<DraftName, Problem[]>();
  private readonly conflicts = new Map<string, Conflict[]>();
  private readonly transitions: ReadonlyMap<string, SharedTransition>;

  constructor(
    private readonly whole: Plan,
    part: Plan,
    private readonly left: LeftOut,
  ) {
    const { input, desired, changes } = whole;
    this.rows = rowsOf(whole);
    this.round = new Set(waysRound(part));
    this.told = new Set(changes.map(rowId));
    this.targets = new Map(targetsOf(input, changes, desired).map((target) => [rowId(target.change), target]));
    for (const conflict of whole.conflicts) add(this.conflicts, rowId(conflict), conflict);
    this.general = [...allConflicts(whole.conflicts), ...this.place(part)];
    this.transitions = transitionsOf({ live: input.live, desired }, [...this.targets.values()]);
  }

  /** All changes of people, of roles or of groups. */
  kind(draft: DraftName, heading: Message): readonly Section[] {
    const mine = this.rows.filter((row) => row.draft === draft);
    if (mine.length === 0) return [];
    const blocks = [...(this.above.get(draft) ?? []).map(problemBlock), ...(draft === "users" ? this.shared() : [])];
    const aside = verbatim(String(mine.length));
    return [{ id: draft, heading, aside, blocks, sections: mine.map((row) => this.entry(row)) }];
  }

  private entry(row: RowChange): Section {
    const id = rowId(row);
    const { live, edits } = { live: this.whole.input.live, edits: editsOf(row) };
    const out = edits.length > 0 && edits.every((edit) => this.left.has(editId(edit)));
    const { heading, aside } = this.names(row);
    const loss = lossOf(live, row);
    const target = this.targets.get(id);
    const blocks: Block[] = [
      ...this.changes(row, target, heading),
      ...(target && !this.round.has(row.key) ? detourOf(live, target) : []).map((text): Block => ({
        kind: "text",
        tone: "note",
        text,
      })),
      ...(this.conflicts.get(id) ?? []).map((each): Block => {
        return { kind: "text", tone: "problem", text: conflictLine(live, each), acts: conflictActs(editId(each)) };
      }),
      ...(this.problems.get(id) ?? []).map((problem) => this.withWayRound(row, problem)),
      ...(loss ? [{ kind: "text", tone: "loss", text: doesNotComeBack(loss) } as const] : []),
    ];
    const choice: Choice = { id, on: !out, label: message("Apply what changes for {name}", { name: heading }) };
    return { id, heading, ...(aside ? { aside } : {}), choice, ...(out ? { leftOut: true } : {}), blocks };
  }

  /** Where REDCap refuses somebody's expiration, the way round can be chosen there. */
  private withWayRound({ key }: RowChange, problem: Problem): Block {
    const block = problemBlock(problem);
    if (block.kind !== "text" || problem.level !== "refuse" || !this.round.has(key)) return block;
    return { ...block, acts: [{ id: `round ${key}`, label: message("Take Out, Set and Put Back") }] };
  }

  private names({ draft, key }: RowChange): { readonly heading: Message; readonly aside?: Message } {
    const { live } = this.whole.input;
    const { desired } = this.whole;
    if (draft === "roles") {
      const snapshot = live.roles.has(key) ? live : desired;
      const heading = verbatim(roleName(snapshot, key));
      return live.roles.has(key) ? { heading, aside: membersOf(desired, key) } : { heading, aside: message("new") };
    }
    if (draft === "dags") {
      const known = live.dags.has(key);
      return {
        heading: verbatim(dagName(known ? live : desired, key)),
        aside: known ? verbatim(shown(key)) : message("new"),
      };
    }
    const name = live.people.get(key)?.name ?? "";
    return name === ""
      ? { heading: verbatim(shown(key)) }
      : { heading: verbatim(shown(name)), aside: verbatim(shown(key)) };
  }

  private changes(row: RowChange, target: Target | undefined, caption: Message): readonly Block[] {
    const states = { live: this.whole.input.live, desired: this.whole.desired };
    const lines = (): readonly CellLine[] => {
      if (row.draft === "roles") return roleLines(states, row);
      if (row.draft === "dags") return dagLines(states, row);
      if (row.kind === "remove") return REMOVED;
      return target ? personLines(states, target) : [];
    };
    const told = this.told.has(rowId(row)) ? lines() : [];
    if (told.length === 0) return [];
    return [{ kind: "changes", caption, lines: this.withTicks(row, this.withFollows(row, told)) }];
  }

  /** What a new role means for the rights stands with the role, or once above everybody whom it is the same for. */
  private withFollows(row: RowChange, lines: readonly CellLine[]): readonly CellLine[] {
    const known = this.transitions.get(rowId(row));
    const follows = known?.transition.follows;
    if (!known || !follows) return lines;
    const effects = new Set(follows.lines.map(({ effect }) => effect));
    const [only] = effects.size === 1 ? effects : [];
    return lines.map((line) => {
      if (line.column !== "unique_role_name") return line;
      const marked = only ? { ...line, effect: only } : line;
      return known.people > AT_EACH ? marked : { ...marked, follows };
    });
  }

  /** Of a row with several cells each can be left out; one that comes or goes is whole. */
  private withTicks({ kind, cells }: RowChange, lines: readonly CellLine[]): readonly CellLine[] {
    const ticked = new Set<string>();
    return lines.map((line) => {
      const cell = cells.find(({ column }) => column === line.column);
      if (!cell || kind !== "set") return line;
      const id = editId(cell);
      const on = !this.left.has(id);
      const out = on ? {} : { leftOut: true as const };
      if (cells.length < 2 || ticked.has(id)) return { ...line, ...out };
      ticked.add(id);
      return { ...line, ...out, choice: { id, on, label: line.what } };
    });
  }

  private shared(): readonly Block[] {
    return [...new Set(this.transitions.values())].flatMap(({ people, transition: { from, to, follows } }) => {
      if (people <= AT_EACH || !follows) return [];
      const caption = plural(
        people,
        {
          one: "What {from} → {to} means, for {count} person",
          other: "What {from} → {to} means, for {count} people",
        },
        { from, to },
      );
      return [{ kind: "changes" as const, caption, lines: follows.lines }];
    });
  }

  /** Problems by what they are about; what is about nothing here, or about everything, is returned. */
  private place({ problems }: Plan): readonly Block[] {
    const byKey = new Map<string, RowChange[]>();
    for (const row of this.rows) add(byKey, row.key, row);
    const others: Problem[] = [];
    for (const problem of problems) {
      const rows = [...new Set((problem.place.keys ?? []).flatMap((key) => byKey.get(key) ?? []))];
      const drafts = new Set(rows.map(({ draft }) => draft));
      const [draft] = drafts;
      if (draft === undefined) others.push(problem);
      else if (rows.length <= AT_EACH) for (const row of rows) add(this.problems, rowId(row), problem);
      else if (drafts.size === 1) add(this.above, draft, problem);
      else others.push(problem);
    }
    return others.map(problemBlock);
  }
}

/** One answer for all of them, where there are several. */
function allConflicts({ length }: readonly Conflict[]): readonly Block[] {
  if (length < 2) return [];
  const text = message("Somebody else has changed {count} of these cells in REDCap meanwhile.", { count: length });
  return [{ kind: "text", tone: "problem", text, acts: conflictActs(ALL) }];
}

const ALL = "all";

function conflictActs(cell: string): readonly Act[] {
  return [
    { id: `mine ${cell}`, label: message("Keep Mine") },
    { id: `theirs ${cell}`, label: message("Take REDCap's") },
  ];
}

/** What a button at a conflict answers, for the edits that it is about; undefined for other buttons. */
export function conflictAnswer(act: string): ((edit: Edit) => "keep" | "mine" | "theirs") | undefined {
  const [choice, ...rest] = act.split(" ");
  if (choice !== "mine" && choice !== "theirs") return undefined;
  const cell = rest.join(" ");
  return (edit) => (cell === ALL || editId(edit) === cell ? choice : "keep");
}

/** Whose expiration may take the way round, where that is what a button is about. */
export function roundOf(act: string): string | undefined {
  return /^round (.+)$/s.exec(act)?.[1];
}

/** The rows of the plan in its order; then those that cannot be told as changes, because somebody or a rule is against them. */
function rowsOf({ input, changes, conflicts, problems }: Plan): readonly RowChange[] {
  const told = new Set(changes.map(rowId));
  const refused = new Set(problems.filter(({ level }) => level === "refuse").flatMap(({ place }) => place.keys ?? []));
  const conflicting = new Set(conflicts.map(rowId));
  const others = rowChanges(input.edits).filter(
    (row) => !told.has(rowId(row)) && (conflicting.has(rowId(row)) || refused.has(row.key)),
  );
  // What of a row is a conflict is left out with it.
  const whole = new Map(rowChanges(input.edits).map((row) => [rowId(row), row]));
  return [...changes.map((change) => ({ ...change, cells: cellsOf(change, whole.get(rowId(change))) })), ...others];
}

function cellsOf(change: RowChange, drafted: RowChange | undefined): RowChange["cells"] {
  const mine = new Set(change.cells.map(editId));
  return [...change.cells, ...(drafted?.cells.filter((cell: Edit) => !mine.has(editId(cell))) ?? [])];
}

function problemBlock(problem: Problem): Block {
  const { level, confirmBy } = problem;
  const sentence = sentenceOf(problem);
  const text =
    level === "type" && confirmBy
      ? message("{sentence} You will be asked to type {word}.", { sentence, word: confirmBy })
      : sentence;
  return { kind: "text", tone: TONES[level], text };
}

function add<T>(all: Map<string, T[]>, key: string, value: T): void {
  const known = all.get(key);
  if (known) known.push(value);
  else all.set(key, [value]);
}
