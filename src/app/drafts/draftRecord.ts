import { createHash } from "node:crypto";
import * as v from "valibot";
import { withLaterNames, fromPairs, NO_SERVER_NAMES } from "../../core/edits/serverNames";
import type { ServerNames, NamePairs } from "../../core/edits/serverNames";
import { NAME_PAIRS } from "../stored/namePairs";

/** What a draft is compared with: the project as it was when somebody began. */
export interface DraftBase {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  /** What REDCap calls since this base what the texts before it called by names of ours, or by former ones. */
  readonly serverNames?: NamePairs;
}

export interface DraftRecord {
  readonly text: string;
  readonly base: DraftBase;
  /** The text went back past a rebase (Ctrl+Z): its edits are read against the base of that time, never as new ones. */
  readonly moved: boolean;
}

/** As on disk. `moves` says which text began or ended on which base; the last base is the newest. */
export interface StoredDraft {
  readonly version: 1;
  readonly text: string;
  readonly bases: readonly DraftBase[];
  /** Index into `bases`. */
  readonly at: number;
  readonly moves: readonly { readonly hash: string; readonly at: number }[];
}

const BASE = v.object({ text: v.string(), takenAt: v.number(), serverNames: v.exactOptional(NAME_PAIRS) });
const INDEX = v.pipe(v.number(), v.integer(), v.minValue(0));

export const STORED_DRAFT: v.GenericSchema<unknown, StoredDraft> = v.object({
  version: v.literal(1),
  text: v.string(),
  bases: v.pipe(v.array(BASE), v.minLength(1)),
  at: INDEX,
  moves: v.array(v.object({ hash: v.string(), at: INDEX })),
});

/** Bases kept for Ctrl+Z; each is as large as the draft. */
const KEPT_BASES = 5;

export function newDraft(base: DraftBase): StoredDraft {
  return { version: 1, text: base.text, bases: [base], at: 0, moves: [] };
}

/** The text as edited; a text that a rebase left behind brings its base back. */
export function withText(draft: StoredDraft, text: string, seen?: SeenText): StoredDraft {
  return { ...draft, text, at: baseIndexOf(draft, text, seen) };
}

/** A new base with the text that belongs to it; text and base of before are remembered, and those of an unsaved text. */
export function withBase(draft: StoredDraft, base: DraftBase, text: string, seen?: SeenText): StoredDraft {
  const dropped = Math.max(0, draft.bases.length + 1 - KEPT_BASES);
  const bases = [...draft.bases, base].slice(dropped);
  const hash = hashOf(text);
  const left = [{ hash: hashOf(draft.text), at: draft.at }];
  if (seen) left.push({ hash: hashOf(seen.text), at: draft.bases.indexOf(seen.base) });
  const moves = [
    ...draft.moves.filter((move) => move.hash !== hash),
    ...left.filter((move) => move.at >= 0),
    { hash, at: draft.bases.length },
  ];
  return {
    version: 1,
    text,
    bases,
    at: bases.length - 1,
    moves: moves.map((move) => ({ ...move, at: move.at - dropped })).filter((move) => move.at >= 0),
  };
}

/** A text in an editor that has not been saved, and what it was compared with when it was last seen. */
export interface SeenText {
  readonly text: string;
  readonly base: DraftBase;
}

export function seenText(draft: StoredDraft, text: string, before?: SeenText): SeenText | undefined {
  const base = draft.bases[baseIndexOf(draft, text, before)];
  return base && { text, base };
}

/** A text that nobody knows goes on from where the editor's last one stood. */
function baseIndexOf(draft: StoredDraft, text: string, seen?: SeenText): number {
  if (text === draft.text) return draft.at;
  // This is asked at every edit: a text of megabytes is hashed once at most.
  const hash = draft.moves.length > 0 ? hashOf(text) : "";
  const known = draft.moves.findLast((move) => move.hash === hash);
  if (known) return known.at;
  const open = seen ? draft.bases.indexOf(seen.base) : -1;
  return open >= 0 ? open : draft.at;
}

export function toRecord(draft: StoredDraft): DraftRecord {
  const base = draft.bases[draft.at] ?? draft.bases.at(-1) ?? { text: draft.text, takenAt: 0 };
  return { text: draft.text, base, moved: draft.at < draft.bases.length - 1 };
}

/** What became of the names in a text that went back past rebases; nothing for a text on the newest base. */
export function serverNamesSince({ bases, at }: StoredDraft): ServerNames {
  return bases
    .slice(at + 1)
    .map((base) => fromPairs(base.serverNames))
    .reduce(withLaterNames, NO_SERVER_NAMES);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
