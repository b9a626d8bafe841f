import * as vscode from "vscode";
import type { Changes } from "../../app/apply/changes";
import type { Connections } from "../../app/connections/connections";
import { explain } from "../../app/connections/faultLine";
import type { Drafts } from "../../app/drafts/drafts";
import { DraftProblemsError } from "../../app/drafts/draftState";
import type { Log } from "../../app/ports";
import type { LogChannel } from "../../platform/log";
import type { Projects } from "../../app/projects/projects";
import { Emitter } from "../../core/emitter";
import { rightsLacking } from "../../core/access/tokenRights";
import type { Edit } from "../../core/edits/edit";
import type { Act, Fact, Page, PageState } from "../../core/page/page";
import { samePlan } from "../../core/plan/plan";
import type { Plan } from "../../core/plan/plan";
import { choose, stillLeft, taken } from "../../core/review/leaveOut";
import type { LeftOut } from "../../core/review/leaveOut";
import { conflictAnswer, reviewPage, roundOf } from "../../core/review/reviewPage";
import { reviewFacts } from "../../core/review/reviewText";
import { sentenceOf } from "../../core/rules/problem";
import { list, message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { isRedcapError } from "../../redcap/errors";
import { moment } from "../../platform/moment";
import type { PageFormat } from "./pageFile";
import type { PageSource } from "./pagePanel";

export interface ReviewNeeds {
  readonly changes: Pick<Changes, "follow" | "plan" | "onDidApply">;
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly log: Log & Pick<LogChannel, "hide">;
  /** Keeps what open documents of the project say. */
  readonly save: (connectionId: string) => Promise<void>;
  /** The one road: asks in a dialog of the host, sends, reads back and reports. */
  readonly apply: (connectionId: string, plan: Plan, notes: readonly Message[]) => Promise<Message | undefined>;
  readonly showText: (connectionId: string, plan: Plan) => Promise<void>;
  readonly keepAs: (name: string, written: (format: PageFormat) => string) => Promise<void>;
  readonly run: (command: string, connectionId: string) => Promise<void>;
}

/**
 * The review of the changes of one project. It follows the drafts and every read of the project without asking REDCap;
 * *Read Again* and *Apply* ask.
 */
export class ReviewSession implements PageSource {
  private readonly changed = new Emitter<void>();
  private readonly listening: { dispose(): unknown }[];
  private plans: { readonly whole: Plan; readonly part: Plan } | undefined;
  private left: LeftOut = new Set();
  /** People in roles who may be taken out, set and put back. */
  private round: ReadonlySet<string> = new Set();
  private reading: AbortController | undefined;
  private trouble: PageState | undefined;
  private notes: readonly PageState[] = [];
  /** Nothing is in the drafts. */
  private empty = false;
  /** One after the other, so that the newest has the last word. */
  private work: Promise<void> = Promise.resolve();

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly connectionId: string,
    private readonly needs: ReviewNeeds,
  ) {
    const mine = (then: () => void) => (id: string) => {
      if (id === connectionId) then();
    };
    const { drafts, projects } = needs;
    this.listening = [
      drafts.onDidChange(mine(() => this.follow())),
      drafts.onDidCount(mine(() => this.changed.fire())),
      projects.onDidChange(mine(() => this.follow())),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.changed.fire()),
    ];
  }

  dispose(): void {
    this.reading?.abort();
    for (const each of this.listening) each.dispose();
  }

  /** On what REDCap says now. */
  read(): Promise<void> {
    this.notes = [];
    return this.next(async () => {
      await this.needs.save(this.connectionId);
      await this.reads(() => this.plan({ fresh: true }));
    });
  }

  async act(id: string): Promise<void> {
    const { run } = this.needs;
    const answer = conflictAnswer(id);
    if (answer) return await this.settle(answer);
    const round = roundOf(id);
    if (round !== undefined) {
      this.round = new Set([...this.round, round]);
      return await this.next(() => this.plan({ fresh: true }));
    }
    const acts: Readonly<Record<string, () => Promise<void>>> = {
      apply: () => this.apply(),
      read: () => this.read(),
      cancel: () => Promise.resolve(this.reading?.abort()),
      text: async () => this.plans && (await this.needs.showText(this.connectionId, this.plans.part)),
      export: async () => {
        const { pageFile } = await import("./pageFile");
        // The page as it was when the button was pressed.
        const { page } = this;
        await this.needs.keepAs("review-of-changes", (format) => pageFile(page, format));
      },
      trust: async () => void (await vscode.commands.executeCommand("workbench.trust.manage")),
      test: () => run("testConnection", this.connectionId),
      edit: () => run("editRoleAssignments", this.connectionId),
      log: () => run("showLog", this.connectionId),
    };
    await acts[id]?.();
  }

  choose(ids: readonly string[], on: boolean): void {
    const edits = this.plans?.whole.input.edits;
    if (!edits) return;
    this.left = choose(edits, this.left, new Set(ids), on);
    this.notes = [];
    void this.next(() => this.divide());
  }

  get page(): Page {
    const states = this.states();
    const { plans } = this;
    const facts = this.facts(plans?.whole);
    if (!plans) return { title: TITLE, facts, states, acts: this.acts(undefined, states), sections: [] };
    const page = reviewPage({ ...plans, left: this.left, facts });
    return { ...page, states, acts: this.acts(page.acts, states) };
  }

  /** Asks, sends, reads back and reports, after planning once more on what REDCap says now. */
  private apply(): Promise<void> {
    return this.next(async () => {
      this.notes = [];
      const before = this.plans?.whole;
      await this.needs.save(this.connectionId);
      await this.reads(() => this.plan({ fresh: true }));
      const { plans } = this;
      if (!before || !plans || this.trouble) return;
      if (!samePlan(before, plans.whole)) {
        this.notes = [{ kind: "stale", text: MOVED }];
        return;
      }
      const count = plans.whole.changes.length - plans.part.changes.length;
      const said = await this.needs.apply(this.connectionId, plans.part, count > 0 ? [LEFT] : []);
      if (said) this.notes = [{ kind: "done", text: said }];
    });
  }

  /** Answers conflicts; the drafts then say what is wanted of what REDCap says now. */
  private settle(answer: NonNullable<ReturnType<typeof conflictAnswer>>): Promise<void> {
    return this.next(async () => {
      this.notes = [];
      await this.needs.save(this.connectionId);
      await this.needs.changes.follow(this.connectionId, answer);
      await this.plan({ fresh: false });
    });
  }

  /** What is new in the drafts, or was read meanwhile by whatever else. */
  private follow(): void {
    void this.next(async () => {
      if (this.reading || (!this.plans && !this.empty && !this.trouble)) return;
      await this.plan({ fresh: false });
    });
  }

  private next(work: () => Promise<void>): Promise<void> {
    const done = this.work.then(work).catch((error: unknown) => this.failed(error));
    this.work = done.then(() => this.changed.fire());
    return this.work;
  }

  private async reads(work: () => Promise<void>): Promise<void> {
    this.reading = new AbortController();
    this.changed.fire();
    try {
      await work();
    } finally {
      this.reading = undefined;
    }
  }

  private async plan({ fresh }: { readonly fresh: boolean }): Promise<void> {
    const { changes, drafts, projects } = this.needs;
    const edits = await drafts.edits(this.connectionId);
    if (edits.length === 0) {
      [this.plans, this.trouble, this.empty, this.left] = [undefined, undefined, true, new Set()];
      return;
    }
    const known = fresh ? undefined : projects.snapshot(this.connectionId);
    if (!fresh && this.plans && known === this.plans.whole.input.live && sameEdits(edits, this.drafted)) return;
    const signal = this.reading?.signal;
    const whole = await changes.plan(this.connectionId, edits, {
      unassignFirst: this.round,
      ...(known ? { known } : {}),
      ...(signal ? { signal } : {}),
    });
    this.drafted = edits;
    [this.plans, this.trouble, this.empty] = [{ whole, part: whole }, undefined, false];
    this.left = stillLeft(whole.input.edits, this.left);
    await this.divide();
  }

  /** As the drafts had them. */
  private drafted: readonly Edit[] = [];

  /** What is applied without what is left out. */
  private async divide(): Promise<void> {
    if (!this.plans) return;
    const { whole } = this.plans;
    const { edits, live } = whole.input;
    const part =
      this.left.size === 0
        ? whole
        : await this.needs.changes.plan(this.connectionId, taken(edits, this.left), {
            unassignFirst: this.round,
            known: live,
          });
    this.plans = { whole, part };
  }

  private failed(error: unknown): void {
    const said = explain(error, this.needs.log);
    if (said) this.trouble = troubleOf(error, said, this.plans !== undefined);
  }

  private facts(plan: Plan | undefined): readonly Fact[] {
    const connection = this.needs.connections.get(this.connectionId);
    const live = plan?.input.live ?? this.needs.projects.snapshot(this.connectionId);
    if (!connection) return [];
    const { label, origin, owner } = connection;
    const readAt = live && moment(live.takenAt);
    return reviewFacts({ project: label, server: new URL(origin).host, owner, readAt });
  }

  private states(): readonly PageState[] {
    const { connections, drafts } = this.needs;
    const connection = connections.get(this.connectionId);
    if (!connection) return [{ kind: "failed", text: message("The project is no longer in the list.") }];
    const live = this.plans?.whole.input.live;
    const lacking = live && connection.owner ? rightsLacking(live, connection.owner) : [];
    const missing = Object.values(live?.missing ?? {}).filter(({ noMethod }) => !noMethod);
    return [
      ...this.notes,
      ...(this.reading ? [{ kind: "loading", text: message("Reading from REDCap…"), acts: [CANCEL] } as const] : []),
      ...(this.trouble ? [this.trouble] : []),
      ...(this.empty && !this.reading ? [NOTHING] : []),
      ...(this.plans && drafts.hasUnsaved(this.connectionId) ? [UNSAVED] : []),
      ...(vscode.workspace.isTrusted ? [] : [UNTRUSTED]),
      ...(lacking.length > 0
        ? [
            {
              kind: "readOnly",
              text: message("Read only: the token's owner lacks {rights} in this project.", { rights: list(lacking) }),
            } as const,
          ]
        : []),
      ...(missing.length > 0
        ? [{ kind: "partial", text: PARTIAL, details: missing.map(({ said }) => said) } as const]
        : []),
    ];
  }

  private acts(own: readonly Act[] | undefined, states: readonly PageState[]): readonly Act[] {
    const against = states.find(({ kind }) => OFF.has(kind));
    const apply = (own ?? []).map((act) => (against && !act.off ? { ...act, off: against.text } : act));
    const text: readonly Act[] = own
      ? [
          { id: "text", label: message("Show as Text") },
          { id: "export", label: message("Export…") },
        ]
      : [];
    return [...apply, AGAIN, ...text];
  }
}

const TITLE = message("Review of changes");
const MOVED = message(
  "The project or the drafts have changed since this was shown, and nothing was sent. Below stands how it is now: look again, then apply.",
);
const LEFT = message("What is not ticked stays in the drafts.");
const PARTIAL = message("Not everything of the project could be read:");
const CANCEL: Act = { id: "cancel", label: message("Cancel") };
const AGAIN: Act = { id: "read", label: message("Read Again") };
const NOTHING: PageState = {
  kind: "empty",
  text: message("There are no changes in the drafts."),
  acts: [{ id: "edit", label: message("Edit Role Assignments") }],
};
const UNSAVED: PageState = {
  kind: "stale",
  text: message("The drafts have been edited since: this page is out of date."),
  acts: [{ id: "read", label: message("Show the Newest") }],
};
const UNTRUSTED: PageState = {
  kind: "untrusted",
  text: message("Changing REDCap is off while this folder is not trusted."),
  acts: [{ id: "trust", label: message("Manage Workspace Trust") }],
};
const OFF: ReadonlySet<PageState["kind"]> = new Set(["loading", "stale", "untrusted", "readOnly", "failed", "offline"]);

function troubleOf(error: unknown, said: Message, old: boolean): PageState {
  if (error instanceof DraftProblemsError)
    return {
      kind: old ? "stale" : "failed",
      text: message("The drafts cannot be read as they stand. Correct this first:"),
      details: error.problems.map(sentenceOf),
      acts: [{ id: "edit", label: message("Edit Role Assignments") }],
    };
  if (isRedcapError(error, "unreachable", "timedOut", "certificate", "serverOffline"))
    return { kind: "offline", text: said, acts: [AGAIN, { id: "test", label: message("Test Connection") }] };
  return { kind: "failed", text: said, acts: [AGAIN, { id: "log", label: message("Show Log") }] };
}

function sameEdits(a: readonly Edit[], b: readonly Edit[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
