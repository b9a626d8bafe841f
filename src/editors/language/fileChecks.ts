import * as vscode from "vscode";
import type { Projects } from "../../app/projects/projects";
import type { Today } from "../../core/access/people";
import { uriOf } from "../../platform/fileAccess";
import type { Place } from "../../platform/place";
import type { OpenFile } from "../../platform/workbench";
import { DRAFT_SCHEME, LANGUAGE } from "../ids";
import type { AccessFile } from "./accessFile";
import { hasManifest } from "./accessFiles";
import type { AccessFiles } from "./accessFiles";
import { completions } from "./completion";
import { diagnosticsOf, SOURCE } from "./diagnostics";
import { lensesOf } from "./lenses";
import { PROJECT_SCHEME, ProjectComparisons } from "./projectComparison";
import { quickFixes } from "./quickFixes";
import { hoverAt, labelHints } from "./hoverAndHints";
import { formatOf } from "./formatOf";
import { checkFromNow, mayBeAccessFile, shownFiles } from "./checkedFiles";

interface Needs {
  readonly files: AccessFiles;
  readonly projects: Pick<Projects, "onDidChange">;
  readonly today: () => Today;
  /** How long nobody types before a file is checked. */
  readonly pauseMs: number;
  /** Letters above which a file is checked when it is opened and saved, not while somebody types. */
  readonly large: number;
}

const WHICH: vscode.DocumentSelector = [{ language: LANGUAGE }, { scheme: DRAFT_SCHEME }, { language: "json" }];

/** Access tables in text editors: problems as they are typed, and help with what may stand where. */
export class FileChecks implements vscode.Disposable {
  readonly files: AccessFiles;
  readonly sides: ProjectComparisons;
  private readonly found = vscode.languages.createDiagnosticCollection(SOURCE);
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly parts: vscode.Disposable[];

  constructor(private readonly needs: Needs) {
    this.files = needs.files;
    this.sides = new ProjectComparisons(needs.files);
    const { languages, workspace, window } = vscode;
    const onDidChange = this.changed.event;
    this.parts = [
      this.found,
      this.changed,
      workspace.registerTextDocumentContentProvider(PROJECT_SCHEME, this.sides),
      languages.registerCompletionItemProvider(
        WHICH,
        {
          provideCompletionItems: (document, position) =>
            this.ask(document, (file) => completions(file, position, needs.today())),
        },
        ...[",", ";", "\t", ":", '"'],
      ),
      languages.registerHoverProvider(WHICH, {
        provideHover: (document, position) => this.ask(document, (file) => hoverAt(file, position, needs.today())),
      }),
      languages.registerInlayHintsProvider(WHICH, {
        onDidChangeInlayHints: onDidChange,
        provideInlayHints: (document, range) => this.ask(document, (file) => labelHints(file, range)),
      }),
      languages.registerCodeLensProvider(WHICH, {
        onDidChangeCodeLenses: onDidChange,
        provideCodeLenses: (document) => this.ask(document, lensesOf),
      }),
      languages.registerCodeActionsProvider(
        WHICH,
        { provideCodeActions: (document, range) => this.ask(document, (file) => quickFixes(file, range)) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
      window.onDidChangeVisibleTextEditors(() => this.checkVisible()),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (sizeOf(document) <= needs.large) this.later(document);
      }),
      workspace.onDidSaveTextDocument((document) => this.later(document)),
      workspace.onDidCloseTextDocument((document) => this.found.delete(document.uri)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("redcapAccess.checkedFiles")) this.checkVisible();
      }),
      needs.projects.onDidChange(() => this.checkVisible()),
    ];
    this.checkVisible();
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    for (const part of this.parts) part.dispose();
  }

  /** Of a file that is open in a text editor. */
  async read(file: OpenFile): Promise<AccessFile | undefined> {
    return await this.files.read(await vscode.workspace.openTextDocument(uriOf(file.uri)));
  }

  async choose(file: Place, connectionId: string): Promise<void> {
    await this.files.choose(uriOf(file), connectionId);
    this.checkVisible();
  }

  /** Shows what the project has beside what the file says. */
  async compare(file: Place, project: string): Promise<void> {
    await this.sides.compare(uriOf(file), project);
  }

  /** Checks a file from now on, whatever its name is. */
  async checkFromNow(file: Place): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uriOf(file));
    checkFromNow(document.uri);
    if (formatOf(document) === "csv") await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    this.checkVisible();
  }

  /** Looks again at everything that is shown: a project was read, or a file has got one. */
  checkVisible(): void {
    for (const document of shownFiles()) this.later(document);
    this.changed.fire();
  }

  private later(document: vscode.TextDocument): void {
    if (document.isClosed || !shownFiles().includes(document)) return;
    const id = document.uri.toString();
    clearTimeout(this.waiting.get(id));
    this.waiting.set(
      id,
      setTimeout(() => {
        this.waiting.delete(id);
        void this.check(document);
      }, this.needs.pauseMs),
    );
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const may = mayBeAccessFile(document);
    if (may && (may === "byName" || (await hasManifest(document.uri)))) return await toLanguage(document);
    const { version } = document;
    const diagnostics = await this.ask(document, diagnosticsOf);
    if (document.version === version && !document.isClosed) this.found.set(document.uri, diagnostics);
  }

  private async ask<T>(document: vscode.TextDocument, answer: (file: AccessFile) => T): Promise<T | undefined> {
    const file = await this.needs.files.read(document);
    return file && answer(file);
  }
}

/** The document opens anew in its language, and is checked then; unless somebody has closed it meanwhile. */
async function toLanguage(document: vscode.TextDocument): Promise<void> {
  if (document.isClosed) return;
  try {
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  } catch (error) {
    if (!document.isClosed) throw error;
  }
}

/** Counted without making one text of the lines, as this is asked at every key. */
function sizeOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
