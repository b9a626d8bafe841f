/** Commands that few sessions use: a bundle of their own, loaded by the first of them. */
export { checkFile, chooseFileProject, compareFile, importFileIntoGrid, previewFile } from "../files/accessFiles";
export { addProjectsFromCredentialFile } from "../connect/addProjectsFromCredentialFile";
export { addUser } from "../people/addUser";
export { reviewAndApplySelected } from "../drafts/applySelected";
export { copyDiagnostics } from "../connect/copyDiagnostics";
export { addDag, deleteDag, renameDag } from "../rolesAndGroups/dagActions";
export { extendExpiration } from "../people/extendExpiration";
export { changeServerAddress } from "../connect/changeServerAddress";
export { removeUsers } from "../people/removeUsers";
export { deleteRole, duplicateRole, renameRole } from "../rolesAndGroups/roleActions";
export { setCertificates } from "../connect/setCertificates";
export { showHistory } from "../browse/showHistory";
export { testConnection } from "../connect/testConnection";
