import { NEVER, peopleTitle, row, viewTitle, WITH_PROJECTS } from "./command";
import type { Command } from "./command";

/** Commands about people over all projects. */
export const PEOPLE_COMMANDS: Readonly<Record<string, Command>> = {
  findPerson: {
    load: async () => (await import("../browse/findPerson")).findPerson,
    icon: "search",
    menus: [viewTitle("navigation@4", WITH_PROJECTS), peopleTitle("navigation@1")],
  },
  showPerson: {
    load: async () => (await import("../browse/findPerson")).showPerson,
    icon: "preview",
    palette: NEVER,
    menus: [row("user", "2_edit@3"), row("person", "inline@1"), row("person", "1_show@1")],
  },
  readUnread: {
    load: async () => (await import("../browse/refreshAll")).readUnread,
    icon: "cloud-download",
    menus: [peopleTitle("1_read@1"), row("unread", "inline@1"), row("unread", "1_read@1")],
  },
  showFindings: {
    load: async () => (await import("../browse/findPerson")).showFindings,
    icon: "report",
    menus: [peopleTitle("navigation@3")],
  },
  filterPeople: {
    load: async () => (await import("../browse/filterPeople")).filterPeople,
    icon: "filter",
    menus: [peopleTitle("navigation@2", "!redcapAccess.peopleFiltered")],
  },
  clearPeopleFilter: {
    load: async () => (await import("../browse/filterPeople")).clearPeopleFilter,
    icon: "filter-filled",
    palette: "redcapAccess.peopleFiltered",
    menus: [peopleTitle("navigation@2", "redcapAccess.peopleFiltered")],
  },
  showMorePeople: {
    load: async () => (await import("../browse/filterPeople")).showMorePeople,
    palette: NEVER,
    menus: [row("more", "inline@1")],
  },
};
