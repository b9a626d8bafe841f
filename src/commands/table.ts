import { addProject } from "./addProject";
import { addProjectsFromCredentialFile } from "./addProjectsFromCredentialFile";
import { assignDag } from "./assignDag";
import { assignRole } from "./assignRole";
import { checkUnfinished } from "./checkUnfinished";
import { copyEmail, copyUsername } from "./copy";
import {
  discardChanges,
  editRoleAssignments,
  reviewAndApply,
  reviewChanges,
  showTextDiff,
  undoLastApply,
} from "./draftCommands";
import { editDags, editRoles, editUsers } from "./editTables";
import {
  exportAll,
  exportDagAssignments,
  exportDags,
  exportRoleAssignments,
  exportRoles,
  exportUsers,
} from "./exportTables";
import { clearFilter, filter } from "./filter";
import { importFile } from "./importFile";
import { openSampleProject } from "./openSampleProject";
import { openUserRightsInBrowser } from "./openUserRightsInBrowser";
import { refreshAll } from "./refreshAll";
import { refreshProject } from "./refreshProject";
import { removeProject } from "./removeProject";
import { renameProject } from "./renameProject";
import { replaceToken } from "./replaceToken";
import type { Services } from "./services";
import { setExpiration } from "./setExpiration";
import { setTokenOwner } from "./setTokenOwner";
import type { TreeNode } from "../views/node";

type Handler = (services: Services) => (node?: TreeNode, nodes?: readonly TreeNode[]) => void | Promise<void>;

/** Every command of the manifest, without the `redcapAccess.` that all of them begin with. */
export const COMMANDS: Readonly<Record<string, Handler>> = {
  addProject,
  addProjectsFromCredentialFile,
  assignDag,
  assignRole,
  checkUnfinished,
  clearFilter,
  copyEmail,
  copyUsername,
  discardChanges,
  editDags,
  editRoleAssignments,
  editRoles,
  editUsers,
  exportAll,
  exportDagAssignments,
  exportDags,
  exportRoleAssignments,
  exportRoles,
  exportUsers,
  filter,
  groupByDag:
    ({ tree }) =>
    () =>
      tree.setGrouping("dag"),
  groupByRole:
    ({ tree }) =>
    () =>
      tree.setGrouping("role"),
  importFile,
  openSampleProject,
  openUserRightsInBrowser,
  refreshAll,
  refreshProject,
  removeProject,
  renameProject,
  replaceToken,
  reviewAndApply,
  reviewChanges,
  setExpiration,
  setTokenOwner,
  showLog:
    ({ log }) =>
    () =>
      log.show(),
  showTextDiff,
  undoLastApply,
  ungroup:
    ({ tree }) =>
    () =>
      tree.setGrouping("none"),
};
