import type { Command, MenuPlace } from "../../../src/commands/registry/command";
import { ALWAYS, WITH_PROJECTS } from "../../../src/commands/registry/command";

const ID = "redcapAccess.";

type Entry = Readonly<Record<string, string>>;

/** What the manifest says of commands and menus, in its own form. */
export interface Contributed {
  readonly commands: readonly Entry[];
  readonly submenus: readonly Entry[];
  readonly menus: Readonly<Record<string, readonly Entry[]>>;
}

/** The parts of the manifest that follow from the table of commands. */
export function contributed(
  commands: Readonly<Record<string, Command>>,
  submenus: Readonly<Record<string, readonly MenuPlace[]>>,
): Contributed {
  const menus: Record<string, Entry[]> = {};
  const add = (menu: string, entry: Entry) => void (menus[menu] ??= []).push(entry);
  for (const [name, { palette, menus: places }] of Object.entries(commands)) {
    // The palette shows what no entry speaks of.
    if (palette !== ALWAYS) add("commandPalette", { command: `${ID}${name}`, when: palette ?? WITH_PROJECTS });
    for (const { menu, ...place } of places) add(menu, { command: `${ID}${name}`, ...place });
  }
  for (const [id, places] of Object.entries(submenus))
    for (const { menu, ...place } of places) add(menu, { submenu: `${ID}${id}`, ...place });
  return {
    commands: Object.entries(commands).map(([name, { icon }]) => ({
      command: `${ID}${name}`,
      title: `%${titleKey(name)}%`,
      category: "REDCap",
      ...(icon === undefined ? {} : { icon: `$(${icon})` }),
    })),
    submenus: Object.keys(submenus).map((id) => ({ id: `${ID}${id}`, label: `%${submenuKey(id)}%` })),
    menus,
  };
}

/** Where package.nls.json has the titles. */
export function titleKey(name: string): string {
  return `command.${name}`;
}

export function submenuKey(id: string): string {
  return `submenu.${id}`;
}
