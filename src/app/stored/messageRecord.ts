import * as v from "valibot";
import type { List, Message } from "../../core/text/message";

const TEXT = v.string();
const SENTENCE = v.lazy(() => MESSAGE);
const LIST: v.GenericSchema<unknown, List> = v.object({
  items: v.array(v.union([TEXT, SENTENCE])),
  most: v.number(),
});

/** A sentence as it stands on disk: as data, so that whoever reads it reads it in their language. */
export const MESSAGE: v.GenericSchema<unknown, Message> = v.union([
  v.object({ verbatim: TEXT }),
  v.object({ parts: v.array(SENTENCE), between: TEXT }),
  v.object({
    templates: v.object({ one: v.exactOptional(TEXT), other: TEXT }),
    args: v.record(TEXT, v.union([TEXT, v.number(), LIST, SENTENCE])),
    count: v.exactOptional(v.number()),
  }),
]);
