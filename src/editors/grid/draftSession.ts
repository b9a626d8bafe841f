import { cellId } from "../../core/edits/draftCell";
import * as vscode from "vscode";
import type { Changes } from "../../app/apply/changes";
import type { Connections } from "../../app/connections/connections";
import type { Drafts } from "../../app/drafts/drafts";
import type { Dialogs } from "../../platform/dialogs";
import type { Clock, Log } from "../../app/ports";
import type { Projects } from "../../app/projects/projects";
import type { GridViews } from "../../app/stored/gridViews";
import type { TextEdit } from "../../codec/minimalEdit";
import type { Today } from "../../core/access/people";
import { rightsLacking } from "../../core/access/tokenRights";
import type { DraftAddress } from "../drafts/draftUri";
import { editOf } from "../drafts/editDraft";
import type { Action, CellChange, GridContent, RowsMessage } from "../protocol";
import { asOf } from "./asOf";
import type { GridInput } from "./gridContent";
import { addEdit, applyEdits } from "../drafts/textEdits";
import type { GridMemory } from "./gridMemory";
import { text } from "../../platform/language";
import { list, message, saidBy } from "../../core/text/message";
import type { Message } from "../../core/text/message";

export interface EditorNeeds {
  readonly changes: Pick<Changes, "follow" | "history" | "onDidApply">;
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly clock: Clock;
  readonly dialogs: Pick<Dialogs, "input">;
  readonly log: Log;
  readonly gridViews: GridViews;
  readonly today: () => Today;
  readonly extensionUri: vscode.Uri;
  /** The project whose page is in front. */
  readonly activePage: () => string | undefined;
  readonly run: (address: DraftAddress, action: Action) => Promise<void>;
}

/** What the sessions of a project share. */
export interface DraftsTogether {
  /** What was read and worked out of a draft for the edit before. */
  readonly memoryOf: (address: DraftAddress) => GridMemory;
  readonly others: (connectionId: string) => Promise<GridInput["others"]>;
  /** What was applied last, in words. */
  readonly lastApplied: (connectionId: string) => string | undefined;
  readonly tellCount: (address: DraftAddress, changes: number) => void;
}

/** One open draft: its document, what a grid shows of it, and what can be done to it there. */
export class DraftSession {
  constructor(
    readonly address: DraftAddress,
    readonly document: vscode.TextDocument,
    private readonly needs: EditorNeeds,
    private readonly together: DraftsTogether,
  ) {}

  get log(): Log {
    return this.needs.log;
  }

  async content(): Promise<GridContent> {
    const { connectionId, draft } = this.address;
    const { connections, projects, drafts, today } = this.needs;
    const { together } = this;
    const now = this.document.getText();
    const connection = connections.get(connectionId);
    const snapshot = projects.snapshot(connectionId);
    const state = projects.state(connectionId);
    const base = (await drafts.baseOf(connectionId, draft, now)) ?? { text: now, takenAt: Date.now() };
    const record = await drafts.read(connectionId, draft);
    const lacking = snapshot && connection?.owner ? rightsLacking(snapshot, connection.owner) : [];
    const { gridContent } = await import("./gridContent");
    const content = gridContent(
      {
        ...{ draft, text: now, base, snapshot, say: text },
        others: draft === "assignments" ? await together.others(connectionId) : NOTHING_ELSEWHERE,
        today: today(),
        project: connection?.label ?? "",
        readOnly: readOnlyReason(connection !== undefined, now.length, lacking),
        readAt: text(asOf(base.takenAt)),
        elsewhere: drafts.changedCount(connectionId) - drafts.changedCount(connectionId, draft),
        failed: state.status === "failed" ? notRefreshed(state.error) : undefined,
        applied: together.lastApplied(connectionId),
        moved: record?.moved ?? false,
      },
      together.memoryOf(this.address),
    );
    if (this.document.isDirty && this.document.getText() === now)
      together.tellCount(this.address, content.status.changes);
    return content;
  }

  /** The edit of the text that changes cells. @throws Error with the reason when it cannot be made */
  private edit(changes: readonly CellChange[]): TextEdit | undefined {
    const read = this.together.memoryOf(this.address).text(this.document.getText());
    return editOf(this.address.draft, read, changes);
  }

  /** Adds, removes or brings back rows. @returns the key of a new row */
  async rows(message: RowsMessage): Promise<string | undefined> {
    const { RowActions } = await import("./rowActions");
    return await new RowActions(this.needs).run(this.document, this.address, message);
  }

  /** Answers conflicts of some rows; what is typed is kept before, so that it moves along. */
  async settle(choice: "mine" | "theirs", changes: readonly CellChange[]): Promise<void> {
    const { connectionId, draft } = this.address;
    if (choice === "theirs") await this.change(changes);
    await this.document.save();
    const mine = new Set(choice === "mine" ? changes.map((change) => cellId({ draft, ...change })) : []);
    await this.needs.changes.follow(connectionId, (edit) => (mine.has(cellId(edit)) ? "mine" : "keep"));
  }

  /** Changes cells of the document, in one step of Undo. */
  async change(changes: readonly CellChange[]): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    addEdit(edit, this.document, this.edit(changes));
    await applyEdits(edit);
  }

  run(action: Action): Promise<void> {
    return this.needs.run(this.address, action);
  }

  /** How the document was looked at when it was last open. */
  get view(): unknown {
    return this.needs.gridViews.get(this.address.connectionId, this.address.draft);
  }

  /** A grid can stay open after its project has been removed, and then nothing of it is kept. */
  keepView(view: string): void {
    const { connectionId, draft } = this.address;
    const { connections, gridViews } = this.needs;
    if (connections.get(connectionId)) void gridViews.keep(connectionId, draft, view);
  }
}

function notRefreshed(error: Error): string {
  return text(message("This is not what REDCap says now: {reason}", { reason: saidBy(error) }));
}

/** A person's role and group are all that depends on other drafts. */
const NOTHING_ELSEWHERE: GridInput["others"] = {
  users: { added: new Set(), removed: new Set() },
  roles: new Map(),
  dags: new Map(),
};

/** VS Code keeps texts of more than 50 MB from extensions: a grid that may grow past that could not be saved. */
const LARGEST = 45 * 1024 * 1024;

function readOnlyReason(known: boolean, size: number, lacking: readonly Message[]): string | undefined {
  if (!known) return text(message("The project is no longer in the list. Add it again to edit this."));
  if (size > LARGEST)
    return text(
      message(
        "Read only: this table is too large to be edited here. Use Assign Role…, Assign DAG… and Set Expiration… in the REDCap view instead.",
      ),
    );
  if (lacking.length === 0) return undefined;
  return text(message("Read only: the token's owner lacks {rights} in this project.", { rights: list(lacking) }));
}
