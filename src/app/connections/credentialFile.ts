import { decodeCsv } from "../../codec/csv";
import { cellText, column } from "../../core/dataTable";
import { isNothing, wholeNumber } from "../../core/rules/fileNotation";
import { list, message, plural } from "../../core/text/message";
import type { Message } from "../../core/text/message";
import { parseServerAddress } from "../../net/address";
import type { ServerAddress } from "../../net/address";
import { checkToken } from "../../net/token";

export interface Credential {
  readonly address: ServerAddress;
  readonly token: string;
  readonly username: string;
  readonly projectId: string;
  readonly comment: string;
}

export interface CredentialFile {
  readonly credentials: readonly Credential[];
  /** One sentence for each row that cannot be used. */
  readonly problems: readonly Message[];
}

const COLUMNS = ["redcap_uri", "username", "project_id", "token", "comment"] as const;

/** Reads a REDCapR credential CSV. Lines that begin with `#` are remarks there. */
export function readCredentialFile(text: string): CredentialFile {
  const lines = text.split(/\r?\n/).filter((line) => !line.trimStart().startsWith("#"));
  const { table, problems: unreadable } = decodeCsv(lines.join("\n"));
  const missing = COLUMNS.filter((name) => name !== "comment" && !table.columns.includes(name));
  if (missing.length > 0)
    return {
      credentials: [],
      problems: [
        plural(
          missing.length,
          {
            one: "The file lacks the column {columns}. The first line must name the columns.",
            other: "The file lacks the columns {columns}. The first line must name the columns.",
          },
          { columns: list(missing) },
        ),
      ],
    };
  const read = (name: (typeof COLUMNS)[number]) => column(table, name);
  const credentials: Credential[] = [];
  // An open quote swallows the rows below it, which must not be missing in silence.
  const problems = unreadable.map((problem) => problem.message);
  const refuse = (index: number, problem: Message) =>
    problems.push(message("Row {row}: {problem}", { row: index + 1, problem }));
  table.rows.forEach((row, index) => {
    if (row.every((cell) => cellText(cell).trim() === "")) return;
    const at = (name: (typeof COLUMNS)[number]) => cellText(read(name)(row)).trim();
    const said = (name: (typeof COLUMNS)[number]) => (isNothing(at(name)) ? "" : at(name));
    const address = parseServerAddress(at("redcap_uri"));
    const token = checkToken(at("token"));
    if ("problem" in address) refuse(index, address.problem);
    else if ("problem" in token) refuse(index, token.problem);
    else
      credentials.push({
        address,
        token: token.token,
        username: said("username"),
        projectId: wholeNumber(said("project_id")),
        comment: said("comment"),
      });
  });
  return { credentials, problems };
}
