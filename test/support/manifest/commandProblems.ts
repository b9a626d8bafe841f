import type { Command, MenuPlace } from "../../../src/commands/registry/command";
import { NEVER } from "../../../src/commands/registry/command";
import { submenuKey, titleKey } from "./contributed";

interface Known {
  readonly commands: Readonly<Record<string, Command>>;
  readonly submenus: Readonly<Record<string, readonly MenuPlace[]>>;
  /** `package.nls.json`. */
  readonly titles: Readonly<Record<string, string>>;
  /** The names and titles of commands that tests run. */
  readonly deeds: ReadonlySet<string>;
}

/** What a command lacks, each in a sentence that says what to do. */
export async function commandProblems({ commands, submenus, titles, deeds }: Known): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [name, command] of Object.entries(commands)) {
    const title = titles[titleKey(name)];
    if (!title) problems.push(`The command ${name} has no title. Add "${titleKey(name)}" to package.nls.json.`);
    if (!(await isHandler(command)))
      problems.push(`The command ${name} has no handler. Let its load in src/commands/registry/table.ts lead to one.`);
    if (command.palette === NEVER && command.menus.length === 0)
      problems.push(`The command ${name} shows nowhere. Give it a menu in src/commands/registry/table.ts.`);
    if (!deeds.has(name) && !(title && deeds.has(title)))
      problems.push(
        `No test runs the command ${name}. Write one in test/unit/commands that calls ${name}, or one in test/ui that chooses "${title ?? name}".`,
      );
  }
  for (const id of Object.keys(submenus))
    if (!titles[submenuKey(id)])
      problems.push(`The menu ${id} has no title. Add "${submenuKey(id)}" to package.nls.json.`);
  const known = new Set([...Object.keys(commands).map(titleKey), ...Object.keys(submenus).map(submenuKey)]);
  for (const key of Object.keys(titles))
    if (/^(?:command|submenu)\./.test(key) && !known.has(key))
      problems.push(
        `"${key}" of package.nls.json is the title of nothing. Delete it, or add the command to src/commands/registry/table.ts.`,
      );
  return problems;
}

async function isHandler({ load }: Command): Promise<boolean> {
  try {
    return typeof (await load()) === "function";
  } catch {
    return false;
  }
}
