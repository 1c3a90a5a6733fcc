import { invalidInput } from '../../contract/errors.ts';
import {
  accountProblem,
  partitionProblem,
  regionProblem,
  writtenAccounts,
  writtenRegions,
} from '../../domain/services/places.ts';

type Text = string | null | undefined;
interface Place {
  readonly account: string | null;
  readonly region: string | null;
}

/**
 * Account and Region as they are recorded. What is not given, or given as it stands, stays as it is, whatever an earlier program let
 * in; a service of the organisation's own may be of another provider. INVALID_INPUT for what is no account or Region of AWS.
 */
export const checkedPlaces = (
  given: { readonly account?: Text; readonly region?: Text },
  before: Place | null,
  isOwn: boolean,
): Place =>
  isOwn
    ? { account: plain(given.account, before?.account), region: plain(given.region, before?.region) }
    : checkedTogether(given, before);

/** The same of AWS alone: each by itself, then both beside each other. */
export function checkedTogether(
  given: { readonly account?: Text; readonly region?: Text },
  before: Place | null,
): Place {
  const account = checked(given.account, before?.account, accountProblem, writtenAccounts);
  const region = checked(given.region, before?.region, regionProblem, writtenRegions);
  const isNew = account !== (before?.account ?? null) || region !== (before?.region ?? null);
  const problem = isNew ? partitionProblem(account, region) : null;
  if (problem !== null) throw invalidInput(problem);
  return { account, region };
}

const plain = (given: Text, before: Text): string | null =>
  given === undefined ? (before ?? null) : given || null;

/** A text of accounts or Regions, held against what may stand there. */
function checked(
  given: Text,
  before: Text,
  problemOf: (text: string | null) => string | null,
  write: (text: string | null) => string | null,
): string | null {
  if (given === undefined || given === before) return before ?? null;
  const problem = problemOf(given);
  if (problem !== null) throw invalidInput(problem);
  return write(given);
}
