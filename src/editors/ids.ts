/** The file system of drafts, and their grid: names of the manifest that activation registers. */
export const DRAFT_SCHEME = "redcap-access";
export const GRID = "redcapAccess.accessTable";
