import * as vscode from "vscode";
import { posix } from "node:path";
import { readTextTable } from "../../codec/textTable";
import { isAccessTable } from "../../core/check/tableOf";
import { LANGUAGE } from "../../editors/ids";
import type { AccessFile } from "../../editors/language/accessFile";
import { checkFromNow, formatOf } from "../../editors/language/which";
import { projectChoice } from "../chooseProject";
import { importInto } from "./importFile";
import type { ImportNeeds } from "./importFile";
import type { Services } from "../services";
import { mayImport } from "../trusted";

type Needs = ImportNeeds & Pick<Services, "checks">;
type Handler = (services: Needs) => (uri?: unknown) => Promise<void>;

/** *Check This File as Access Table*: for files whose names do not tell. A list of usernames alone never qualifies. */
export const checkFile: Handler = (services) => async (uri) => {
  const document = await documentOf(uri);
  if (!document) return await noFile(services);
  const { columns } = readTextTable(document.getText(), formatOf(document)).table;
  if (!isAccessTable(columns)) {
    const message = vscode.l10n.t(
      "This is no access table. Its first line must name columns as REDCap does, such as username and unique_role_name.",
    );
    return void services.dialogs.warn(message);
  }
  checkFromNow(document.uri);
  if (formatOf(document) === "csv") await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  (await services.checks()).checkVisible();
};

/** *Choose Project for This File…*, remembered for this workspace. */
export const chooseFileProject: Handler = (services) => async (uri) => {
  const document = await documentOf(uri);
  if (!document) return await noFile(services);
  await choose(services, document.uri);
};

/** *Compare with Project*: the file beside what the project said when it was read last. */
export const compareFile: Handler = (services) => async (uri) => {
  const found = await fileOf(services, uri);
  if (!found) return;
  const { file, project } = found;
  // Of a file that is no access table the project would have nothing to show.
  if (!file.name) return await noFile(services);
  if (!file.live) await services.projects.load(project.id, { fresh: false });
  await (await services.checks()).sides.compare(file.document.uri, project.label);
};

/** *Preview Changes*: the file as changes of the project, in words. Nothing is sent. */
export const previewFile: Handler = (services) => (uri) => importAs(services, uri, "review");

/** *Import into Grid*: the file as changes of the project, in the grid. Nothing is sent. */
export const importFileIntoGrid: Handler = (services) => (uri) => importAs(services, uri, "grid");

async function importAs(services: Needs, uri: unknown, then: "grid" | "review"): Promise<void> {
  if (!(await mayImport(services))) return;
  const found = await fileOf(services, uri);
  if (!found) return;
  const { document } = found.file;
  // What is imported is the file as it stands on disk.
  if (document.isDirty && !(await document.save())) return;
  await importInto(services, found.project, document.uri, posix.basename(document.uri.path), then);
}

async function fileOf(services: Needs, uri: unknown) {
  const document = await documentOf(uri);
  const checks = await services.checks();
  const file = document && (await checks.files.read(document));
  if (!file) {
    await noFile(services);
    return undefined;
  }
  const project = file.project ?? (await choose(services, file.document.uri));
  return project && ({ file, project } satisfies { readonly file: AccessFile; readonly project: unknown });
}

async function choose(services: Needs, uri: vscode.Uri) {
  const { connections, dialogs } = services;
  const title = vscode.l10n.t("Choose Project for This File");
  if (connections.list().length === 0) {
    await dialogs.info(vscode.l10n.t("Add a project first, to check the file against it."));
    return undefined;
  }
  const placeholder = vscode.l10n.t("Project that {0} is about", posix.basename(uri.path));
  const chosen = await dialogs.pick(connections.list().map(projectChoice), { title, placeholder });
  if (!chosen) return undefined;
  const checks = await services.checks();
  await checks.files.choose(uri, chosen.id);
  checks.checkVisible();
  return chosen;
}

async function documentOf(uri: unknown): Promise<vscode.TextDocument | undefined> {
  if (uri instanceof vscode.Uri) return await vscode.workspace.openTextDocument(uri);
  return vscode.window.activeTextEditor?.document;
}

async function noFile({ dialogs }: Pick<Needs, "dialogs">): Promise<void> {
  await dialogs.info(
    vscode.l10n.t("Open an access table first. For a file of another name use Check This File as Access Table."),
  );
}
