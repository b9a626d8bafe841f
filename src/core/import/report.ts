import type { TableName } from "../access/tables";
import { QUESTIONS, questionOf } from "./question";
import type { Answers, Question, QuestionId } from "./question";

/** Where a table says something: a cell, or one instrument of it; the header is row -1. */
export interface Spot {
  readonly row: number;
  readonly column: number;
  /** The name of the instrument. */
  readonly part?: string;
}

/** What is wrong with a cell, without the row and column that whoever read it knows. */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
  readonly part?: string;
}

export type FaultCode =
  | "keyMissing"
  | "keyTwice"
  | "badUsername"
  | "unknownUser"
  | "unknownRole"
  | "ambiguousRole"
  | "roleByLabel"
  | "unknownDag"
  | "ambiguousDag"
  | "dagByLabel"
  | "badDate"
  | "badValue"
  | "severalRoles"
  | "severalDags"
  | "unlikeRole"
  | "unlikeDag"
  | "formTwice"
  | "unknownForm"
  | "badFormCode"
  | "formEncoding";

/** A row that was left out, and why. */
export interface RefusedRow extends Fault {
  /** Index of the row in the file's table. */
  readonly row: number;
  /** Index of its cell. */
  readonly column: number;
  /** The row that says the same. */
  readonly other?: number;
}

export interface IgnoredColumn {
  readonly name: string;
  readonly reason: string;
  readonly index: number;
}

/** A cell that leaves open what is meant. */
export interface OpenSpot extends Spot {
  readonly id: QuestionId;
  readonly about: string;
}

/** What is to be told about one file: rows left out, columns kept out, questions that it leaves open. */
export class Report {
  readonly refused: RefusedRow[] = [];
  /** What an import puts right by itself. */
  readonly remarks: RefusedRow[] = [];
  readonly ignored: IgnoredColumn[] = [];
  readonly open: OpenSpot[] = [];
  private readonly asked = new Map<QuestionId, Set<string>>();

  constructor(
    readonly table: TableName,
    private readonly answers: Answers,
  ) {}

  refuse(fault: RefusedRow): void {
    this.refused.push(fault);
  }

  remark(fault: RefusedRow): void {
    this.remarks.push(fault);
  }

  ignore(column: IgnoredColumn): void {
    this.ignored.push(column);
  }

  /** Notes that the question comes up for somebody, and gives the answer: the careful one until there is another. */
  ask<Id extends QuestionId>(id: Id, about: string, spot: Spot): (typeof QUESTIONS)[Id][number] {
    this.open.push({ ...spot, id, about });
    const names = this.asked.get(id) ?? new Set();
    this.asked.set(id, names.add(about));
    return this.answers[id] ?? QUESTIONS[id][0];
  }

  get questions(): readonly Question[] {
    return (Object.keys(QUESTIONS) as QuestionId[]).flatMap((id) => {
      const names = this.asked.get(id);
      return names ? [questionOf(id, [...names])] : [];
    });
  }
}
