import * as v from "valibot";
import { DRAFT_NAMES } from "../../core/edits/draftTables";
import { STEP_PURPOSES } from "../../core/plan/plan";
import { TABLE_NAMES } from "../../core/access/tables";
import { MESSAGE } from "../stored/messageRecord";
import { NAME_PAIRS } from "../stored/namePairs";
import type { JournalEntry } from "./journalEntry";

const TEXT = v.string();
const SENTENCES = v.array(MESSAGE);
const CODE = v.union([TEXT, v.number(), v.null()]);
/** By instrument: one may be called `constructor`, which `v.record` would leave out. */
const CODES = v.custom<Readonly<Record<string, v.InferOutput<typeof CODE>>>>(
  (value) => typeof value === "object" && value !== null && Object.values(value).every((code) => v.is(CODE, code)),
);
const CELL = v.union([CODE, v.boolean(), CODES]);
const TABLE = v.object({ columns: v.array(TEXT), rows: v.array(v.array(CELL)) });
const ROW = { draft: v.picklist(DRAFT_NAMES), key: TEXT };
const EDIT = v.variant("kind", [
  v.object({ kind: v.literal("set"), ...ROW, column: TEXT, before: TEXT, after: TEXT }),
  v.object({ kind: v.literal("add"), ...ROW }),
  v.object({ kind: v.literal("remove"), ...ROW }),
]);
const PERSON = v.object({
  ...{ username: TEXT, role: TEXT, dag: TEXT, expiration: TEXT },
  own: v.exactOptional(v.array(v.tuple([TEXT, TEXT]))),
});
const STEP = v.object({
  purpose: v.picklist(STEP_PURPOSES),
  content: v.picklist(TABLE_NAMES),
  rows: TABLE,
  keys: v.array(TEXT),
});
const RESULT = v.object({
  step: v.number(),
  state: v.picklist(["done", "resolved", "refused", "notSent", "lost", "differs"]),
  rows: v.number(),
  count: v.exactOptional(v.number()),
  message: v.exactOptional(MESSAGE),
  at: v.number(),
});
const DIFFERENCE = v.object({
  draft: v.exactOptional(v.picklist(["roles", "dags"])),
  ...{ key: TEXT, column: TEXT, expected: TEXT },
  /** Left out by JSON where it is undefined. */
  reads: v.optional(TEXT),
});
const DIFFERENCES = v.array(
  v.pipe(
    DIFFERENCE,
    v.transform(({ reads, ...rest }) => ({ ...rest, reads })),
  ),
);
const END = v.object({
  at: v.number(),
  outcome: v.picklist(["done", "differs", "stopped", "cancelled", "unverified", "moved", "nothing"]),
  sentence: MESSAGE,
  differing: DIFFERENCES,
  repaired: SENTENCES,
  verified: v.exactOptional(v.object({ count: v.number(), of: v.number() })),
  differs: v.exactOptional(SENTENCES),
  notes: v.exactOptional(SENTENCES),
});

/** What a date can tell: a wrong clock may have written any number. */
const MOMENT = v.pipe(v.number(), v.minValue(0), v.maxValue(Date.UTC(9999, 11)));

/** An entry of the journal as it stands on disk. */
export const ENTRY: v.GenericSchema<unknown, JournalEntry> = v.object({
  ...{ version: v.literal(1), id: TEXT, connectionId: TEXT, server: TEXT, startedAt: MOMENT },
  project: v.object({ projectId: v.number(), title: TEXT }),
  owner: v.exactOptional(TEXT),
  kind: v.picklist(["apply", "undo", "finish"]),
  follows: v.exactOptional(TEXT),
  sentences: SENTENCES,
  edits: v.array(EDIT),
  before: v.array(PERSON),
  tables: v.exactOptional(v.object({ userRole: v.exactOptional(TABLE), dag: v.exactOptional(TABLE) })),
  serverNames: v.exactOptional(NAME_PAIRS),
  recreates: v.exactOptional(NAME_PAIRS),
  losses: v.exactOptional(SENTENCES),
  steps: v.array(STEP),
  results: v.array(RESULT),
  found: v.exactOptional(DIFFERENCES),
  end: v.exactOptional(END),
  settledBy: v.exactOptional(TEXT),
});
