import type { EXAMPLES } from '../contract/app.ts';
import type { DemarcMethod, MethodOf } from '../contract/index.ts';
import type { InputOf } from '../contract/methods/method.ts';

/** One call through the same door as a user's. */
export interface ExampleStep {
  readonly method: DemarcMethod;
  readonly input: unknown;
}
export interface ExampleFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}
/** A built-in workbook: calls that turn an empty one into it. `evidence.attachFile` names its file by key of `files`. */
export interface Example {
  readonly id: (typeof EXAMPLES)[number];
  readonly title: string;
  readonly organisation: string;
  /** Whose name stands beside its changes. */
  readonly assessor: string;
  readonly files: Readonly<Record<string, ExampleFile>>;
  readonly steps: readonly ExampleStep[];
}

/** A call, its input checked by the compiler against the contract. */
export const step = <N extends DemarcMethod>(method: N, input: InputOf<MethodOf<N>>): ExampleStep => ({
  method,
  input,
});

/** What one party does, in words where they are the organisation's own, and who does it. */
export interface Part {
  /** Left out: the catalogue's text. Null: nobody wrote it down. */
  readonly text?: string | null;
  readonly person?: string;
}
type AnswerInput = InputOf<MethodOf<'assignments.answer'>>;
type UpdateInput = InputOf<MethodOf<'assignments.update'>>;

/** Records an answer in words of its own: who takes part (party id -> part), and what stands beside it. */
export function answer(
  ref: string,
  parts: Readonly<Record<string, Part>>,
  more: Pick<AnswerInput, 'status' | 'reason'> = {},
): ExampleStep {
  const texts = Object.entries(parts).flatMap(([party, { text }]) =>
    text === undefined ? [] : [[party, text] as const],
  );
  const people = Object.entries(parts).flatMap(([party, { person }]) =>
    person === undefined ? [] : [[party, person] as const],
  );
  return step('assignments.answer', {
    ref,
    answer: { owners: Object.keys(parts) },
    ...(texts.length > 0 ? { duties: Object.fromEntries(texts) } : {}),
    ...(people.length > 0 ? { people: Object.fromEntries(people) } : {}),
    ...more,
  });
}

export const notApplicable = (ref: string, reason: string): ExampleStep =>
  step('assignments.answer', { ref, answer: { notApplicable: reason } });

/** Accepts the suggestions of one domain after another. */
export const accept = (subject: string, domains: readonly string[], confirmLater = false): ExampleStep[] =>
  domains.map((domain) => step('assignments.acceptSuggestions', { subject, domain, confirmLater }));

/** Sets the same things beside several answers of one subject. */
export const each = (
  subject: string,
  responsibilities: readonly string[],
  more: Omit<UpdateInput, 'ref'>,
): ExampleStep[] =>
  responsibilities.map((responsibility) =>
    step('assignments.update', { ref: `${subject}/${responsibility}`, ...more }),
  );

export const note = (ref: string, text: string): ExampleStep =>
  step('assignments.update', { ref, note: text });
/** Sets a question aside, with what it waits for and for whom: the id of a person, or a name. */
export const park = (
  ref: string,
  what: string,
  whom: NonNullable<NonNullable<UpdateInput['waits']>['whom']>,
): ExampleStep => step('assignments.update', { ref, parked: true, waits: { for: what, whom } });
