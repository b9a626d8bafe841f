import type { DraftName } from "../edits/edit";
import { list, message } from "../text/message";
import type { Message } from "../text/message";

/** `refuse` blocks, `type` asks for something to be typed, `warn`, `info` and `hint` are shown. */
export type Level = "refuse" | "type" | "warn" | "info" | "hint";

/** Where something is wrong, as exactly as whoever found it knows. Lines count from 1, rows and columns from 0. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  /** A row of a table; the header is row -1. */
  readonly row?: number;
  readonly column?: number;
  /** The instrument, where only one entry of a list is meant. */
  readonly part?: string;
  readonly draft?: DraftName;
  /** The people, roles or groups. */
  readonly keys?: readonly string[];
  /** The column of a draft; with it the sentence is about a cell and does not name the row. */
  readonly columnName?: string;
}

/** This is wrong, here. What a review of people's access finds is called a finding; this is not one. */
export interface Problem {
  /** Id of a rule of the book. */
  readonly rule: string;
  readonly level: Level;
  readonly message: Message;
  readonly place: Place;
  /** What has to be typed, with the level `type`. */
  readonly confirmBy?: string;
  /** The other row that it is about. */
  readonly other?: number;
  /** How many others this one stands for, when there are too many to tell each. */
  readonly summarized?: number;
}

/** The same with more known of its place. */
export function placed<P extends Problem>(problem: P, place: Place): P {
  return { ...problem, place: { ...place, ...problem.place } };
}

/** The whole sentence, with its place in front where the message leaves it to what is marked. */
export function sentenceOf({ message: what, place }: Problem): Message {
  const { file, line, row, keys, columnName } = place;
  if (line !== undefined)
    return file === undefined
      ? message("Line {line}: {what}", { line, what })
      : message("{file}, line {line}: {what}", { file, line, what });
  if (row !== undefined && row >= 0)
    return file === undefined
      ? message("Entry {entry}: {what}", { entry: row + 1, what })
      : message("{file}, entry {entry}: {what}", { file, entry: row + 1, what });
  if (file !== undefined) return message("{file}: {what}", { file, what });
  if (keys === undefined || keys.length === 0 || columnName === undefined) return what;
  return message("{names}: {what}", { names: list(keys), what });
}
