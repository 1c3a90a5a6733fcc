import type { Finding } from '../../contract/findings.ts';
import { counted } from '../words/counted.ts';

// Findings that name no account: nothing in their files tells two accounts apart, so only a person can.

/** Whether a finding of another account would be taken for this one: it names none, and has no id of its own. A workload is named by its id. */
export const isInterchangeable = ({ id, source, account, check }: Finding): boolean =>
  account === null &&
  (source === 'prowler' || id.startsWith(`${source}|`)) &&
  !check.startsWith('well-architected/');

/** What is said of a file that has such findings. */
export const withoutAccountWords = (count: number): string =>
  `${counted(count, 'finding names', 'findings name')} no account, and nothing else in the file tells accounts apart: a scan of another account that names none either takes their place. Say which account they are of (on the command line with --account), for the files of one account at a time.`;

/** What is said where such findings would end. */
export const replacedWithoutAccountWords = (count: number): string =>
  `Of these, ${counted(count, 'finding names', 'findings name')} no account, as this scan does not: if it is of another account, say which (on the command line with --account), and they stay.`;

/** What is said where recorded findings of the same checks name an account. */
export const besideAccountsWords = (count: number): string =>
  `${counted(count, 'recorded finding')} of the same checks and Regions ${count === 1 ? 'names' : 'name'} an account, so that what is found here stands beside. If it is of that account, say so (on the command line with --account), and it takes ${count === 1 ? 'its' : 'their'} place.`;
