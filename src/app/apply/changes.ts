import { Emitter } from "../../core/emitter";
import { isBlocked, samePlan } from "../../core/plan/plan";
import type { Plan } from "../../core/plan/plan";
import type { Edit } from "../../core/edits/edit";
import { UserFacingError, joined, message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { ConflictChoices } from "../../core/drafts/rebase";
import type { Snapshot } from "../../core/access/snapshot";
import { emptyReport, endOf } from "./applyReport";
import type { ApplyReport } from "./applyReport";
import type { Direction } from "../../core/undo/undo";
import type { Connections } from "../connections/connections";
import type { Drafts } from "../drafts/drafts";
import { faultLine } from "../connections/faultLine";
import type { History } from "../journal/history";
import type { Journal, JournalWriter } from "../journal/journal";
import { isUndoable } from "../journal/journalEntry";
import type { JournalEntry } from "../journal/journalEntry";
import { appliedOf, setAgainBy } from "../journal/journalNames";
import { loadProject } from "../projects/loadProject";
import { setTimeout as wait } from "node:timers/promises";
import type { Clock, Log, Pause, Progress } from "../ports";
import { LOOKS } from "./looks";
import type { ProjectLocks } from "./projectLock";
import type { Projects } from "../projects/projects";

export interface ChangesOptions {
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly journal: Journal;
  readonly locks: ProjectLocks;
  readonly clock: Clock;
  readonly log: Log;
  /** Waits between looks at a server that does not show yet what it has created. */
  readonly pause?: Pause;
  /** More removals than this ask for a typed confirmation; the planner's own limit when left out. */
  readonly removalLimit?: () => number;
}

export interface PlanOptions {
  /** People in a role whose expiration may be set by taking them out and putting them back. */
  readonly unassignFirst?: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
  /** What was read before: then REDCap is not asked. */
  readonly known?: Snapshot;
}

export interface ApplyOptions {
  readonly progress?: Progress | undefined;
  /** Cancelling stops between requests; a request under way is waited for. */
  readonly signal?: AbortSignal | undefined;
}

/** What became of an apply that broke off, and both ways out of it. */
export interface OpenCheck {
  readonly state: "arrived" | "nothing" | "between";
  readonly sentence: Message;
  readonly finish: Plan;
  readonly undo: Plan;
}

/** An entry among all of its project. */
interface InJournal {
  readonly entry: JournalEntry;
  readonly entries: readonly JournalEntry[];
}

/** Read when something is first planned or sent, which many sessions never do. */
const planning = async () => ({
  ...(await import("../../core/planner/planner")),
  ...(await import("../../core/undo/undo")),
  ...(await import("../../core/undo/pending")),
});
const sending = async () => ({
  ...(await import("../journal/journalStart")),
  ...(await import("./applyRun")),
  ...(await import("./applyReadBack")),
});

/** The one road of every write: plan on a fresh read, apply with a journal, read back, undo. */
export class Changes {
  private readonly applied = new Emitter<string>();

  /** Tells the connection whose project was written to. */
  readonly onDidApply = this.applied.event;

  private readonly undone = new Emitter<string>();

  /** Tells the connection of whose project an apply was taken back, after `onDidApply`. */
  readonly onDidUndo = this.undone.event;

  constructor(private readonly options: ChangesOptions) {}

  /** Lays edits on what REDCap says now, or has said. Sends nothing. */
  async plan(id: string, edits: readonly Edit[], { unassignFirst, signal, known }: PlanOptions = {}): Promise<Plan> {
    const live = known ?? (await this.read(id, signal));
    return await this.planOn(id, live, edits, { ...(unassignFirst ? { unassignFirst } : {}) });
  }

  /**
   * Sends a plan that a person has confirmed. Throws only while nothing has been sent; from the first request on the
   * report says what happened.
   */
  async apply(id: string, plan: Plan, { progress, signal }: ApplyOptions = {}): Promise<ApplyReport> {
    if (isBlocked(plan))
      throw new UserFacingError(message("These changes cannot be applied as they are. Review them first."));
    if (plan.steps.length === 0) return await this.nothingToSend(id, plan);
    const { connections, locks } = this.options;
    // All that it takes is here before the first request: an update of the extension would take its files away.
    const [{ planChanges }, { entryOf, runPlan, readBack }] = [await planning(), await sending()];
    const client = await connections.client(id);
    const lock = await locks.acquire(id);
    try {
      progress?.(message("Reading the project again"), 0, plan.steps.length);
      const live = await this.read(id, signal);
      const again = planChanges({ ...plan.input, live });
      if (!samePlan(plan, again)) return emptyReport("moved", MOVED);
      if (signal?.aborted) return emptyReport("cancelled", message("Cancelled. Nothing has been changed."));
      const { journal } = this.options;
      const writer = await journal.begin(entryOf(connections.require(id), again, await journal.list(id)));
      const { clock, log, pause = wait } = this.options;
      const reload = () => this.read(id);
      const checkLock = () => lock.check();
      const run = await runPlan(again, { client, reload, writer, checkLock, clock, log, pause, progress, signal });
      progress?.(message("Reading back"), plan.steps.length, plan.steps.length);
      const back = await readBack(again, run, { client, reload, pause });
      return await this.finish(id, again, writer, back);
    } finally {
      await lock.release().catch((error: unknown) => this.options.log.warn(`Lock not released: ${faultLine(error)}`));
    }
  }

  /**
   * The newest apply that has not been taken back yet, or the one that is named, as a plan back; undefined when there is
   * none.
   */
  async planUndo(
    id: string,
    wanted?: string,
  ): Promise<{ readonly plan: Plan; readonly entry: JournalEntry } | undefined> {
    const entries = await this.options.journal.list(id);
    const entry = entries.find((each) => isUndoable(each) && (wanted === undefined || each.id === wanted));
    if (!entry) return undefined;
    const live = await this.readSettled(id, { entry, entries });
    return { entry, plan: await this.planTowards(id, live, { entry, entries }, "undo") };
  }

  /** A window is applying changes. After one was killed while it did so, the answer takes until that is certain. */
  isBusy(id: string): Promise<boolean> {
    return this.options.locks.isBusy(id);
  }

  /** Everything that was applied and is not older than the person wants to keep. Asks no server. */
  async history(id: string): Promise<History> {
    const { journal, locks } = this.options;
    await journal.prune(id);
    return { entries: await journal.list(id), busy: await locks.isBusy(id) };
  }

  /** Forgets what is older than the person wants to keep. */
  async prune(id: string): Promise<void> {
    await this.options.journal.prune(id);
  }

  /** Applies that broke off, newest first: a crash, or a server that could not be reached any more. */
  async openEntries(id: string): Promise<readonly JournalEntry[]> {
    // An entry is open too while its plan is being applied, in whatever window.
    return (await this.isBusy(id)) ? [] : await this.options.journal.open(id);
  }

  /** Looks into an apply that broke off. When all or nothing of it has arrived the entry is closed. */
  async checkOpen(id: string, entry: JournalEntry): Promise<OpenCheck> {
    const { journal, drafts } = this.options;
    const entries = await journal.list(id);
    const live = await this.readSettled(id, { entry, entries });
    const finish = await this.planTowards(id, live, { entry, entries }, "finish");
    const undo = await this.planTowards(id, live, { entry, entries }, "undo");
    const state = isDone(finish) ? "arrived" : isDone(undo) ? "nothing" : "between";
    const sentence = CHECKED[state];
    // With the names that were found by looking, a later Undo needs to look no more.
    if (state !== "nothing" && finish.input.serverNames)
      await journal.recordNames(id, entry.id, finish.input.serverNames);
    await drafts.refresh(id, live, "keep", finish.input.serverNames);
    // The entry closes last: whoever finds it open does all of this once more.
    if (state === "nothing") await journal.settle(id, entry.id, "check");
    if (state === "arrived") await this.endArrived(id, entry.id);
    return { state, sentence, finish, undo };
  }

  private async endArrived(id: string, entry: string): Promise<void> {
    const { journal, clock } = this.options;
    const arrived = (await journal.list(id)).find((each) => each.id === entry);
    if (arrived) await this.settleFollowed(id, arrived);
    const end = { at: clock.now(), outcome: "done", sentence: CHECKED.arrived, differing: [], repaired: [] } as const;
    await journal.end(id, entry, end);
  }

  /** Closes what an entry has taken back or finished; before an undo that it finished, what that takes back. */
  private async settleFollowed(id: string, { id: by, follows }: Pick<JournalEntry, "id" | "follows">): Promise<void> {
    const { journal } = this.options;
    const followed = (await journal.list(id)).find((each) => each.id === follows);
    if (followed?.kind === "undo") await this.settleFollowed(id, { ...followed, id: by });
    if (followed) await journal.settle(id, followed.id, by);
  }

  /**
   * Moves the drafts onto the newest read, so that they say what REDCap says beside what was edited. An apply that is
   * under way or broke off does that itself, with the names that it learns. `conflicts`: what becomes of cells that
   * somebody else changed too. @returns names of rows that were edited and that REDCap does not have any more
   */
  async follow(id: string, conflicts?: ConflictChoices): Promise<readonly string[]> {
    const { projects, drafts, journal } = this.options;
    const snapshot = projects.snapshot(id);
    if (!snapshot || !(conflicts || (await drafts.isBehind(id, snapshot.takenAt)))) return [];
    if ((await this.isBusy(id)) || (await journal.open(id)).length > 0) return [];
    return await drafts.refresh(id, snapshot, conflicts);
  }

  /** Forgets everything about a project that is being removed. */
  async forget(id: string): Promise<void> {
    const { journal, drafts, locks } = this.options;
    await journal.forget(id);
    await drafts.forget(id);
    await locks.forget(id);
  }

  private async finish(id: string, plan: Plan, writer: JournalWriter, back: ApplyReport): Promise<ApplyReport> {
    const { drafts, clock, log } = this.options;
    const report = { ...back, entry: writer.entry.id };
    try {
      const now = this.options.projects.snapshot(id);
      if (report.serverNames) await writer.recordNames(report.serverNames);
      if (report.open && report.differing.length > 0) await writer.recordFound(report.differing);
      // The entry closes last: whoever finds it open does all of this once more.
      if (now && report.outcome !== "unverified") await drafts.refresh(id, now, "keep", report.serverNames);
      const { follows, later } = plan.input;
      if (follows && !later && report.outcome === "done") await this.settleFollowed(id, writer.entry);
      if (!report.open) await writer.end({ at: clock.now(), ...endOf(report, plan, now ?? plan.desired) });
    } catch (error) {
      log.error(`After applying: ${faultLine(error)}`);
    }
    this.applied.fire(id);
    if (plan.input.follows?.as === "undo") this.undone.fire(id);
    return report;
  }

  private async nothingToSend(id: string, plan: Plan): Promise<ApplyReport> {
    const { follows, live, later } = plan.input;
    const { journal, drafts } = this.options;
    await drafts.refresh(id, live, "keep", plan.input.serverNames);
    if (later) return emptyReport("nothing", joined(later));
    if (follows?.as === "undo") await journal.settle(id, follows.entry, "check");
    // What turns out to be finished can still be taken back.
    if (follows?.as === "finish") await this.endArrived(id, follows.entry);
    return emptyReport("nothing", message("REDCap already shows everything as wanted. Nothing was sent."));
  }

  private async planTowards(
    id: string,
    live: Snapshot,
    { entry, entries }: InJournal,
    direction: Direction,
  ): Promise<Plan> {
    const { recoveryEdits } = await planning();
    const { owner } = this.options.connections.require(id);
    const applied = appliedOf(entry, entries, live.takenAt);
    const { edits, names, later, pending } = recoveryEdits(direction, applied, live, owner);
    const doubts = [
      ...pending,
      ...names.doubts,
      ...(direction === "undo" ? setAgainBy(entry, entries, edits, live) : []),
    ];
    return await this.planOn(id, live, edits, {
      unassignFirst: new Set(entry.before.map((person) => person.username)),
      follows: { entry: entry.id, as: direction },
      ...(doubts.length > 0 ? { doubts } : {}),
      ...(later.length > 0 ? { later } : {}),
      ...(direction === "undo" ? { recreates: names.anew, lost: entry.losses ?? [] } : { serverNames: names.now }),
    });
  }

  private async planOn(
    id: string,
    live: Snapshot,
    edits: readonly Edit[],
    more: Pick<Plan["input"], "unassignFirst" | "doubts" | "later" | "follows" | "serverNames" | "recreates" | "lost">,
  ): Promise<Plan> {
    const { owner } = this.options.connections.require(id);
    const { clock, removalLimit } = this.options;
    const limit = removalLimit ? { removalLimit: removalLimit() } : {};
    const { planChanges } = await planning();
    return planChanges({ live, edits, owner, today: clock.today(), ...limit, ...more });
  }

  /** A read that shows what an apply sent last, if that appears within seconds. */
  private async readSettled(id: string, { entry, entries }: InJournal): Promise<Snapshot> {
    const { pendingStep } = await planning();
    const { pause = wait } = this.options;
    let live = await this.read(id);
    for (const ms of LOOKS.slice(1)) {
      if (!pendingStep(appliedOf(entry, entries, live.takenAt), live)) break;
      await pause(ms);
      live = await this.read(id);
    }
    return live;
  }

  /** Never shared with a load that somebody else began: that one may have been answered before our last write. */
  private async read(id: string, signal?: AbortSignal): Promise<Snapshot> {
    const { connections, projects, clock } = this.options;
    const snapshot = await loadProject(await connections.client(id), clock, {
      signal,
      version: projects.snapshot(id)?.version || undefined,
      known: connections.require(id),
    });
    projects.put(id, snapshot);
    return snapshot;
  }
}

const MOVED = message(
  "Somebody changed the project in REDCap after these changes were planned. Nothing was sent: review them again.",
);

const CHECKED: Readonly<Record<OpenCheck["state"], Message>> = {
  arrived: message("All of it is in REDCap. Nothing is left to do."),
  nothing: message("None of it is in REDCap: everybody's access is as before."),
  between: message("It stopped half-way. Finish it, or take back what has arrived."),
};

function isDone(plan: Plan): boolean {
  return plan.steps.length === 0 && !isBlocked(plan) && !plan.input.later;
}
