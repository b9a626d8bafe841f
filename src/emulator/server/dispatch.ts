import { badParameter } from "../request/refusal";

export type Method = "export" | "import" | "delete" | "switch" | "create";

/** How a content finds its method, as recorded against a real server; the documentation names only `action`. */
type Rule = "dataFirst" | "dataOnly" | "actionOnly" | "exportOnly" | "createOrExport";

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["user", "dataFirst"],
  ["userRole", "dataFirst"],
  ["userRoleMapping", "dataOnly"],
  ["userDagMapping", "dataOnly"],
  ["dag", "actionOnly"],
  ["project", "createOrExport"],
  ["instrument", "dataOnly"],
  ["log", "dataOnly"],
  ["version", "exportOnly"],
]);

/** Actions that REDCap lets through to a method of that name, whether the content has one or not. */
const ACTIONS = new Set(["export", "import", "delete", "switch", "list", "createFolder"]);

/** The method that a request reaches. It may be one that the content does not have. */
export function resolveMethod(content: string, action: string, hasData: boolean): string {
  switch (RULES.get(content)) {
    case undefined:
      throw badParameter("content");
    case "exportOnly":
      return "export";
    case "dataOnly":
      return hasData ? "import" : "export";
    case "createOrExport":
      return hasData ? "create" : "export";
    case "dataFirst":
      return hasData && action !== "delete" ? "import" : byAction(action);
    case "actionOnly":
      return byAction(action);
  }
}

function byAction(action: string): string {
  if (action === "") return "export";
  if (!ACTIONS.has(action)) throw badParameter("action");
  return action;
}
