// PCI DSS 3.2.1 and 4.0 number other requirements alike. Source: PCI SSC, the two standards and its summary of changes from v3.2.1 to v4.0.

/** Requirements of 3.2.1 that 4.0 and 4.0.1 have no more; of the last number both ends of a run. */
const FORMER =
  '1.1.3-7 1.3.4-7 2.4-6 3.2.2-3 3.5.2-4 3.6.2-8 4.3 6.4.4-6 6.4.5.1-4 6.5.7-10 6.6-7 7.1.3-4 8.1.3-8 8.7-8 9.1.3 9.6-10 9.6.1-3 9.7.1 9.8.1-2 9.9.1-3 10.2.3-7 10.3.5-6 10.5.2-5 10.8-9 10.8.1 11.2.3 11.3.3-4 11.3.4.1 12.3.5-10 12.5.4-5 12.11 12.11.1';
/** Requirements that came with 4.0. */
const LATER =
  '1.2.4-8 1.4.1-5 1.5.1 2.1.2 2.2.6-7 2.3.1-2 3.1.1-2 3.3.1-3 3.4.2 3.7.1-9 4.1.2 4.2.1-2 5.2.1-3 5.3.1-5 5.4.1 6.1.1-2 6.2.1-4 6.3.3 7.2.4-6 7.3.1-3 8.2.7-8 8.3.3-11 8.4.1-3 8.6.1-3 9.2.1-4 9.3.1-4 9.4.5-7 10.1.1-2 10.7.1-3 11.4.1-7 11.5.2 11.6.1 12.1.2-4 12.2.1 12.4.2 12.6.3 12.7.1 12.9.1-2 12.10.7';

const listed = (runs: string): ReadonlySet<string> =>
  new Set(
    runs.split(' ').flatMap((run) => {
      const [, above = '', from = '', to = from] = /^(.*\.)(\d+)(?:-(\d+))?$/.exec(run) ?? [];
      return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${above}${Number(from) + at}`);
    }),
  );
export const PCI_FORMER: ReadonlySet<string> = listed(FORMER);
export const PCI_LATER: ReadonlySet<string> = listed(LATER);

/** Whether requirements, by their numbers, are of PCI DSS 3.2.1: more of them are its alone than are of 4.0 alone. */
export function areOfFormerPci(numbers: readonly string[]): boolean {
  const among = (edition: ReadonlySet<string>) => new Set(numbers.filter((each) => edition.has(each))).size;
  return among(PCI_FORMER) > among(PCI_LATER);
}
