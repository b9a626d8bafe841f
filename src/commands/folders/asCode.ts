/** Access as code, and projects beside each other: read by the first of these commands. */
export { applyFolder } from "./applyFolder";
export { compareFolder } from "./compareFolder";
export { compareProjects } from "./compareProjects";
export { copyAccess } from "./copyAccess";
export { saveFolder } from "./saveFolder";
