import { COLUMN_RULES } from "../rules/columnRules";
import type { IgnoredBecause } from "../rules/columnRules";
import { placed } from "../rules/problem";
import type { Problem } from "../rules/problem";
import { carefulAnswer, openSentence, questionOf, QUESTIONS } from "../rules/questions";
import type { Answers, AnswerTo, Question, QuestionId } from "../rules/questions";
import { breaks } from "../rules/rule";
import type { TableName } from "../access/tables";

/** The cell of a file that leaves something open; the header is row -1. */
interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** What is to be told about one file: rows left out, columns kept out, questions that it leaves open. */
export class ImportReport {
  readonly refused: Problem[] = [];
  /** What an import puts right by itself. */
  readonly remarks: Problem[] = [];
  readonly ignored: Problem[] = [];
  /** By question and cell: whom it is about. */
  private readonly cells = new Map<
    string,
    { readonly id: QuestionId; readonly at: CellPlace; readonly about: Set<string> }
  >();
  private readonly asked = new Map<QuestionId, Set<string>>();

  constructor(
    readonly table: TableName,
    private readonly answers: Answers,
  ) {}

  refuse(problem: Problem): void {
    this.refused.push(problem);
  }

  remark(problem: Problem): void {
    this.remarks.push(problem);
  }

  ignore(name: string, because: IgnoredBecause, column: number): void {
    this.ignored.push(placed(breaks(COLUMN_RULES.columnIgnored, name, because), { row: -1, column }));
  }

  /** Notes that the question comes up for somebody, and gives the answer: the careful one until there is another. */
  ask<Id extends QuestionId>(id: Id, about: string, at: CellPlace): AnswerTo<Id> {
    const cell = `${id} ${at.row} ${at.column}`;
    const known = this.cells.get(cell) ?? { id, at, about: new Set<string>() };
    known.about.add(about);
    this.cells.set(cell, known);
    const names = this.asked.get(id) ?? new Set();
    this.asked.set(id, names.add(about));
    return this.answers[id] ?? carefulAnswer(id);
  }

  get questions(): readonly Question[] {
    return (Object.keys(QUESTIONS) as QuestionId[]).flatMap((id) => {
      const names = this.asked.get(id);
      return names ? [questionOf(id, [...names])] : [];
    });
  }

  /** The questions as what may be wrong, one for each cell, whomever it is about. */
  get open(): readonly Problem[] {
    return [...this.cells.values()].map(({ id, at, about }) => ({
      rule: id,
      level: QUESTIONS[id].level,
      message: openSentence(id, [...about]),
      place: at,
    }));
  }
}
