import * as v from "valibot";
import type { NamePairs } from "../../core/edits/serverNames";

const PAIRS = v.array(v.tuple([v.string(), v.string()]));

/** Names that changed, as drafts and journal keep them. */
export const NAME_PAIRS: v.GenericSchema<unknown, NamePairs> = v.object({ roles: PAIRS, dags: PAIRS });
