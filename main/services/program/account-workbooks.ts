import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { fileStem } from '../../domain/words/file-name.ts';
import {
  type ListedAccount,
  MAX_LIST_BYTES,
  readAccountList,
} from '../../importers/accounts/read-accounts.ts';
import { readSmallBytes } from '../../platform/small-file.ts';
import type { OtherFile } from '../../workbook/merge/other-workbook.ts';
import { readTemplate } from '../../workbook/template.ts';
import type { CoreState } from '../core-state.ts';
import { createWorkbook } from './new-workbook.ts';

export interface WantedAccounts {
  readonly template: OtherFile;
  /** Path of the list. */
  readonly accounts: string;
  /** Folder that the workbooks go into. */
  readonly folder: string;
  readonly withServices?: boolean | undefined;
  readonly organisation?: string | undefined;
}
interface AccountFile {
  readonly account: string;
  readonly file: string;
}
export interface AccountWorkbooks {
  /** Title of the template. */
  readonly template: string;
  readonly made: readonly AccountFile[];
  /** Accounts of which a file lay there before; none of them was looked into or changed. */
  readonly present: readonly AccountFile[];
  readonly failed: readonly (AccountFile & { readonly message: string })[];
  /** What of the list was not read, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Makes a workbook from a template for each account of a list, under the account's id and name. A file that is there stays as it is, so
 * that doing it again makes only what is missing. What cannot be made is named, and stops none of the others. INVALID_INPUT for a list or a
 * folder that cannot be used; of the template as `readTemplate` says.
 */
export async function makeForAccounts(core: CoreState, wanted: WantedAccounts): Promise<AccountWorkbooks> {
  const { accounts, notes } = readAccountList(
    basename(wanted.accounts),
    readSmallBytes(wanted.accounts, MAX_LIST_BYTES),
  );
  const folder = resolve(wanted.folder);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw invalidInput(`There is no folder ${wanted.folder}. Make it first, or choose another one.`);
  const there = filesByAccount(folder);
  const template = await readTemplate(wanted.template);
  const made: AccountFile[] = [];
  const present: AccountFile[] = [];
  const failed: AccountWorkbooks['failed'][number][] = [];
  for (const listed of accounts) {
    const known = there.get(listed.account);
    if (known !== undefined) {
      present.push({ account: listed.account, file: known });
      continue;
    }
    const entry = { account: listed.account, file: `${fileStem(stemOf(listed), listed.account)}.demarc` };
    try {
      createWorkbook(core, join(folder, entry.file), {
        title: listed.name,
        template,
        withServices: wanted.withServices,
        organisation: wanted.organisation,
        assessor: listed.lead ?? undefined,
        place: {
          account: listed.account,
          environment: listed.environment ?? listed.name,
          regions: listed.regions,
        },
      });
      made.push(entry);
    } catch (error) {
      if (!(error instanceof DemarcError)) throw error;
      // Another program made it just now.
      if (error.code === 'CONFLICT') present.push(entry);
      else failed.push({ ...entry, message: error.message });
    }
  }
  return { template: template.from.title, made, present, failed, notes };
}

/** The id comes first: it tells accounts of one name apart, and stays when a name changes. */
const stemOf = ({ account, name }: ListedAccount): string =>
  name === account ? account : `${account} ${name}`;

/** The workbooks of a folder whose names begin with an account's id. */
function filesByAccount(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder).sort()) {
    const account = /^(\d{12})( .*)?\.demarc$/i.exec(name)?.[1];
    if (account !== undefined && !found.has(account)) found.set(account, name);
  }
  return found;
}
