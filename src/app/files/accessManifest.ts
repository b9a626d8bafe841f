import { webAddress } from "../../net/address";
import * as v from "valibot";
import { DRAFT_NAMES } from "../../core/edits/draftTables";
import type { DraftName } from "../../core/edits/edit";
import { message } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import type { Connection } from "../connections/connection";

/** The file that makes a folder one of access. */
export const MANIFEST_NAME = "redcap-access.json";
/** Where the extension serves the schema of the manifest, so that editors need not ask the network. */
export const MANIFEST_SCHEMA = "redcap-access:/schemas/redcap-access.schema.json";

/** Which project the tables beside it were saved from. It is only ever compared with a connection. */
export interface AccessManifest {
  /** The address of the server as in a browser, with a slash at its end. */
  readonly server: string;
  readonly projectId: number;
  readonly title: string;
  readonly redcapVersion: string;
  /** Which tables are beside it. */
  readonly tables: readonly DraftName[];
}

const LINE = v.pipe(v.string(), v.maxLength(1000));
const MANIFEST = v.object({
  server: v.pipe(LINE, v.regex(/^https?:\/\/[^\s?#]+\/$/)),
  projectId: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  title: LINE,
  redcapVersion: LINE,
  tables: v.array(v.picklist(DRAFT_NAMES)),
});

/** Reads a manifest, or says in one sentence why it is none. */
export function readManifest(text: string): AccessManifest | { readonly problem: Message } {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return {
      problem: message("{file} is not valid JSON. Put it right, or save the folder again.", { file: MANIFEST_NAME }),
    };
  }
  const parsed = v.safeParse(MANIFEST, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return { problem: wrongEntry(v.getDotPath(issue)) };
}

function wrongEntry(entry: string | null): Message {
  const file = MANIFEST_NAME;
  if (entry === null)
    return message("{file} is not what REDCap Access writes. Put it right, or save the folder again.", { file });
  if (entry === "server")
    return message(
      'In {file}, "server" is not the address of a server, such as https://host/. Put it right, or save the folder again.',
      { file },
    );
  return message('In {file}, "{entry}" is not what REDCap Access writes. Put it right, or save the folder again.', {
    file,
    entry,
  });
}

/** The same manifest always gives the same bytes. */
export function writeManifest({ server, projectId, title, redcapVersion, tables }: AccessManifest): string {
  const ordered = { $schema: MANIFEST_SCHEMA, server, projectId, title, redcapVersion, tables };
  return `${JSON.stringify(ordered, undefined, 2)}\n`;
}

/** The server of a connection, as manifests write it. */
export function serverOf({ apiUrl }: Pick<Connection, "apiUrl">): string {
  return webAddress(apiUrl);
}

/** Whether a folder was saved from the project of this connection. */
export function isFolderOf(
  { server, projectId }: Pick<AccessManifest, "server" | "projectId">,
  connection: Pick<Connection, "apiUrl" | "projectId">,
): boolean {
  return server === serverOf(connection) && projectId === connection.projectId;
}

/** The file of a table in a folder of access. */
export function tableFile(draft: DraftName): string {
  return `${draft}.csv`;
}
