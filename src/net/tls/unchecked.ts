import { globalAgent } from "node:https";

/** Who has switched the check off: the environment, an extension, or VS Code's own setting. */
export type Unchecked = "environment" | "extension" | "setting";

/**
 * What keeps connections that are not told otherwise from checking certificates, or undefined where they do check. For
 * VS Code's own `fetch`, which cannot be told.
 */
export function uncheckedBecause(): Unchecked | undefined {
  if (process.env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") return "environment";
  // Agents that any extension may have put in everybody's way.
  const shared = Object.getOwnPropertySymbols(globalThis)
    .filter(({ description = "" }) => description.startsWith("undici."))
    .map((slot): unknown => Reflect.get(globalThis, slot));
  return [globalAgent, ...shared].some((agent) => saysNo(agent)) ? "extension" : undefined;
}

/** Whether options within an object say so; agents keep theirs under names of their own. */
function saysNo(value: unknown, depth = 3): boolean {
  if (typeof value !== "object" || value === null || depth === 0) return false;
  return Reflect.ownKeys(value).some((name) => {
    const part: unknown = Reflect.getOwnPropertyDescriptor(value, name)?.value;
    return name === "rejectUnauthorized" ? part === false : saysNo(part, depth - 1);
  });
}
