import type { MisconceptionWarning } from './assignments.ts';
import { DemarcError, type Failure } from './errors.ts';

/** Why an answer was not changed, beside the sentence that says so: what tells refusals apart, whatever their words. */
export const ANSWER_REFUSALS = [
  /** Accepted in review. */
  'locked',
  /** Matches a misconception, and came without a reason. Details carry it as `misconception`. */
  'misconception',
  /** "Not applicable" without its reason. */
  'reason-needed',
  /** The duty is answered elsewhere: once for the workbook, once for the provider, or by each service. */
  'elsewhere',
  /** Held from a party that answered once for many services, and to be changed there. */
  'held',
  /** A person or a text of a party that has no part in the duty. */
  'no-part',
  /** A value that the field cannot take: an unknown party or person, no date, no status. */
  'value',
] as const;
export type AnswerRefusal = (typeof ANSWER_REFUSALS)[number];

interface Details {
  readonly kind: AnswerRefusal;
  readonly misconception?: MisconceptionWarning;
}

/** A refusal of a change of an answer. */
export const answerRefused = (
  kind: AnswerRefusal,
  message: string,
  misconception?: MisconceptionWarning,
): DemarcError =>
  new DemarcError('RULE_VIOLATION', message, {
    kind,
    ...(misconception === undefined ? {} : { misconception }),
  } satisfies Details);

const detailsOf = ({ code, details }: Pick<Failure, 'code' | 'details'>): Details | null =>
  code === 'RULE_VIOLATION' &&
  typeof details === 'object' &&
  details !== null &&
  'kind' in details &&
  ANSWER_REFUSALS.some((kind) => kind === details.kind)
    ? (details as Details)
    : null;

/** Which refusal of an answer it is; null for any other failure. */
export const answerRefusalOf = (failure: Pick<Failure, 'code' | 'details'>): AnswerRefusal | null =>
  detailsOf(failure)?.kind ?? null;

/** The misconception for which an answer was refused; null where it was refused for anything else. */
export const misconceptionIn = (failure: Pick<Failure, 'code' | 'details'>): MisconceptionWarning | null =>
  detailsOf(failure)?.misconception ?? null;
