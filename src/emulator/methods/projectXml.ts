import { XMLParser } from "fast-xml-parser";
import { Refusal } from "../request/refusal";

/** What a project XML says about access: the rest of it is passed over. */
export interface ProjectXml {
  readonly instruments: readonly { readonly name: string; readonly label: string }[];
  readonly dags: readonly string[];
  readonly roles: readonly XmlRole[];
}

interface XmlRole {
  readonly label: string;
  readonly id: string;
  readonly rights: ReadonlyMap<string, number>;
  readonly forms: ReadonlyMap<string, number>;
  readonly formsExport: ReadonlyMap<string, number>;
}

/** Attributes of roles that the API calls otherwise; those not named here have the same name. */
const API_NAMES: ReadonlyMap<string, string> = new Map([
  ["lock_record", "lock_records"],
  ["lock_record_multiform", "lock_records_all_forms"],
  ["lock_record_customize", "lock_records_customization"],
  ["data_logging", "logging"],
  ["graphical", "stats_and_charts"],
  ["participants", "manage_survey_participants"],
  ["data_quality_design", "data_quality_create"],
]);

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
});

type Node = Readonly<Record<string, unknown>>;
type Attributes = ReadonlyMap<string, string>;

/** Reads instruments, groups and roles from a REDCap project XML (ODM). */
export function readProjectXml(text: string): ProjectXml {
  let nodes: readonly Node[];
  try {
    nodes = parser.parse(text) as Node[];
  } catch {
    throw new Refusal(400, "The project XML in the parameter 'odm' is not well-formed.");
  }
  const instruments: { name: string; label: string }[] = [];
  const dags: string[] = [];
  const roles: XmlRole[] = [];
  walk(nodes, (element, attributes) => {
    const value = (name: string) => attributes.get(name) ?? "";
    if (element === "FormDef") instruments.push({ name: value("redcap:FormName"), label: value("Name") });
    // Later elements of a group carry a number: UserRoles, UserRoles2, …
    else if (/^redcap:DataAccessGroups\d*$/.test(element)) dags.push(value("group_name"));
    else if (/^redcap:UserRoles\d*$/.test(element)) roles.push(roleOf(attributes));
  });
  return { instruments, dags: dags.filter((name) => name !== ""), roles };
}

function walk(nodes: readonly Node[], visit: (element: string, attributes: Attributes) => void): void {
  for (const node of nodes) {
    const name = Object.keys(node).find((key) => key !== ":@");
    if (name === undefined || name === "#text") continue;
    visit(name, new Map(Object.entries((node[":@"] ?? {}) as Record<string, string>)));
    const children = node[name];
    if (Array.isArray(children)) walk(children as Node[], visit);
  }
}

function roleOf(attributes: Attributes): XmlRole {
  const rights = new Map<string, number>();
  for (const [name, value] of attributes)
    if (/^\d$/.test(value)) rights.set(API_NAMES.get(name) ?? name, Number(value));
  const forms = codesOf(attributes.get("data_entry"));
  const formsExport = codesOf(attributes.get("data_export_instruments"));
  // Files of before 12 have one export level for all instruments.
  const whole = rights.get("data_export_tool") ?? 0;
  return {
    label: attributes.get("role_name") ?? "",
    id: attributes.get("unique_role_name") ?? "",
    rights,
    forms,
    formsExport: formsExport.size > 0 ? formsExport : new Map([...forms.keys()].map((form) => [form, whole])),
  };
}

/** `[demographics,1][health,2]` */
function codesOf(text = ""): ReadonlyMap<string, number> {
  return new Map([...text.matchAll(/\[(\w+),(\d+)\]/g)].map(([, form = "", code]) => [form, Number(code)]));
}
