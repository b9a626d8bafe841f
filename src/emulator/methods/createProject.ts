import { decode } from "../../codec/codec";
import type { Format } from "../../codec/format";
import { cellText, column } from "../../core/dataTable";
import { rightNames } from "../project/columns";
import { formCode } from "../project/codes";
import { newToken } from "../project/ids";
import type { Params } from "../request/params";
import { addProject } from "../project/project";
import { readProjectXml } from "./projectXml";
import type { ProjectXml } from "./projectXml";
import { Refusal, wrongFormat } from "../request/refusal";
import { addDag, addRole } from "../project/state";
import type { ProjectState, World } from "../project/state";

const EMPTY: ProjectXml = { instruments: [{ name: "form_1", label: "Form 1" }], dags: [], roles: [] };

/** What the creator of a project does not get. */
const NOT_FOR_CREATORS = /^record_(delete|rename)$|^lock_/;

/** A new project, its first user, and that user's token, which is the answer. */
export function createProject(world: World, params: Params, format: Format): string {
  const { table, problems } = decode(params.get("data"), format, "project");
  const [row] = table.rows;
  if (problems.length > 0 || !row) throw wrongFormat(params.has("format"));
  const title = cellText(column(table, "project_title")(row));
  if (title === "") throw new Refusal(400, 'The required attribute "project_title" is missing.');
  const xml = params.get("odm") === "" ? EMPTY : readProjectXml(params.get("odm"));
  const bits = xml.roles.some((role) => [...role.forms.values()].some((code) => code >= 128));
  const username = world.creator;
  const project = addProject(world, {
    title,
    owner: username,
    formCodes: bits ? "bits" : "legacy",
    instruments: xml.instruments,
    users: [{ username, rights: ["*"], forms: 1, formsExport: 1 }],
  });
  const rights = project.users.get(username)?.own.rights;
  for (const name of rights?.keys() ?? []) if (NOT_FOR_CREATORS.test(name)) rights?.set(name, 0);
  fillFromXml(world, project, xml);
  const token = newToken();
  world.tokens.set(token, { project, username });
  return token;
}

function fillFromXml(world: World, project: ProjectState, xml: ProjectXml): void {
  const known = new Set(rightNames(world.version, project, "userRole"));
  for (const name of xml.dags) addDag(world, project, name);
  for (const { label, id, rights, forms, formsExport } of xml.roles) {
    // The same id occurs in several projects that came from one file.
    const role = addRole(world, project, label, id);
    for (const [name, value] of rights) if (known.has(name)) role.rights.set(name, value);
    for (const [form, code] of forms) role.forms.set(form, formCode(code, project.formCodes));
    for (const [form, code] of formsExport) role.formsExport.set(form, code);
  }
}
