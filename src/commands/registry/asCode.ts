/** Access as code, and projects beside each other: read by the first of these commands. */
export { applyFolder } from "../folders/applyFolder";
export { compareFolder } from "../folders/compareFolder";
export { compareProjects } from "../folders/compareProjects";
export { copyAccess } from "../folders/copyAccess";
export { saveFolder } from "../folders/saveFolder";
