import { addProject } from "./addProject";
import { addProjectsFromCredentialFile } from "./addProjectsFromCredentialFile";
import { reviewAndApplySelected } from "./applySelected";
import { addUser } from "./addUser";
import { assignDag } from "./assignDag";
import { assignRole } from "./assignRole";
import { checkUnfinished } from "./checkUnfinished";
import { copyEmail, copyUsername } from "./copy";
import { addDag, deleteDag, renameDag } from "./dagActions";
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
import { extendExpiration } from "./extendExpiration";
import { clearFilter, filter } from "./filter";
import { importFile } from "./importFile";
import { openSampleProject } from "./openSampleProject";
import { openUserRightsInBrowser } from "./openUserRightsInBrowser";
import { refreshAll } from "./refreshAll";
import { refreshProject } from "./refreshProject";
import { removeProject } from "./removeProject";
import { removeUsers } from "./removeUsers";
import { renameProject } from "./renameProject";
import { replaceToken } from "./replaceToken";
import { deleteRole, duplicateRole, renameRole } from "./roleActions";
import type { Services } from "./services";
import { setExpiration } from "./setExpiration";
import { setTokenOwner } from "./setTokenOwner";
import { showHistory } from "./showHistory";
import type { TreeNode } from "../views/node";

type Handler = (services: Services) => (node?: TreeNode, nodes?: readonly TreeNode[]) => void | Promise<void>;

/** Every command of the manifest, without the `redcapAccess.` that all of them begin with. */
export const COMMANDS: Readonly<Record<string, Handler>> = {
  addDag,
  addProject,
  addProjectsFromCredentialFile,
  addUser,
  assignDag,
  assignRole,
  checkUnfinished,
  clearFilter,
  copyEmail,
  copyUsername,
  deleteDag,
  deleteRole,
  discardChanges,
  duplicateRole,
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
  extendExpiration,
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
  removeUsers,
  renameDag,
  renameProject,
  renameRole,
  replaceToken,
  reviewAndApply,
  reviewAndApplySelected,
  reviewChanges,
  setExpiration,
  setTokenOwner,
  showHistory,
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
