import type { RegisterRow, Share } from '../../contract/assignments.ts';
import type { Party } from '../../contract/parties.ts';
import { isAnswered, kindsById, namesById } from '../duties/ownership.ts';
import { statusOf } from '../duties/status.ts';
import { STATUS_LABELS } from '../sheets/cell-words.ts';
import { numeral } from '../words/counted.ts';
import type { Report } from './report.ts';
import { type ListCell, type ListColumn, textColumn } from './report-list.ts';

export type RaciParty = Pick<Party, 'id' | 'name'>;

/** How the table is read, and what a workbook does not record; the same in every document. */
export const RACI_WORDS =
  'R/A stands where a party has a part of a duty: it is responsible and accountable for that part, and so is the person whose name stands beside it. ' +
  'Where "nobody named" stands, the party has that part and no person was named for it; the part of a provider needs no name. A shared duty has one for each part. Who is consulted (C) and who is informed (I) is not recorded in a workbook, so nobody is listed as such.';

/** The parties that have a part of any of these rows, in their order; one that is not known any more goes by its id. */
export function raciParties(
  report: Pick<Report, 'parties'>,
  rows: Iterable<RegisterRow>,
): readonly RaciParty[] {
  const having = new Set<string>();
  for (const { shares } of rows) for (const { party } of shares) having.add(party);
  const known = report.parties.filter(({ id }) => having.has(id));
  const lost = [...having].filter((id) => !known.some((party) => party.id === id));
  return [...known, ...lost.map((id) => ({ id, name: id }))];
}

/** What stands for the person of a part for which none was named. */
const NOBODY_NAMED = 'nobody named';
type Kinds = ReturnType<typeof kindsById>;

/** What stands in the row of a duty under a party: `R/A Ann Lee`, `R/A, nobody named`, for a provider `R/A`; '' where it has no part. */
export function raciCell(
  { shares }: RegisterRow,
  party: string,
  people: ReadonlyMap<string, string>,
  kinds: Kinds,
): string {
  const share = shares.find((each) => each.party === party);
  if (share === undefined) return '';
  if (share.person !== null) return `R/A ${people.get(share.person) ?? share.person}`;
  return kinds.get(party) === 'provider' ? 'R/A' : `R/A, ${NOBODY_NAMED}`;
}

/** The one organisation, before whose people no party stands; undefined where there are several. */
export function raciOwn({ parties }: Pick<Report, 'parties'>): RaciParty | undefined {
  const own = parties.filter(({ kind }) => kind === 'organisation');
  return own.length === 1 ? own[0] : undefined;
}

/** A duty with everybody who has a part of it. */
export interface RaciDuty {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  /** `Ann Lee 6, nobody named 3` for the organisation, `AWS 9`, `Owlhurst: Bo Ek 2`, one entry a party. */
  readonly parties: readonly string[];
  /** `1 not applicable`, `5 without an answer`. */
  readonly others: readonly string[];
}

/** Duty by duty who is responsible and accountable, over every place where it is asked; `word` draws a name into a sentence of ours. */
export function raciDuties(
  report: Report,
  word: (name: string) => string = (name) => name,
): readonly RaciDuty[] {
  const names = namesById(report.parties);
  const people = namesById(report.people);
  const kinds = kindsById(report.parties);
  const own = raciOwn(report)?.id;
  const duties = new Map<
    string,
    { shares: Share[]; notApplicable: number; open: number; name: string; domain: string }
  >();
  for (const row of report.rows()) {
    let duty = duties.get(row.responsibility);
    if (!duty) {
      duty = { shares: [], notApplicable: 0, open: 0, name: row.responsibilityName, domain: row.domain };
      duties.set(row.responsibility, duty);
    }
    duty.shares.push(...row.shares);
    if (row.ownership.kind === 'not-applicable') duty.notApplicable += 1;
    else if (!isAnswered(row.ownership)) duty.open += 1;
  }
  const order = new Map(report.parties.map(({ id }, index) => [id, index]));
  const partyWords = (shares: readonly Share[]): readonly string[] => {
    const byParty = new Map<string, Map<string, number>>();
    for (const { party, person } of shares) {
      const counts = byParty.get(party) ?? new Map<string, number>();
      byParty.set(party, counts);
      counts.set(person ?? '', (counts.get(person ?? '') ?? 0) + 1);
    }
    return [...byParty]
      .sort(([a], [b]) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size))
      .map(([party, counts]) => {
        const most = [...counts].sort((a, b) => b[1] - a[1]);
        const said = most.map(([person, count]) =>
          person === ''
            ? `${NOBODY_NAMED} ${numeral(count)}`
            : `${word(people.get(person) ?? person)} ${numeral(count)}`,
        );
        const name = word(names.get(party) ?? party);
        const unnamed = counts.size === 1 ? counts.get('') : undefined;
        if (unnamed !== undefined && kinds.get(party) === 'provider') return `${name} ${numeral(unnamed)}`;
        return party === own ? said.join(', ') : `${name}: ${said.join(', ')}`;
      });
  };
  return [...duties].map(([id, { shares, notApplicable, open, name, domain }]) => ({
    id,
    name,
    domain,
    parties: partyWords(shares),
    others: [
      ...(notApplicable === 0 ? [] : [`${numeral(notApplicable)} not applicable`]),
      ...(open === 0 ? [] : [`${numeral(open)} without an answer`]),
    ],
  }));
}

/** How far a duty is, beside who has it. */
export function raciStanding(row: RegisterRow, kinds: Kinds): string {
  if (row.ownership.kind === 'not-applicable') return 'Not applicable';
  const status = statusOf(row, kinds);
  return status === null ? '' : STATUS_LABELS[status];
}

/** The table for a sheet of its own: a row for each duty of the register, a column for each party. Its rows can be walked again. */
export function raciSheet(report: Report): {
  readonly columns: readonly ListColumn[];
  readonly rows: Iterable<readonly ListCell[]>;
} {
  const parties = raciParties(report, report.rows());
  const people = namesById(report.people);
  const kinds = kindsById(report.parties);
  const taken = new Set(['ref', 'service', 'duty', 'status']);
  // Two columns of a table in Excel cannot have one name.
  const headers = parties.map(({ id, name }) => {
    const free = taken.has(name.toLowerCase()) ? `${name} (${id})` : name;
    taken.add(free.toLowerCase());
    return free;
  });
  return {
    columns: [
      { header: 'Ref', width: 36, kind: 'key', leads: true },
      textColumn('Service', 24),
      textColumn('Duty', 38),
      ...headers.map((header) => textColumn(header, 26)),
      textColumn('Status', 16),
    ],
    rows: {
      *[Symbol.iterator]() {
        for (const row of report.rows())
          yield [
            row.ref,
            row.subjectLabel,
            row.responsibilityName,
            ...parties.map(({ id }) => raciCell(row, id, people, kinds) || null),
            isAnswered(row.ownership) ? raciStanding(row, kinds) || null : 'Unanswered',
          ];
      },
    },
  };
}
