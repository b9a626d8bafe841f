import { message, verbatim } from "../../core/text/message";
import { readTextTable } from "../../codec/textTable";
import { isAccessTable } from "../../core/check/tablesOf";
import type { AccessFile } from "../../editors/language/accessFile";
import { formatOf } from "../../editors/language/formatOf";
import { projectChoice } from "../chooseProject";
import { importInto } from "./importFile";
import type { ImportNeeds } from "./importFile";
import { isPlace, nameOf } from "../../platform/place";
import type { Place } from "../../platform/place";
import type { OpenFile } from "../../platform/workbench";
import type { Services } from "../services";
import { mayImport } from "../trusted";

type Needs = ImportNeeds & Pick<Services, "checks">;
type Handler = (services: Needs) => (uri?: unknown) => Promise<void>;

/** *Check This File as Access Table*: for files whose names do not tell. A list of usernames alone never qualifies. */
export const checkFile: Handler = (services) => async (uri) => {
  const document = await documentOf(services, uri);
  if (!document) return await noFile(services);
  const { columns } = readTextTable(document.getText(), formatOf(document)).table;
  if (!isAccessTable(columns)) {
    return void services.dialogs.warn(
      message(
        "This is not an access table. Its first line must name columns as REDCap does, such as username and unique_role_name.",
      ),
    );
  }
  await (await services.checks()).checkFromNow(document.uri);
};

/** *Choose Project for This File…*, remembered for this workspace. */
export const chooseFileProject: Handler = (services) => async (uri) => {
  const document = await documentOf(services, uri);
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
  await (await services.checks()).compare(file.document.uri, project.label);
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
  await importInto(services, found.project, document.uri, verbatim(nameOf(document.uri)), then);
}

async function fileOf(services: Needs, uri: unknown) {
  const document = await documentOf(services, uri);
  const checks = await services.checks();
  const file = document && (await checks.read(document));
  if (!file) {
    await noFile(services);
    return undefined;
  }
  const project = file.project ?? (await choose(services, file.document.uri));
  return project && ({ file, project } satisfies { readonly file: AccessFile; readonly project: unknown });
}

async function choose(services: Needs, uri: Place) {
  const { connections, dialogs } = services;
  const title = message("Choose Project for This File");
  if (connections.list().length === 0) {
    await dialogs.info(message("Add a project first to check the file against."));
    return undefined;
  }
  const placeholder = message("Project that {file} belongs to", { file: nameOf(uri) });
  const chosen = await dialogs.pick(connections.list().map(projectChoice), { title, placeholder });
  if (!chosen) return undefined;
  const checks = await services.checks();
  await checks.choose(uri, chosen.id);
  return chosen;
}

async function documentOf({ workbench }: Needs, uri: unknown): Promise<OpenFile | undefined> {
  return await workbench.textOf(isPlace(uri) ? uri : undefined);
}

async function noFile({ dialogs }: Pick<Needs, "dialogs">): Promise<void> {
  await dialogs.info(
    message("Open an access table first. If its file has another name, use Check This File as Access Table."),
  );
}
