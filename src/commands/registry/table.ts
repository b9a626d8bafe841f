import { ALWAYS, editorTitle, explorer, NEVER, row, submenu, viewTitle, WITH_PROJECTS } from "./command";
import type { Command, MenuPlace } from "./command";
import { PEOPLE_COMMANDS } from "./peopleCommands";

/** Rows of projects that are on a server, and of projects with changes not yet in REDCap. */
const REAL = "!(viewItem =~ /\\bsample\\b/)";
const CHANGED = "viewItem =~ /\\bchanged\\b/";
/** Editors with a draft, with a draft in the grid, with the review of a plan, with an access table in a file. */
const DRAFT = "resourceScheme == redcap-access";
const GRID = `activeCustomEditorId == redcapAccess.accessTable && ${DRAFT}`;
const REVIEW = "resourceScheme == redcap-access-review";
const ACCESS_FILE = "editorLangId =~ /^(redcap-access-csv|json)$/";
/** Files that may hold a table, and folders that access was saved to. */
const TABLE_FILE = "resourceExtname =~ /^\\.(csv|json|xml)$/i";
const SAVED_FOLDER = "(explorerResourceIsFolder || resourceFilename == redcap-access.json)";

/**
 * Every command, by its id without the `redcapAccess.` that all of them begin with. `npm run manifest` writes from this
 * what `package.json` says of commands and menus; their titles are in `package.nls.json`.
 */
export const COMMANDS: Readonly<Record<string, Command>> = {
  addProject: {
    load: async () => (await import("../connect/addProject")).addProject,
    icon: "add",
    palette: ALWAYS,
    menus: [viewTitle("navigation@1")],
  },
  addProjectsFromCredentialFile: {
    load: async () => (await import("../connect/addProjectsFromCredentialFile")).addProjectsFromCredentialFile,
    palette: ALWAYS,
    menus: [viewTitle("3_add@1")],
  },
  openSampleProject: {
    load: async () => (await import("../connect/openSampleProject")).openSampleProject,
    palette: ALWAYS,
    menus: [viewTitle("3_add@2")],
  },
  renameProject: {
    load: async () => (await import("../connect/renameProject")).renameProject,
    menus: [row("project", "5_connection@1")],
  },
  replaceToken: {
    load: async () => (await import("../connect/replaceToken")).replaceToken,
    icon: "key",
    menus: [row("project", "5_connection@2", REAL), row("error", "2_token@1")],
  },
  setCertificates: {
    load: async () => (await import("../connect/setCertificates")).setCertificates,
    menus: [row("project", "5_connection@5", REAL)],
  },
  testConnection: {
    load: async () => (await import("../connect/testConnection")).testConnection,
    menus: [row("project", "5_connection@6", REAL), row("error", "2_token@2")],
  },
  changeServerAddress: {
    load: async () => (await import("../connect/changeServerAddress")).changeServerAddress,
    menus: [row("project", "5_connection@4", REAL)],
  },
  setTokenOwner: {
    load: async () => (await import("../connect/setTokenOwner")).setTokenOwner,
    menus: [row("project", "5_connection@3")],
  },
  openUserRightsInBrowser: {
    load: async () => (await import("../browse/openUserRightsInBrowser")).openUserRightsInBrowser,
    icon: "link-external",
    menus: [row("project", "4_open@1", REAL)],
  },
  removeProject: {
    load: async () => (await import("../connect/removeProject")).removeProject,
    menus: [row("project", "6_remove@1")],
  },
  refreshProject: {
    load: async () => (await import("../browse/refreshProject")).refreshProject,
    icon: "refresh",
    menus: [row("project", "inline@1"), row("project", "2_load@1"), row("retry", "inline@1")],
  },
  refreshAll: {
    load: async () => (await import("../browse/refreshAll")).refreshAll,
    icon: "refresh",
    menus: [viewTitle("navigation@3", WITH_PROJECTS)],
  },
  filter: {
    load: async () => (await import("../browse/filter")).filter,
    icon: "filter",
    menus: [viewTitle("navigation@2", `${WITH_PROJECTS} && !redcapAccess.filtered`)],
  },
  clearFilter: {
    load: async () => (await import("../browse/filter")).clearFilter,
    icon: "filter-filled",
    palette: "redcapAccess.filtered",
    menus: [viewTitle("navigation@2", "redcapAccess.filtered")],
  },
  ...PEOPLE_COMMANDS,
  groupByRole: {
    load:
      () =>
      ({ tree }) =>
      () =>
        tree.setGrouping("role"),
    menus: [viewTitle("2_group@1", WITH_PROJECTS), row("users", "2_group@1", "redcapAccess.grouping != role")],
  },
  groupByDag: {
    load:
      () =>
      ({ tree }) =>
      () =>
        tree.setGrouping("dag"),
    menus: [viewTitle("2_group@2", WITH_PROJECTS), row("users", "2_group@2", "redcapAccess.grouping != dag")],
  },
  ungroup: {
    load:
      () =>
      ({ tree }) =>
      () =>
        tree.setGrouping("none"),
    menus: [
      viewTitle("2_group@3", WITH_PROJECTS),
      row("users", "2_group@3", "redcapAccess.grouping =~ /^(role|dag)$/"),
    ],
  },
  copyUsername: {
    load: async () => (await import("../browse/copy")).copyUsername,
    palette: NEVER,
    menus: [row("user", "3_copy@1")],
  },
  copyEmail: {
    load: async () => (await import("../browse/copy")).copyEmail,
    palette: NEVER,
    menus: [row("user", "3_copy@2")],
  },
  exportUsers: {
    load: async () => (await import("../files/exportTables")).exportUsers,
    menus: [row("users", "3_export@1"), row("user", "4_export@1"), submenu("export", "1@1")],
  },
  exportRoles: {
    load: async () => (await import("../files/exportTables")).exportRoles,
    menus: [row("roles", "3_export@1"), submenu("export", "1@2")],
  },
  exportRoleAssignments: {
    load: async () => (await import("../files/exportTables")).exportRoleAssignments,
    menus: [row("users", "3_export@2"), row("roles", "3_export@2"), submenu("export", "1@3")],
  },
  exportDags: {
    load: async () => (await import("../files/exportTables")).exportDags,
    menus: [row("dags", "3_export@1"), submenu("export", "1@4")],
  },
  exportDagAssignments: {
    load: async () => (await import("../files/exportTables")).exportDagAssignments,
    menus: [row("users", "3_export@3"), row("dags", "3_export@2"), submenu("export", "1@5")],
  },
  exportAll: {
    load: async () => (await import("../files/exportTables")).exportAll,
    icon: "desktop-download",
    menus: [viewTitle("1_export@1", WITH_PROJECTS), submenu("export", "2@1")],
  },
  importFile: {
    load: async () => (await import("../files/importFile")).importFile,
    menus: [
      explorer("6_redcapAccess@1", `!explorerResourceIsFolder && ${TABLE_FILE}`),
      row("project", "3_export@2"),
      editorTitle("6_redcapAccess@1", `${WITH_PROJECTS} && resourceScheme != redcap-access && ${TABLE_FILE}`),
    ],
  },
  saveFolder: {
    load: async () => (await import("../folders/saveFolder")).saveFolder,
    menus: [explorer("6_redcapAccess@2", "explorerResourceIsFolder"), submenu("files", "1@1")],
  },
  compareFolder: {
    load: async () => (await import("../folders/compareFolder")).compareFolder,
    menus: [explorer("6_redcapAccess@3", SAVED_FOLDER), submenu("files", "1@2")],
  },
  applyFolder: {
    load: async () => (await import("../folders/applyFolder")).applyFolder,
    menus: [explorer("6_redcapAccess@4", SAVED_FOLDER), submenu("files", "1@3")],
  },
  copyAccess: {
    load: async () => (await import("../folders/copyAccess")).copyAccess,
    menus: [row("role", "4_export@2"), row("user", "4_export@2"), submenu("files", "2@1")],
  },
  compareProjects: {
    load: async () => (await import("../folders/compareProjects")).compareProjects,
    menus: [submenu("files", "2@2")],
  },
  assignRole: {
    load: async () => (await import("../people/assignRole")).assignRole,
    writes: true,
    icon: "person-add",
    menus: [row("canRole", "inline@1"), row("canRole", "1_assign@1")],
  },
  assignDag: {
    load: async () => (await import("../people/assignDag")).assignDag,
    writes: true,
    menus: [row("canDag", "1_assign@2")],
  },
  setExpiration: {
    load: async () => (await import("../people/setExpiration")).setExpiration,
    writes: true,
    menus: [row("user", "1_assign@3")],
  },
  extendExpiration: {
    load: async () => (await import("../people/extendExpiration")).extendExpiration,
    writes: true,
    menus: [row("user", "1_assign@4")],
  },
  addUser: {
    load: async () => (await import("../people/addUser")).addUser,
    writes: true,
    menus: [row("project", "1_add@1"), row("users", "1_add@1")],
  },
  removeUsers: {
    load: async () => (await import("../people/removeUsers")).removeUsers,
    writes: true,
    menus: [row("user", "5_remove@1")],
  },
  duplicateRole: {
    load: async () => (await import("../rolesAndGroups/roleActions")).duplicateRole,
    writes: true,
    menus: [row("role", "1_edit@2")],
  },
  renameRole: {
    load: async () => (await import("../rolesAndGroups/roleActions")).renameRole,
    writes: true,
    menus: [row("role", "1_edit@3")],
  },
  deleteRole: {
    load: async () => (await import("../rolesAndGroups/roleActions")).deleteRole,
    writes: true,
    menus: [row("role", "2_delete@1")],
  },
  addDag: {
    load: async () => (await import("../rolesAndGroups/dagActions")).addDag,
    writes: true,
    menus: [row("dags", "1_add@1")],
  },
  renameDag: {
    load: async () => (await import("../rolesAndGroups/dagActions")).renameDag,
    writes: true,
    menus: [row("dag", "1_edit@2")],
  },
  deleteDag: {
    load: async () => (await import("../rolesAndGroups/dagActions")).deleteDag,
    writes: true,
    menus: [row("dag", "2_delete@1")],
  },
  editRoleAssignments: {
    load: async () => (await import("../drafts/draftCommands")).editRoleAssignments,
    icon: "edit",
    menus: [
      row("project", "inline@2"),
      row("users", "inline@1"),
      row("users", "1_edit@1"),
      row("user", "2_edit@1"),
      submenu("edit", "1@1"),
    ],
  },
  editDagAssignments: {
    load: async () => (await import("../drafts/draftCommands")).editDagAssignments,
    icon: "edit",
    menus: [row("dags?", "1_edit@2"), submenu("edit", "1@2")],
  },
  editUsers: {
    load: async () => (await import("../drafts/editTables")).editUsers,
    icon: "edit",
    menus: [row("users", "1_edit@2"), row("user", "2_edit@2"), submenu("edit", "1@3")],
  },
  editRoles: {
    load: async () => (await import("../drafts/editTables")).editRoles,
    icon: "edit",
    menus: [
      row("roles", "inline@1"),
      row("roles", "1_edit@1"),
      row("role", "inline@1"),
      row("role", "1_edit@1"),
      submenu("edit", "1@4"),
    ],
  },
  editDags: {
    load: async () => (await import("../drafts/editTables")).editDags,
    icon: "edit",
    menus: [
      row("dags", "inline@1"),
      row("dags", "1_edit@1"),
      row("dag", "inline@1"),
      row("dag", "1_edit@1"),
      submenu("edit", "1@5"),
    ],
  },
  reviewChanges: {
    load: async () => (await import("../drafts/draftCommands")).reviewChanges,
    icon: "checklist",
    menus: [row("project", "1_edit@2", CHANGED), editorTitle("navigation@1", GRID)],
  },
  reviewAndApply: {
    load: async () => (await import("../drafts/draftCommands")).reviewAndApply,
    writes: true,
    icon: "cloud-upload",
    menus: [
      row("project", "1_edit@3", CHANGED),
      editorTitle("navigation@2", GRID),
      editorTitle("navigation@1", REVIEW),
    ],
  },
  discardChanges: {
    load: async () => (await import("../drafts/draftCommands")).discardChanges,
    icon: "discard",
    menus: [row("project", "1_edit@5", CHANGED), editorTitle("1_review@2", DRAFT)],
  },
  showTextDiff: {
    load: async () => (await import("../drafts/draftCommands")).showTextDiff,
    icon: "diff",
    menus: [editorTitle("1_review@1", DRAFT)],
  },
  undoLastApply: {
    load: async () => (await import("../drafts/draftCommands")).undoLastApply,
    writes: true,
    menus: [row("project", "1_edit@6"), editorTitle("1_review@3", DRAFT)],
  },
  showHistory: {
    load: async () => (await import("../browse/showHistory")).showHistory,
    icon: "history",
    menus: [row("project", "1_edit@7"), editorTitle("1_review@4", DRAFT)],
  },
  checkUnfinished: {
    load: async () => (await import("../drafts/checkUnfinished")).checkUnfinished,
    writes: true,
    menus: [row("project", "1_edit@8")],
  },
  showLog: {
    load:
      () =>
      ({ log }) =>
      () =>
        log.show(),
    palette: ALWAYS,
    menus: [viewTitle("4_log@1"), row("error", "1_log@1")],
  },
  copyDiagnostics: {
    load: async () => (await import("../connect/copyDiagnostics")).copyDiagnostics,
    palette: ALWAYS,
    menus: [viewTitle("4_log@2")],
  },
  checkFile: {
    load: async () => (await import("../files/fileInEditor")).checkFile,
    palette: "editorLangId =~ /^(plaintext|csv|json)$/",
    menus: [],
  },
  chooseFileProject: {
    load: async () => (await import("../files/fileInEditor")).chooseFileProject,
    palette: `${WITH_PROJECTS} && ${ACCESS_FILE}`,
    menus: [],
  },
  compareFile: {
    load: async () => (await import("../files/fileInEditor")).compareFile,
    palette: `${WITH_PROJECTS} && ${ACCESS_FILE}`,
    menus: [],
  },
  previewFile: {
    load: async () => (await import("../files/fileInEditor")).previewFile,
    palette: `${WITH_PROJECTS} && ${ACCESS_FILE}`,
    menus: [],
  },
  importFileIntoGrid: {
    load: async () => (await import("../files/fileInEditor")).importFileIntoGrid,
    palette: `${WITH_PROJECTS} && ${ACCESS_FILE}`,
    menus: [],
  },
};

/** Menus within menus, each with where it shows; their titles are in `package.nls.json`. */
export const SUBMENUS: Readonly<Record<string, readonly MenuPlace[]>> = {
  export: [row("project", "3_export@1")],
  edit: [row("project", "1_edit@1")],
  files: [row("project", "3_export@3")],
};
