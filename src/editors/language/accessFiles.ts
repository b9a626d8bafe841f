import { posix } from "node:path";
import * as vscode from "vscode";
import type { Connections } from "../../app/connections/connections";
import type { Drafts } from "../../app/drafts/drafts";
import { MANIFEST_NAME } from "../../app/files/accessManifest";
import type { FilePlace, FileProjects } from "../../app/files/fileProject";
import type { Projects } from "../../app/projects/projects";
import { decodeCsv } from "../../codec/csv";
import { readTextTable } from "../../codec/textTable";
import { checkDraft } from "../../core/check/checkDraft";
import { checkTable } from "../../core/check/checkTable";
import { tablesOf } from "../../core/check/tablesOf";
import type { Problem } from "../../core/rules/problem";
import { DRAFTS } from "../../core/edits/draftTables";

import { draftAddress } from "../drafts/draftUri";
import type { DraftAddress } from "../drafts/draftUri";
import type { AccessFile } from "./accessFile";
import { formatOf } from "./formatOf";
import { isAccessFile } from "./checkedFiles";

interface Needs {
  readonly connections: Connections;
  readonly projects: Projects;
  readonly drafts: Drafts;
  readonly fileProjects: FileProjects;
}

/** Reads documents once for each version and each reading of their project. Nothing is asked of REDCap. */
export class AccessFiles {
  private readonly known = new WeakMap<vscode.TextDocument, { readonly version: number; readonly file: AccessFile }>();

  constructor(private readonly needs: Needs) {}

  /** Undefined for documents that are none of ours. */
  async read(document: vscode.TextDocument): Promise<AccessFile | undefined> {
    if (!isAccessFile(document)) return undefined;
    const address = draftAddress(document.uri);
    const { connections, projects } = this.needs;
    const project = address ? connections.get(address.connectionId) : await this.projectOf(document.uri);
    const live = project && projects.snapshot(project.id);
    const before = this.known.get(document);
    const { version } = document;
    if (before?.version === version && before.file.live === live && before.file.project?.id === project?.id) {
      return before.file;
    }
    const text = document.getText();
    const table = readTextTable(text, formatOf(document));
    const [name, ...others] = address
      ? [DRAFTS[address.draft].table]
      : tablesOf(table.table.columns, posix.basename(document.uri.path));
    const found = address
      ? await this.draftProblems(address, text, table.table, live)
      : () => (name ? checkTable({ table: name, source: table.table, live }) : []);
    let problems: readonly Problem[] | undefined;
    const file: AccessFile = {
      ...{ document, text, table, name, others, project, live },
      draft: address !== undefined,
      problems: () => (problems ??= found()),
    };
    this.known.set(document, { version, file });
    return file;
  }

  async choose(uri: vscode.Uri, connectionId: string): Promise<void> {
    await this.needs.fileProjects.choose(placeOf(uri), connectionId);
  }

  private async projectOf(uri: vscode.Uri) {
    return await this.needs.fileProjects.of(placeOf(uri));
  }

  private async draftProblems(
    { connectionId, draft }: DraftAddress,
    text: string,
    now: AccessFile["table"]["table"],
    live: AccessFile["live"],
  ): Promise<() => readonly Problem[]> {
    const { drafts } = this.needs;
    const base = await drafts.baseOf(connectionId, draft, text);
    const people = await drafts.people(connectionId);
    return () => (base && live ? checkDraft({ draft, base: decodeCsv(base.text).table, now, live, people }) : []);
  }
}

function placeOf(uri: vscode.Uri): FilePlace {
  return { id: uri.toString(), manifest: () => manifestBeside(uri) };
}

/** Whether the folder of a file was saved from a project. */
export async function hasManifest(uri: vscode.Uri): Promise<boolean> {
  return (await manifestBeside(uri)) !== undefined;
}

/** An open manifest counts as it is shown. */
async function manifestBeside(uri: vscode.Uri): Promise<string | undefined> {
  const manifest = vscode.Uri.joinPath(uri, "..", MANIFEST_NAME);
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === manifest.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(manifest));
  } catch {
    return undefined;
  }
}
