import type { ColumnMapping } from '../../contract/claims.ts';
import { areBareNumbers, ID_SCHEMES, parseControlIds } from '../../domain/controls/control-ids.ts';
import { answerIn, readAnswer } from './cells/values.ts';
import type { Headings } from './columns/heading.ts';
import { holdsNumbers, namesRows, sampled } from './ids/ids.ts';
import {
  GENERAL,
  type Layout,
  layoutOf,
  meaningOf,
  numbersQuestions,
  QUESTIONNAIRE,
  readsAnswers,
} from './layouts.ts';
import type { Grid } from './tables/grid.ts';
import { lastPart } from './words.ts';

// Questions of a customer or of an association, and what the vendor answers: that says what the vendor does, and names no owner.

const answerOf = ({ header }: ColumnMapping) => answerIn(lastPart(header));

/**
 * Columns side by side that have one answer each, as `Yes | No | N/A` of the CAIQ 3, are columns of answers, of which one is marked in a row. By itself
 * "No" is a number as well.
 */
export function withAnswersApart(
  columns: readonly ColumnMapping[],
  layout: Layout,
): readonly ColumnMapping[] {
  if (!readsAnswers(layout)) return columns;
  const own = columns.map((entry) => (OF_MAPPINGS.test(entry.header) ? { ...entry, ...ASIDE } : entry));
  const apart = new Set<ColumnMapping>();
  let run: ColumnMapping[] = [];
  const settle = () => {
    const answers = new Set(run.map(answerOf));
    if (answers.has('yes') && answers.has('no') && answers.size === run.length)
      for (const entry of run) apart.add(entry);
    run = [];
  };
  for (const entry of own) {
    if (run.length > 0 && run.at(-1)?.column !== entry.column - 1) settle();
    if (answerOf(entry) === null) settle();
    else run.push(entry);
  }
  settle();
  return own.map((entry) => (apart.has(entry) ? { ...entry, meaning: 'answer', confidence: 'sure' } : entry));
}
/** Beside its questions CSA says to which controls of others its own are mapped: that is the same in every copy, and nothing of the vendor's. */
const OF_MAPPINGS = /\bcompliance mapping\b/i;
const ASIDE = { meaning: 'ignore', confidence: 'sure' } as const;

/**
 * The columns of a questionnaire by what its questions are called: where they have numbers alone, which begin anew on every sheet, or nothing at all,
 * a question is called by its own text, as a task is.
 */
export function withQuestionsNamed(
  grid: Grid,
  headings: Pick<Headings, 'row' | 'rows'>,
  columns: readonly ColumnMapping[],
  layout: Layout,
): readonly ColumnMapping[] {
  if (layout.id !== QUESTIONNAIRE) return columns;
  const question = columns.find(({ meaning }) => meaning === 'title');
  const isNumber = (entry: ColumnMapping): boolean => {
    const texts = [...sampled(grid, headings, entry.column)];
    return (
      holdsNumbers(texts) ||
      ((namesRows(entry.header) || numbersQuestions(entry.header)) && areBareNumbers(texts))
    );
  };
  const ids = columns.filter(({ meaning }) => meaning === 'control');
  if (question === undefined || !ids.every(isNumber)) return columns;
  const named =
    columns.find((entry) => entry.meaning === 'note' && holdsIds(grid, headings, entry)) ?? question;
  return columns.map((entry) =>
    entry === named
      ? { ...entry, meaning: 'control' }
      : ids.includes(entry)
        ? { ...entry, meaning: 'label' }
        : entry,
  );
}

/** Whether a column names the controls that the questions are about: `NIST 800-53`, where that is what stands below it. */
function holdsIds(
  grid: Grid,
  headings: Pick<Headings, 'row' | 'rows'>,
  { column, header }: ColumnMapping,
): boolean {
  const general = layoutOf(GENERAL);
  if (general === undefined || meaningOf(header, general)?.meaning !== 'control') return false;
  const texts = [...sampled(grid, headings, column)];
  return ID_SCHEMES.some(
    (scheme) => texts.filter((text) => parseControlIds(text, scheme) !== null).length * 2 > texts.length,
  );
}

const OF_QUESTIONS =
  /question|request|requirement|frage|anforderung|exigence|pregunta|requisito|domanda|vraag|vereiste|pytani|wymagani|pergunta/i;
/** What has a name and is compliant may be a device. */
const OF_NAMES = /^(?:device |host |resource |system |application |asset )?names?$/i;
const mostly = (texts: readonly string[], isSo: (text: string) => boolean): boolean =>
  texts.filter(isSo).length * 2 > texts.length;
/**
 * Whether a table asks something and has answers to it: by a heading of questions or requirements, by columns that have one answer each, or by answers below
 * most rows. "Compliance" stands in inventories and reports as well.
 */
export function asks(
  grid: Grid,
  headings: Pick<Headings, 'row' | 'rows'>,
  columns: readonly ColumnMapping[],
): boolean {
  const textsOf = ({ column }: ColumnMapping) => [...sampled(grid, headings, column)];
  const asked = columns.filter(({ meaning }) => meaning === 'title' || meaning === 'control');
  const answered = columns.filter(({ meaning }) => meaning === 'answer');
  return (
    asked.some(({ header }) => OF_QUESTIONS.test(header)) ||
    answered.some((entry) => answerOf(entry) !== null) ||
    (!asked.some(({ header }) => OF_NAMES.test(header.trim())) &&
      answered.some((entry) => mostly(textsOf(entry), (text) => readAnswer(text) !== null)))
  );
}

/** Whether more of the questions than not are asked as such, or more of the answers given as such: two columns may be a glossary as well. */
export function asksAndAnswers(
  grid: Grid,
  headings: Pick<Headings, 'row' | 'rows'>,
  columns: readonly ColumnMapping[],
): boolean {
  const isMostly = (wanted: ColumnMapping['meaning'], isSo: (text: string) => boolean): boolean =>
    columns.some(
      ({ meaning, column }) => meaning === wanted && mostly([...sampled(grid, headings, column)], isSo),
    );
  return (
    isMostly('control', (text) => /\?\s*$/.test(text)) ||
    isMostly('answer', (text) => readAnswer(text) !== null)
  );
}
