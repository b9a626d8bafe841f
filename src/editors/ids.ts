/** The file system of drafts, their grid, and the review of changes: names of the manifest that activation registers. */
export const DRAFT_SCHEME = "redcap-access";
export const GRID = "redcapAccess.accessTable";
export const REVIEW = "redcapAccess.review";
/** The language of access tables in CSV files, which are checked while somebody types. */
export const LANGUAGE = "redcap-access-csv";
