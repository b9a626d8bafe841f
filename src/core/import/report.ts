import type { TableName } from "../tables";
import { QUESTIONS, questionOf } from "./question";
import type { Answers, Question, QuestionId } from "./question";

/** A row that was left out, and why. */
export interface RefusedRow {
  /** Index of the row in the file's table. */
  readonly row: number;
  readonly message: string;
}

export interface IgnoredColumn {
  readonly name: string;
  readonly reason: string;
}

/** What is to be told about one file: rows left out, columns kept out, questions that it leaves open. */
export class Report {
  readonly refused: RefusedRow[] = [];
  readonly ignored: IgnoredColumn[] = [];
  private readonly asked = new Map<QuestionId, Set<string>>();

  constructor(
    readonly table: TableName,
    private readonly answers: Answers,
  ) {}

  refuse(row: number, message: string): void {
    this.refused.push({ row, message });
  }

  ignore(name: string, reason: string): void {
    this.ignored.push({ name, reason });
  }

  /** Notes that the question comes up for somebody, and gives the answer: the careful one until there is another. */
  ask<Id extends QuestionId>(id: Id, about: string): (typeof QUESTIONS)[Id][number] {
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
