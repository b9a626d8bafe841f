import * as vscode from "vscode";
import { faultLine } from "../../app/connections/faultLine";
import type { DraftName } from "../../core/edits/edit";
import { message, UserFacingError } from "../../core/text/message";
import { connectionIn, draftAddress, draftUri } from "../drafts/draftUri";
import type { DraftAddress } from "../drafts/draftUri";
import { closeDrafts, unsavedDrafts } from "../drafts/openDrafts";
import { nameOf } from "../../platform/place";
import type { GridInput } from "./gridContent";
import type { GridPanel } from "./gridPanel";
import type { DraftSession, DraftsTogether, EditorNeeds } from "./draftSession";
import type { Reveal } from "../protocol";
import { DRAFT_SCHEME, GRID } from "../ids";
import { GridMemory } from "./gridMemory";

/** The drafts as documents in a grid. */
export class AccessEditors implements vscode.CustomTextEditorProvider, vscode.Disposable, DraftsTogether {
  private readonly panels = new Set<GridPanel>();
  /** By project and draft: what was read and worked out for the edit before. */
  private readonly memories = new Map<string, Map<DraftName, GridMemory>>();
  /** By project: the same object for as long as the drafts create and remove the same. */
  private readonly outside = new Map<string, GridInput["others"]>();
  /** By project: what was applied last, in words. */
  private readonly applied = new Map<string, string>();
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

  /** The project of the active draft, diff or review; a review is of all its drafts. */
  get active(): { readonly connectionId: string; readonly draft?: DraftName } | undefined {
    const page = this.needs.activePage();
    if (page !== undefined) return { connectionId: page };
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

  /** What the open documents of a project that have changes nobody has saved are called. */
  unsaved(connectionId: string): readonly string[] {
    return unsavedDrafts(connectionId).map(({ uri }) => nameOf(uri).replace(/\.csv$/, ""));
  }

  /** Closes whatever shows something of a project. */
  async close(connectionId: string): Promise<void> {
    await closeDrafts(connectionId);
  }

  async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
    const address = draftAddress(document.uri);
    if (!address) throw new UserFacingError(message("This document is not a draft of a REDCap project."));
    const open: { grid?: GridPanel; closed: boolean } = { closed: false };
    panel.onDidDispose(() => {
      open.closed = true;
      if (open.grid) this.panels.delete(open.grid);
      open.grid?.dispose();
      this.forget(address.connectionId);
    });
    const [{ createGrid }, session] = await Promise.all([import("./createGrid"), this.session(address, document)]);
    // Somebody closed it while the module was read.
    if (open.closed) return;
    const grid = createGrid(session, panel, this.needs.extensionUri);
    this.panels.add(grid);
    open.grid = grid;
  }

  private find(connectionId: string, draft: DraftName): GridPanel | undefined {
    return [...this.panels].find(({ address }) => address.connectionId === connectionId && address.draft === draft);
  }

  memoryOf({ connectionId, draft }: DraftAddress): GridMemory {
    const ofProject = this.memories.get(connectionId) ?? new Map<DraftName, GridMemory>();
    const memory = ofProject.get(draft) ?? new GridMemory();
    this.memories.set(connectionId, ofProject.set(draft, memory));
    return memory;
  }

  private async session(address: DraftAddress, document: vscode.TextDocument): Promise<DraftSession> {
    const { DraftSession } = await import("./draftSession");
    return new DraftSession(address, document, this.needs, this);
  }

  /** What the drafts of the project create and remove; an open document counts before it is saved. */
  async others(connectionId: string): Promise<GridInput["others"]> {
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
    else if (!grid)
      this.session(address, document)
        .then((session) => session.content())
        .catch((error: unknown) => this.needs.log.error(faultLine(error)));
    // An edit can be heard of before the document counts as unsaved.
    else if (onlyDirty) grid.refresh();
  }

  /** Tells how many changes a draft has; the other grids of the project count them too. */
  tellCount({ connectionId, draft }: DraftAddress, changes: number | undefined): void {
    const { drafts } = this.needs;
    const before = drafts.changedCount(connectionId, draft);
    drafts.countUnsaved(connectionId, draft, changes);
    if (drafts.changedCount(connectionId, draft) === before) return;
    for (const panel of this.panels)
      if (panel.address.connectionId === connectionId && panel.address.draft !== draft) panel.refresh();
  }

  lastApplied(connectionId: string): string | undefined {
    return this.applied.get(connectionId);
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
