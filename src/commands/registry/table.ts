import { addProject } from "../connect/addProject";
import type * as AsCode from "./asCode";
import { assignDag } from "../people/assignDag";
import { assignRole } from "../people/assignRole";
import { checkUnfinished } from "../drafts/checkUnfinished";
import { copyEmail, copyUsername } from "../browse/copy";
import {
  discardChanges,
  editDagAssignments,
  editRoleAssignments,
  reviewAndApply,
  reviewChanges,
  showTextDiff,
  undoLastApply,
} from "../drafts/draftCommands";
import { editDags, editRoles, editUsers } from "../drafts/editTables";
import {
  exportAll,
  exportDagAssignments,
  exportDags,
  exportRoleAssignments,
  exportRoles,
  exportUsers,
} from "../files/exportTables";
import { clearFilter, filter } from "../browse/filter";
import { importFile } from "../files/importFile";
import { openSampleProject } from "../connect/openSampleProject";
import { openUserRightsInBrowser } from "../browse/openUserRightsInBrowser";
import { refreshAll } from "../browse/refreshAll";
import { refreshProject } from "../browse/refreshProject";
import { removeProject } from "../connect/removeProject";
import { renameProject } from "../connect/renameProject";
import { replaceToken } from "../connect/replaceToken";
import type * as Seldom from "./seldom";
import type { Services } from "../services";
import { setExpiration } from "../people/setExpiration";
import { setTokenOwner } from "../connect/setTokenOwner";
import type { TreeNode } from "../../views/node";

type Handler = (services: Services) => (node?: TreeNode, nodes?: readonly TreeNode[]) => void | Promise<void>;

/** A command whose code is read when it is first used. */
function seldom(name: keyof typeof Seldom): Handler {
  return (services) =>
    async (...nodes) => {
      const commands = await import("./seldom");
      await commands[name](services)(...nodes);
    };
}

function asCode(name: keyof typeof AsCode): Handler {
  return (services) =>
    async (...nodes) => {
      const commands = await import("./asCode");
      await commands[name](services)(...nodes);
    };
}

/** Every command of the manifest, without the `redcapAccess.` that all of them begin with. */
export const COMMANDS: Readonly<Record<string, Handler>> = {
  addDag: seldom("addDag"),
  addProject,
  addProjectsFromCredentialFile: seldom("addProjectsFromCredentialFile"),
  addUser: seldom("addUser"),
  applyFolder: asCode("applyFolder"),
  assignDag,
  assignRole,
  changeServerAddress: seldom("changeServerAddress"),
  checkUnfinished,
  checkFile: seldom("checkFile"),
  chooseFileProject: seldom("chooseFileProject"),
  clearFilter,
  compareFile: seldom("compareFile"),
  copyDiagnostics: seldom("copyDiagnostics"),
  compareFolder: asCode("compareFolder"),
  compareProjects: asCode("compareProjects"),
  copyAccess: asCode("copyAccess"),
  copyEmail,
  copyUsername,
  deleteDag: seldom("deleteDag"),
  deleteRole: seldom("deleteRole"),
  discardChanges,
  duplicateRole: seldom("duplicateRole"),
  editDagAssignments,
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
  extendExpiration: seldom("extendExpiration"),
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
  importFileIntoGrid: seldom("importFileIntoGrid"),
  openSampleProject,
  openUserRightsInBrowser,
  refreshAll,
  refreshProject,
  removeProject,
  removeUsers: seldom("removeUsers"),
  renameDag: seldom("renameDag"),
  renameProject,
  renameRole: seldom("renameRole"),
  replaceToken,
  previewFile: seldom("previewFile"),
  reviewAndApply,
  reviewAndApplySelected: seldom("reviewAndApplySelected"),
  reviewChanges,
  setCertificates: seldom("setCertificates"),
  saveFolder: asCode("saveFolder"),
  setExpiration,
  setTokenOwner,
  showHistory: seldom("showHistory"),
  showLog:
    ({ log }) =>
    () =>
      log.show(),
  showTextDiff,
  testConnection: seldom("testConnection"),
  undoLastApply,
  ungroup:
    ({ tree }) =>
    () =>
      tree.setGrouping("none"),
};
