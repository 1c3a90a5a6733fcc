import fc from './property.ts';
import { words } from './random-files.ts';

// How the inputs of random commands are put together, and the values that many of them share.

export type Input = fc.Arbitrary<unknown>;
export const of = (input: Record<string, Input>): Input => fc.record(input, { noNullPrototype: true });
/** One of several changes of what the other columns name. */
export const changing = (of: Record<string, Input>, ...changes: readonly Input[]): Input =>
  fc
    .tuple(fc.record(of, { noNullPrototype: true }), fc.oneof(...changes))
    .map(([place, change]) => ({ ...place, ...(change as object) }));

export const constant = (value: unknown) => fc.constant(value);
export const wordsOrNone = fc.option(words, { nil: null });
export const person = fc.constantFrom('zoe-muller', 'kim-doe', 'sam-lee');
export const day = fc.constantFrom('2026-12-01', '2027-01-31');
export const risk = fc.record(
  { reason: wordsOrNone, approver: fc.option(person, { nil: null }), approvedOn: day, expiresOn: day },
  { requiredKeys: [], noNullPrototype: true },
);
