import * as vscode from "vscode";
import type { Connection } from "../../app/connections/connection";
import { encodeCsv } from "../../codec/csv";
import { FORMATS } from "../../codec/format";
import type { Format } from "../../codec/format";
import { distinctPaths, fillTemplate } from "../../core/text/fileNames";
import { readableTable } from "../../core/access/readable";
import type { ReadableOptions } from "../../core/access/readable";
import { TABLE_NAMES, TABLES } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";
import { explain } from "../../platform/errorMessages";
import type { TreeNode } from "../../views/node";
import { projectChoice } from "../chooseProject";
import { placeValues, settleExisting } from "./existingFiles";
import { ignoreOffer } from "./gitIgnore";
import type { Services } from "../services";

export type ExportNeeds = Pick<
  Services,
  "connections" | "projects" | "dialogs" | "progress" | "files" | "settings" | "clock" | "log" | "state" | "tree"
>;

/** How the files should read. */
interface Manner {
  readonly format: Format;
  /** undefined: the server's own bytes. */
  readonly readable?: ReadableOptions;
}

interface Job {
  readonly connection: Connection;
  readonly table: TableName;
  readonly target: vscode.Uri;
}

const exporter =
  (tables: readonly TableName[]) =>
  (services: ExportNeeds) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const title =
      tables.length > 1
        ? vscode.l10n.t("Export All Access Tables")
        : vscode.l10n.t("Export {0}", TABLES[tables[0] ?? "user"].title);
    const projects = await chooseProjects(services, title, node, nodes);
    if (!projects || projects.length === 0) return;
    const manner = await chooseManner(services, title, tables, usersOf(node, nodes));
    if (!manner) return;
    const jobs = await placeFiles(services, projects, tables, manner, title);
    if (!jobs || jobs.length === 0) return;
    await write(services, jobs, manner, title);
  };

export const exportUsers = exporter(["user"]);
export const exportRoles = exporter(["userRole"]);
export const exportRoleAssignments = exporter(["userRoleMapping"]);
export const exportDags = exporter(["dag"]);
export const exportDagAssignments = exporter(["userDagMapping"]);
export const exportAll = exporter(TABLE_NAMES);

async function chooseProjects(
  { connections, dialogs }: ExportNeeds,
  title: string,
  node?: TreeNode,
  nodes?: readonly TreeNode[],
): Promise<readonly Connection[] | undefined> {
  const given = (nodes?.length ? nodes : node ? [node] : []).flatMap((each) =>
    "connectionId" in each ? [each.connectionId] : [],
  );
  if (given.length > 0) return [...new Set(given)].map((id) => connections.require(id));
  const list = connections.list();
  if (list.length <= 1) return list;
  return await dialogs.pickMany(list.map(projectChoice), { title, placeholder: vscode.l10n.t("Projects") });
}

/** Usernames of the selected user nodes; a readable export may be limited to them. */
function usersOf(node?: TreeNode, nodes?: readonly TreeNode[]): ReadonlySet<string> {
  return new Set(
    (nodes?.length ? nodes : node ? [node] : []).flatMap((each) => (each.kind === "user" ? [each.username] : [])),
  );
}

async function chooseManner(
  { dialogs, clock, settings }: ExportNeeds,
  title: string,
  tables: readonly TableName[],
  selected: ReadonlySet<string>,
): Promise<Manner | undefined> {
  const today = { today: clock.today(), soonDays: settings.expiringDays };
  const people = tables.some((name) => TABLES[name].key === "username");
  const raw = FORMATS.map((format) => ({
    label: vscode.l10n.t("{0}, as REDCap sends it", format.toUpperCase()),
    value: { format },
  }));
  const readable: { label: string; detail?: string; value: Manner }[] = [
    {
      label: vscode.l10n.t("Readable CSV"),
      detail: vscode.l10n.t("Words for codes, names of roles and groups; for reading, safe in spreadsheets"),
      value: { format: "csv", readable: { today } },
    },
    ...(people
      ? [
          {
            label: vscode.l10n.t("Readable CSV, without expired people"),
            value: { format: "csv" as const, readable: { today, activeOnly: true } },
          },
        ]
      : []),
    ...(people && selected.size > 0
      ? [
          {
            label: vscode.l10n.t("Readable CSV, {0} selected only", selected.size),
            value: { format: "csv" as const, readable: { today, people: selected } },
          },
        ]
      : []),
  ];
  return await dialogs.pick([...raw, ...readable], { title, placeholder: vscode.l10n.t("How should the file read?") });
}

async function placeFiles(
  services: ExportNeeds,
  projects: readonly Connection[],
  tables: readonly TableName[],
  manner: Manner,
  title: string,
): Promise<readonly Job[] | undefined> {
  const { files, settings, clock } = services;
  const kind = manner.readable ? "-readable" : "";
  const nameOf = (connection: Connection, table: TableName, scope?: vscode.Uri) => {
    const values = {
      ...placeValues(connection, clock.today()),
      table: `${table}${kind}`,
      format: manner.format,
    };
    const name = fillTemplate(settings.exportFileName(scope), values);
    // A template of nothing, or of dots, would name the folder itself.
    return name.length > 0 ? name : fillTemplate("${table}.${format}", values);
  };
  const [only] = projects;
  const [table] = tables;
  if (!files.hasFolder && only && table && projects.length * tables.length === 1) {
    const target = await files.askWhere(nameOf(only, table).at(-1) ?? table, title);
    return target && [{ connection: only, table, target }];
  }
  const root = files.hasFolder ? await files.root(title) : await files.askFolder(title);
  if (!root) return undefined;
  const jobs = projects.flatMap((connection) => {
    const folder = fillTemplate(settings.exportFolder(root), placeValues(connection, clock.today()));
    return tables.map((name) => ({
      connection,
      table: name,
      target: vscode.Uri.joinPath(root, ...folder, ...nameOf(connection, name, root)),
    }));
  });
  return await settleExisting(services, distinct(jobs), title);
}

/** A template without the table or the project names the same file twice; one export must not replace the other. */
function distinct(jobs: readonly Job[]): readonly Job[] {
  const paths = distinctPaths(jobs.map(({ target }) => target.path));
  return jobs.map((job, index) => ({ ...job, target: job.target.with({ path: paths[index] ?? job.target.path }) }));
}

async function write(services: ExportNeeds, jobs: readonly Job[], manner: Manner, title: string): Promise<void> {
  const { progress, dialogs, log } = services;
  const failed: string[] = [];
  const done = await progress.notification(title, async (report, signal) => {
    let finished = 0;
    const writeJob = async (job: Job): Promise<readonly Job[]> => {
      if (signal.aborted) return [];
      try {
        await writeOne(services, job, manner, signal);
        return [job];
      } catch (error) {
        const sentence = explain(error, log);
        if (sentence) failed.push(`${job.connection.label}, ${TABLES[job.table].title}: ${sentence}`);
        return [];
      } finally {
        report(`${job.connection.label}: ${TABLES[job.table].title}`, ++finished, jobs.length);
      }
    };
    // All at once: the limiter decides how many requests are under way to a server.
    return (await Promise.all(jobs.map(writeJob))).flat();
  });
  if (failed.length > 0) void dialogs.error(failed.join("\n"));
  const [first] = done;
  if (!first) return;
  await tell(services, done, first);
}

async function writeOne({ connections, projects, files }: ExportNeeds, job: Job, manner: Manner, signal: AbortSignal) {
  if (manner.readable) {
    const snapshot = await projects.load(job.connection.id, { signal });
    const missing = snapshot.missing[job.table];
    if (missing) throw new Error(missing.message);
    const text = encodeCsv(readableTable(snapshot, job.table, manner.readable));
    await files.write(job.target, [new TextEncoder().encode(text)], signal);
    return;
  }
  const client = await connections.client(job.connection.id);
  const save = (bytes: AsyncIterable<Uint8Array>) => files.write(job.target, bytes, signal);
  await client.exportRaw(job.table, manner.format, save, { signal });
}

async function tell(services: ExportNeeds, done: readonly Job[], first: Job): Promise<void> {
  const personal = done.filter(({ table }) => table === "user").map(({ target }) => target);
  const offer = await ignoreOffer(services, personal);
  const [open, reveal] = [vscode.l10n.t("Open"), vscode.l10n.t("Reveal")];
  const name = vscode.workspace.asRelativePath(first.target);
  const message =
    done.length === 1
      ? vscode.l10n.t("Exported {0}.", name)
      : vscode.l10n.t("Exported {0} files, the first is {1}.", done.length, name);
  const sentence = offer ? `${message} ${offer.reason}` : message;
  const answer = await services.dialogs.info(sentence, open, reveal, ...(offer?.actions ?? []));
  if (answer === open) await vscode.window.showTextDocument(first.target);
  if (answer === reveal) await vscode.commands.executeCommand("revealInExplorer", first.target);
  await offer?.answered(answer);
}
