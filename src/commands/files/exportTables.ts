import { joined, message, plural, UserFacingError } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Connection } from "../../app/connections/connection";
import { encodeCsv } from "../../codec/csv";
import { FORMATS } from "../../codec/format";
import type { Format } from "../../codec/format";
import { distinctPaths, fillTemplate } from "../../core/text/fileNames";
import { readableTable } from "../../core/access/readable";
import type { ReadableOptions } from "../../core/access/readable";
import { TABLE_NAMES, TABLES } from "../../core/access/tables";
import type { TableName } from "../../core/access/tables";
import { explain } from "../../app/connections/faultLine";
import type { TreeNode } from "../../views/node";
import { projectChoice } from "../chooseProject";
import { placeValues, settleExisting } from "./existingFiles";
import { ignoreOffer } from "./gitIgnore";
import { placeIn } from "../../platform/place";
import type { Place } from "../../platform/place";
import type { Services } from "../services";

export type ExportNeeds = Pick<
  Services,
  | "connections"
  | "projects"
  | "dialogs"
  | "progress"
  | "files"
  | "settings"
  | "clock"
  | "log"
  | "state"
  | "tree"
  | "workbench"
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
  readonly target: Place;
}

const exporter =
  (tables: readonly TableName[]) =>
  (services: ExportNeeds) =>
  async (node?: TreeNode, nodes?: readonly TreeNode[]): Promise<void> => {
    const title =
      tables.length > 1
        ? message("Export All Access Tables")
        : message("Export {table}", { table: TABLES[tables[0] ?? "user"].title });
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
  title: Message,
  node?: TreeNode,
  nodes?: readonly TreeNode[],
): Promise<readonly Connection[] | undefined> {
  const given = (nodes?.length ? nodes : node ? [node] : []).flatMap((each) =>
    "connectionId" in each ? [each.connectionId] : [],
  );
  if (given.length > 0) return [...new Set(given)].map((id) => connections.require(id));
  const list = connections.list();
  if (list.length <= 1) return list;
  return await dialogs.pickMany(list.map(projectChoice), { title, placeholder: message("Projects") });
}

/** Usernames of the selected user nodes; a readable export may be limited to them. */
function usersOf(node?: TreeNode, nodes?: readonly TreeNode[]): ReadonlySet<string> {
  return new Set(
    (nodes?.length ? nodes : node ? [node] : []).flatMap((each) => (each.kind === "user" ? [each.username] : [])),
  );
}

async function chooseManner(
  { dialogs, clock, settings }: ExportNeeds,
  title: Message,
  tables: readonly TableName[],
  selected: ReadonlySet<string>,
): Promise<Manner | undefined> {
  const today = { today: clock.today(), soonDays: settings.expiringDays };
  const people = tables.some((name) => TABLES[name].key === "username");
  const raw = FORMATS.map((format) => ({
    label: message("{format}, as REDCap sends it", { format: format.toUpperCase() }),
    value: { format },
  }));
  const readable: { label: Message; detail?: Message; value: Manner }[] = [
    {
      label: message("Readable CSV"),
      detail: message("Words instead of codes, names of roles and groups; for reading, safe in spreadsheets"),
      value: { format: "csv", readable: { today } },
    },
    ...(people
      ? [
          {
            label: message("Readable CSV, without expired people"),
            value: { format: "csv" as const, readable: { today, activeOnly: true } },
          },
        ]
      : []),
    ...(people && selected.size > 0
      ? [
          {
            label: plural(selected.size, {
              one: "Readable CSV, only {count} selected person",
              other: "Readable CSV, only {count} selected people",
            }),
            value: { format: "csv" as const, readable: { today, people: selected } },
          },
        ]
      : []),
  ];
  return await dialogs.pick([...raw, ...readable], { title, placeholder: message("How should the file be written?") });
}

async function placeFiles(
  services: ExportNeeds,
  projects: readonly Connection[],
  tables: readonly TableName[],
  manner: Manner,
  title: Message,
): Promise<readonly Job[] | undefined> {
  const { files, settings, clock } = services;
  const kind = manner.readable ? "-readable" : "";
  const nameOf = (connection: Connection, table: TableName, scope?: Place) => {
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
      target: placeIn(root, ...folder, ...nameOf(connection, name, root)),
    }));
  });
  return await settleExisting(services, distinct(jobs), title);
}

/** A template without the table or the project names the same file twice; one export must not replace the other. */
function distinct(jobs: readonly Job[]): readonly Job[] {
  const paths = distinctPaths(jobs.map(({ target }) => target.path));
  return jobs.map((job, index) => ({ ...job, target: job.target.with({ path: paths[index] ?? job.target.path }) }));
}

async function write(services: ExportNeeds, jobs: readonly Job[], manner: Manner, title: Message): Promise<void> {
  const { progress, dialogs, log } = services;
  const failed: Message[] = [];
  const done = await progress.notification(title, async (report, signal) => {
    let finished = 0;
    const writeJob = async (job: Job): Promise<readonly Job[]> => {
      if (signal.aborted) return [];
      try {
        await writeOne(services, job, manner, signal);
        return [job];
      } catch (error) {
        const sentence = explain(error, log);
        if (sentence) failed.push(message("{job}: {sentence}", { job: nameOfJob(job), sentence }));
        return [];
      } finally {
        report(nameOfJob(job), ++finished, jobs.length);
      }
    };
    // All at once: the limiter decides how many requests are under way to a server.
    return (await Promise.all(jobs.map(writeJob))).flat();
  });
  if (failed.length > 0) void dialogs.error(joined(failed, "\n"));
  const [first] = done;
  if (!first) return;
  await tell(services, done, first);
}

function nameOfJob({ connection, table }: Job): Message {
  return message("{project}, {table}", { project: connection.label, table: TABLES[table].title });
}

async function writeOne({ connections, projects, files }: ExportNeeds, job: Job, manner: Manner, signal: AbortSignal) {
  if (manner.readable) {
    const snapshot = await projects.load(job.connection.id, { signal });
    const missing = snapshot.missing[job.table];
    if (missing) throw new UserFacingError(missing.said);
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
  const [open, reveal] = [message("Open"), message("Reveal")];
  const name = services.files.shortName(first.target);
  const exported = plural(
    done.length,
    { one: "Exported {name}.", other: "Exported {count} files, the first is {name}." },
    { name },
  );
  const sentence = joined(offer ? [exported, offer.reason] : [exported]);
  const answer = await services.dialogs.info(sentence, open, reveal, ...(offer?.actions ?? []));
  if (answer === open) await services.workbench.showFile(first.target);
  if (answer === reveal) await services.workbench.showInExplorer(first.target);
  await offer?.answered(answer);
}
