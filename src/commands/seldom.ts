/** Commands that few sessions use: a bundle of their own, loaded by the first of them. */
export { checkFile, chooseFileProject, compareFile, importFileIntoGrid, previewFile } from "./accessFiles";
export { addProjectsFromCredentialFile } from "./addProjectsFromCredentialFile";
export { addUser } from "./addUser";
export { reviewAndApplySelected } from "./applySelected";
export { copyDiagnostics } from "./copyDiagnostics";
export { addDag, deleteDag, renameDag } from "./dagActions";
export { extendExpiration } from "./extendExpiration";
export { changeServerAddress } from "./changeServerAddress";
export { removeUsers } from "./removeUsers";
export { deleteRole, duplicateRole, renameRole } from "./roleActions";
export { setCertificates } from "./setCertificates";
export { showHistory } from "./showHistory";
export { testConnection } from "./testConnection";
