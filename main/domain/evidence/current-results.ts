import type { FindingResult, FindingSource } from '../../contract/findings.ts';
import { type AccountNames, renamedId } from './finding-accounts.ts';

/** What counts of one finding, where it was looked for, and the number of the evidence that it is from. */
export interface CurrentResult extends Scope {
  readonly result: FindingResult;
  readonly evidence: number;
  /** Seconds since 1970; null where the file did not say. */
  readonly seen: number | null;
}
/** What a scanner looks at in one go. */
interface Scope {
  readonly source: FindingSource;
  readonly check: string;
  readonly account: string | null;
  readonly region: string | null;
}
/** What a scanner looked at, as a key. */
export const scopeKey = ({ source, check, account, region }: Scope): string =>
  JSON.stringify([source, check, account, region]);
export type CurrentResults = ReadonlyMap<string, CurrentResult>;

/** Seconds since 1970. A time without a zone is taken as UTC, as the workbook takes it. */
export function secondsOf(time: string | null): number | null {
  const at = time === null ? Number.NaN : Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(time) ? time : `${time}Z`);
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}

/** A recorded finding as it would be under the name that its account has now. */
export function renamed(
  names: AccountNames | null,
  id: string,
  was: CurrentResult,
): readonly [string, CurrentResult] {
  const account = names?.of(was.account) ?? was.account;
  if (account === was.account || account === null || was.account === null) return [id, was];
  return [renamedId(id, was.account, account), { ...was, account }];
}
