import type { TreeNode } from "../../views/node";
import type { Services } from "../services";

/** What runs: called with the row that was clicked and all that are selected, or with a file. */
type Handler = (services: Services) => (node?: TreeNode, nodes?: readonly TreeNode[]) => void | Promise<void>;

/** Where a menu has the command: when, and in which group at which place. */
export interface MenuPlace {
  readonly menu: string;
  readonly when?: string;
  readonly group: string;
}

export interface Command {
  /** Its code. What is imported here is read when it is first used; commands in one file are read together. */
  readonly load: () => Handler | Promise<Handler>;
  /** Ends in a change of REDCap, so that it is off in folders that are not trusted. */
  readonly writes?: true;
  /** Of VS Code's icons. */
  readonly icon?: string;
  /** When the command palette shows it; with any project in the list when left out. */
  readonly palette?: string;
  readonly menus: readonly MenuPlace[];
}

/** Rows of both views that stand for the same have the same menu. */
const VIEWS = "view =~ /^redcapAccess\\.(projects|people)$/";
const PROJECTS = "view == redcapAccess.projects";
const PEOPLE = "view == redcapAccess.people";
export const ALWAYS = "true";
export const NEVER = "false";
export const WITH_PROJECTS = "redcapAccess.hasProjects";

/** On rows of this kind: their `contextValue` has it as a word. */
export function row(kind: string, group: string, when = ""): MenuPlace {
  return { menu: "view/item/context", when: both(`${VIEWS} && viewItem =~ /\\b${kind}\\b/`, when), group };
}

/** Above the projects: `navigation` as an icon, any other group in the menu behind the dots. */
export function viewTitle(group: string, when = ""): MenuPlace {
  return { menu: "view/title", when: both(PROJECTS, when), group };
}

/** The same above the people. */
export function peopleTitle(group: string, when = ""): MenuPlace {
  return { menu: "view/title", when: both(PEOPLE, when), group };
}

export function editorTitle(group: string, when: string): MenuPlace {
  return { menu: "editor/title", when, group };
}

export function explorer(group: string, when: string): MenuPlace {
  return { menu: "explorer/context", when: both(WITH_PROJECTS, when), group };
}

/** In one of our own menus within menus. */
export function submenu(id: string, group: string): MenuPlace {
  return { menu: `redcapAccess.${id}`, group };
}

function both(first: string, second: string): string {
  return second === "" ? first : `${first} && ${second}`;
}
