import fc from './property.ts';
import { type RandomFile, words } from './random-files.ts';

// How the inputs of random commands are put together, and the values that many of them share.

export type Input = fc.Arbitrary<unknown>;
export const of = (input: Record<string, Input>): Input => fc.record(input, { noNullPrototype: true });
/** How one command is made up. */
export interface Entry {
  readonly weight?: number;
  readonly input: Input;
  readonly file?: fc.Arbitrary<RandomFile>;
  /** What of the input follows from the file. */
  readonly fromFile?: (text: string) => object;
}
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

const provider = fc.constantFrom('managed-soc', 'landing-zone');
/** A provider that is taken as a vendor that is there, or as a party of its own; said to be authorised; and let go. */
export const providers = {
  take: (file: string): Input =>
    of({
      file: constant(file),
      as: fc.constantFrom<object>(
        { party: 'managed-soc' },
        { name: 'Landing zone', kind: 'internal-provider' },
      ),
    }),
  authorise: of({ party: provider, authorisedOn: day }),
  remove: of({ party: provider }),
};
