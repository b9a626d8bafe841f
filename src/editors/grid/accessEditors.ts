import * as vscode from "vscode";
import type { Changes } from "../../app/apply/changes";
import type { Connections } from "../../app/connections/connections";
import type { Drafts } from "../../app/drafts/drafts";
import { faultLine } from "../../app/connections/faultLine";
import type { Clock, Log } from "../../app/ports";
import type { GridViews } from "../../app/stored/gridViews";
import type { Projects } from "../../app/projects/projects";
import type { Today } from "../../core/access/people";
import type { DraftName } from "../../core/edits/edit";
import { rightsLacking } from "../../core/access/tokenRights";
import { asOf } from "./asOf";
import { connectionIn, draftAddress, draftUri } from "../drafts/draftUri";
import type { DraftAddress } from "../drafts/draftUri";
import type { GridInput } from "./gridContent";
import type { GridPanel } from "./gridPanel";
import type { Action, GridContent, Reveal } from "../protocol";
import { DRAFT_SCHEME, GRID } from "../ids";
import { GridMemory } from "./gridMemory";

export interface EditorNeeds {
  readonly changes: Pick<Changes, "history" | "onDidApply">;
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly clock: Clock;
  readonly log: Log;
  readonly gridViews: GridViews;
  readonly today: () => Today;
  readonly extensionUri: vscode.Uri;
  readonly run: (address: DraftAddress, action: Action) => Promise<void>;
}

/** The drafts as documents in a grid. */
export class AccessEditors implements vscode.CustomTextEditorProvider, vscode.Disposable {
  private readonly panels = new Set<GridPanel>();
  /** By project and draft: what was read and worked out for the edit before. */
  private readonly memories = new Map<string, Map<DraftName, GridMemory>>();
  /** By project: the same object for as long as the drafts create and remove the same. */
  private readonly outside = new Map<string, GridInput["others"]>();
  /** By project: what was applied last, in words. */
  private readonly applied = new Map<string, string>();
  private words: GridInput["words"] | undefined;
  private readonly listening: vscode.Disposable[];

  constructor(private readonly needs: EditorNeeds) {
    this.listening = [
      needs.projects.onDidChange((id) => this.refresh(id)),
      needs.drafts.onDidChange((id) => this.refresh(id)),
      needs.changes.onDidApply((id) => {
        this.rememberApplied(id).catch((error: unknown) => needs.log.error(faultLine(error)));
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        this.count(document, contentChanges.length === 0);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.uncount(document)),
    ];
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }

  /** Opens a project's draft in the grid, with one row or group in view when named. */
  async open(connectionId: string, draft: DraftName, reveal: Reveal = {}): Promise<void> {
    const snapshot = await this.needs.projects.load(connectionId, { fresh: false });
    await this.needs.drafts.open(connectionId, draft, snapshot);
    await vscode.commands.executeCommand("vscode.openWith", draftUri({ connectionId, draft }), GRID);
    if (Object.keys(reveal).length > 0) this.find(connectionId, draft)?.reveal(reveal);
  }

  /** The project of the active draft, diff or review document; a review is of all its drafts. */
  get active(): { readonly connectionId: string; readonly draft?: DraftName } | undefined {
    const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const uri =
      input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText
        ? input.uri
        : input instanceof vscode.TabInputTextDiff
          ? input.modified
          : undefined;
    if (!uri?.scheme.startsWith(DRAFT_SCHEME)) return undefined;
    const connectionId = connectionIn(uri);
    return draftAddress(uri) ?? (connectionId === undefined ? undefined : { connectionId });
  }

  /** Keeps what the open documents of a project say, so that a plan sees it. Nothing is sent. */
  async save(connectionId: string): Promise<void> {
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme !== DRAFT_SCHEME || !document.isDirty) continue;
      if (draftAddress(document.uri)?.connectionId === connectionId) await document.save();
    }
  }

  async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
    const address = draftAddress(document.uri);
    if (!address) throw new Error(vscode.l10n.t("This document is not a draft of a REDCap project."));
    const { connections, drafts, extensionUri, gridViews, log, run } = this.needs;
    const open: { grid?: GridPanel; closed: boolean } = { closed: false };
    panel.onDidDispose(() => {
      open.closed = true;
      if (open.grid) this.panels.delete(open.grid);
      open.grid?.dispose();
      this.forget(address.connectionId);
    });
    const [{ createGrid }, { editOf }, { editWords }] = await Promise.all([
      import("./createGrid"),
      import("../drafts/editDraft"),
      import("./strings"),
    ]);
    // Somebody closed it while the modules were read.
    if (open.closed) return;
    const { connectionId, draft } = address;
    const grid = createGrid(address, document, panel, {
      ...{ drafts, extensionUri, log, run },
      snapshot: (id) => this.needs.projects.snapshot(id),
      content: (at, of) => this.content(at, of),
      edit: (at, text, changes) => editOf(at.draft, this.memoryOf(at).text(text), changes, editWords()),
      view: gridViews.get(connectionId, draft),
      // A grid can stay open after its project has been removed, and then nothing of it is kept.
      keepView: (view) => void (connections.get(connectionId) && gridViews.keep(connectionId, draft, view)),
    });
    this.panels.add(grid);
    open.grid = grid;
  }

  private find(connectionId: string, draft: DraftName): GridPanel | undefined {
    return [...this.panels].find(({ address }) => address.connectionId === connectionId && address.draft === draft);
  }

  private memoryOf({ connectionId, draft }: DraftAddress): GridMemory {
    const ofProject = this.memories.get(connectionId) ?? new Map<DraftName, GridMemory>();
    const memory = ofProject.get(draft) ?? new GridMemory();
    this.memories.set(connectionId, ofProject.set(draft, memory));
    return memory;
  }

  private async content(address: DraftAddress, document: vscode.TextDocument): Promise<GridContent> {
    const { connectionId, draft } = address;
    const { connections, projects, drafts, today } = this.needs;
    const text = document.getText();
    const connection = connections.get(connectionId);
    const snapshot = projects.snapshot(connectionId);
    const base = (await drafts.baseOf(connectionId, draft, text)) ?? { text, takenAt: Date.now() };
    const record = await drafts.read(connectionId, draft);
    const lacking = snapshot && connection?.owner ? rightsLacking(snapshot, connection.owner) : [];
    const [{ gridContent }, { gridWords }] = await Promise.all([import("./gridContent"), import("./strings")]);
    this.words ??= gridWords();
    const content = gridContent(
      {
        draft,
        text,
        base,
        snapshot,
        others: draft === "assignments" ? await this.others(connectionId) : NOTHING_ELSEWHERE,
        today: today(),
        project: connection?.label ?? "",
        readOnly: readOnlyReason(connection !== undefined, text.length, lacking),
        asOf: asOf(base.takenAt),
        elsewhere: drafts.changedCount(connectionId) - drafts.changedCount(connectionId, draft),
        applied: this.applied.get(connectionId),
        moved: record?.moved ?? false,
        words: this.words,
      },
      this.memoryOf(address),
    );
    if (document.isDirty && document.getText() === text) this.tellCount(address, content.status.changes);
    return content;
  }

  /** What the drafts of the project create and remove; an open document counts before it is saved. */
  private async others(connectionId: string): Promise<GridInput["others"]> {
    const of = async (draft: DraftName) => {
      const address = { connectionId, draft };
      const name = draftUri(address).toString();
      const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === name);
      const stored = open ? undefined : await this.needs.drafts.read(connectionId, draft);
      const text = open?.getText() ?? stored?.text ?? "";
      const base = open ? await this.needs.drafts.baseOf(connectionId, draft, text) : stored?.base;
      const memory = this.memoryOf(address);
      const { now, base: before } = memory.read(text, base?.text ?? text);
      return memory.cameAndWent(draft, now.decoded.table, before.decoded.table);
    };
    const [users, roles, dags] = [await of("users"), await of("roles"), await of("dags")];
    const known = this.outside.get(connectionId);
    if (known?.users === users.people && known.roles === roles.added && known.dags === dags.added) return known;
    const others = { users: users.people, roles: roles.added, dags: dags.added };
    this.outside.set(connectionId, others);
    return others;
  }

  /** Keeps the badges at what the editors say. A grid counts by itself, with what it shows. */
  private count(document: vscode.TextDocument, onlyDirty: boolean): void {
    const address = document.uri.scheme === DRAFT_SCHEME ? draftAddress(document.uri) : undefined;
    if (!address) return;
    const grid = this.find(address.connectionId, address.draft);
    if (!document.isDirty) this.uncount(document);
    else if (!grid) this.content(address, document).catch((error: unknown) => this.needs.log.error(faultLine(error)));
    // An edit can be heard of before the document counts as unsaved.
    else if (onlyDirty) grid.refresh();
  }

  /** Tells how many changes a draft has; the other grids of the project count them too. */
  private tellCount({ connectionId, draft }: DraftAddress, changes: number | undefined): void {
    const { drafts } = this.needs;
    const before = drafts.changedCount(connectionId, draft);
    drafts.countUnsaved(connectionId, draft, changes);
    if (drafts.changedCount(connectionId, draft) === before) return;
    for (const panel of this.panels)
      if (panel.address.connectionId === connectionId && panel.address.draft !== draft) panel.refresh();
  }

  /** Keeps what was just applied, for the grids of the project to say. */
  private async rememberApplied(connectionId: string): Promise<void> {
    const { newestApply } = await import("./newestApply");
    const words = newestApply(await this.needs.changes.history(connectionId));
    if (words !== undefined) this.applied.set(connectionId, words);
    this.refresh(connectionId);
  }

  private refresh(connectionId: string): void {
    for (const panel of this.panels) if (panel.address.connectionId === connectionId) panel.refresh();
  }

  private uncount({ uri }: vscode.TextDocument): void {
    const address = uri.scheme === DRAFT_SCHEME ? draftAddress(uri) : undefined;
    if (!address) return;
    this.tellCount(address, undefined);
    this.forget(address.connectionId);
  }

  /** What was read of the drafts of a project goes with its last grid. */
  private forget(connectionId: string): void {
    if (![...this.panels].some(({ address }) => address.connectionId === connectionId))
      for (const kept of [this.memories, this.outside]) kept.delete(connectionId);
  }
}

/** A person's role and group are all that depends on other drafts. */
const NOTHING_ELSEWHERE: GridInput["others"] = {
  users: { added: new Set(), removed: new Set() },
  roles: new Map(),
  dags: new Map(),
};

/** VS Code keeps texts of more than 50 MB from extensions: a grid that may grow past that could not be saved. */
const LARGEST = 45 * 1024 * 1024;

function readOnlyReason(known: boolean, size: number, lacking: readonly string[]): string | undefined {
  if (!known) return vscode.l10n.t("The project is no longer in the list. Add it again to edit this.");
  if (size > LARGEST)
    return vscode.l10n.t(
      "Read only: this table is too large to be edited here. Use Assign Role…, Assign DAG… and Set Expiration… in the REDCap view instead.",
    );
  if (lacking.length === 0) return undefined;
  const rights = new Intl.ListFormat(vscode.env.language).format(lacking);
  return vscode.l10n.t("Read only: the token's owner lacks {0} in this project.", rights);
}
