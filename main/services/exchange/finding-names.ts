import type { FindingsReport } from '../../contract/findings.ts';
import type { CurrentResults } from '../../domain/evidence/current-results.ts';
import { AccountNames } from '../../domain/evidence/finding-accounts.ts';
import { besideAccountsWords, withoutAccountWords } from '../../domain/evidence/without-account.ts';
import { isShortened } from '../../domain/services/account-number.ts';
import { placeTexts, readAccounts } from '../../domain/services/places.ts';
import type { ReadFindings } from '../../jobs/tasks.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';

/** Which accounts of what is recorded and of what was read are one; null where none was shortened, so that each has one name. */
export function accountNames(
  db: ReadDb,
  current: CurrentResults,
  { accounts }: Pick<ReadFindings, 'accounts'>,
): AccountNames | null {
  const recorded = new Set<string>();
  for (const { account } of current.values()) if (account !== null) recorded.add(account);
  const coming = accounts.flatMap(({ named }) => named);
  if (![...recorded, ...coming].some(isShortened)) return null;
  const environments = listEnvironments(db);
  const inUse = [
    ...environments.flatMap(({ account }) => account ?? []),
    ...listServices(db).map((service) => placeTexts(service, environments).account ?? ''),
  ];
  return new AccountNames(
    recorded,
    coming,
    inUse.flatMap((text) => readAccounts(text).known),
  );
}

/** The files, each with what is to be said of its accounts; `inAccounts`: how many recorded findings of the same checks name one. */
export const withNotes = (
  files: FindingsReport['files'],
  names: AccountNames | null,
  { accounts }: Pick<ReadFindings, 'accounts'>,
  inAccounts: number,
): FindingsReport['files'] =>
  files.map((file, index) => {
    const { summary } = file;
    if (summary === null) return file;
    const { named = [], interchangeable = 0 } = accounts[index] ?? {};
    const notes = [
      ...summary.notes,
      ...(interchangeable > 0 ? [withoutAccountWords(interchangeable)] : []),
      ...(interchangeable > 0 && inAccounts > 0 ? [besideAccountsWords(inAccounts)] : []),
      ...(names?.notes(named) ?? []),
    ];
    return { ...file, summary: { ...summary, notes } };
  });
