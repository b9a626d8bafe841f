import { globalAgent } from "node:https";

/**
 * What keeps connections that are not told otherwise from checking certificates, or undefined where they do check. For
 * VS Code's own `fetch`, which cannot be told.
 */
export function uncheckedBecause(): string | undefined {
  if (process.env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") return "NODE_TLS_REJECT_UNAUTHORIZED is 0";
  // Agents that any extension may have put in everybody's way.
  const shared = Object.getOwnPropertySymbols(globalThis)
    .filter(({ description = "" }) => description.startsWith("undici."))
    .map((slot): unknown => Reflect.get(globalThis, slot));
  return [globalAgent, ...shared].some((agent) => saysNo(agent)) ? "another extension has switched it off" : undefined;
}

/** Whether options within an object say so; agents keep theirs under names of their own. */
function saysNo(value: unknown, depth = 3): boolean {
  if (typeof value !== "object" || value === null || depth === 0) return false;
  return Reflect.ownKeys(value).some((name) => {
    const part: unknown = Reflect.getOwnPropertyDescriptor(value, name)?.value;
    return name === "rejectUnauthorized" ? part === false : saysNo(part, depth - 1);
  });
}
