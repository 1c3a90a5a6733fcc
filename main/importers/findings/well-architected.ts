import { invalidInput } from '../../contract/errors.ts';
import type { FindingResult, FindingSeverity } from '../../contract/findings.ts';
import { asText, type Json, objectIn } from '../text/json.ts';
import type { Envelope, JsonRecord } from './json-records.ts';
import { MAX_RECORD } from './limits.ts';
import { type Reading, toClosed, toFinding } from './words.ts';

// What a Well-Architected review found, question by question: by `list-answers`, or by `list-lens-review-improvements`, which leaves out what is well.

const ANSWERS = 'AnswerSummaries';
export const IMPROVEMENTS = 'ImprovementSummaries';
/** Members that hold answers. */
export const ANSWER_LISTS: ReadonlySet<string> = new Set([ANSWERS, IMPROVEMENTS]);

const RISKS: ReadonlyMap<string, readonly [FindingResult, FindingSeverity | null]> = new Map([
  ['NONE', ['pass', null]],
  ['MEDIUM', ['fail', 'medium']],
  ['HIGH', ['fail', 'high']],
  ['UNANSWERED', ['manual', null]],
]);

/** What is read of an answer; the texts of its choices are not. */
interface Answer {
  readonly question: string | null;
  readonly title: string | null;
  readonly risk: string | null;
  readonly applies: boolean;
}

/** Answers until the file has ended, because the workload that they are of may stand behind them. */
export class HeldAnswers {
  private readonly file: string;
  private readonly held: (readonly [Answer, Envelope])[] = [];
  private size = 0;

  constructor(file: string) {
    this.file = file;
  }

  /** Takes a record if it is an answer. INVALID_INPUT for more of them than a review has questions. */
  takes({ list, text, of }: JsonRecord): boolean {
    const record = list !== null && ANSWER_LISTS.has(list) ? objectIn(text) : null;
    if (record === null) return false;
    const answer = answerOf(record);
    this.size += JSON.stringify(answer).length;
    if (this.size > MAX_RECORD)
      throw invalidInput(`${this.file} holds more answers than any review. Export one workload at a time.`);
    this.held.push([answer, of]);
    return true;
  }

  /** All that were taken. INVALID_INPUT for a list of improvements without any, which says of no question how it was answered. */
  read(list: string | null | undefined): readonly Reading[] {
    if (list === IMPROVEMENTS && this.held.length === 0)
      throw invalidInput(
        `${this.file} lists nothing to improve, which says of no question that it was answered. Give the answers, by "aws wellarchitected list-answers".`,
      );
    return this.held.map(([answer, { workload }]) => readAnswer(answer, workload));
  }
}

const answerOf = (record: Json): Answer => ({
  question: asText(record.QuestionId),
  title: asText(record.QuestionTitle),
  risk: asText(record.Risk),
  applies: record.IsApplicable !== false,
});

function readAnswer({ question, title, risk, applies }: Answer, workload: string | null): Reading {
  const [result, severity] = RISKS.get(risk ?? '') ?? [null, null];
  const parts = {
    id: null,
    source: 'security-hub' as const,
    check: question === null ? null : `well-architected/${question}`,
    title,
    severity,
    resource: workload,
    account: null,
    region: null,
    observedAt: null,
  };
  if (risk === 'NOT_APPLICABLE' || !applies) return toClosed('notApplicable', parts);
  return toFinding({ ...parts, status: risk, result });
}
