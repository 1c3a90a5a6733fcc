import { useDemarcQuery } from './queries.ts';

/** The identity of the workbook on the screen, which its file carries: its handle is another one after each start of the program. */
export const useIdentity = (): string | null => useDemarcQuery('workbook.info', {}).data?.uuid ?? null;
