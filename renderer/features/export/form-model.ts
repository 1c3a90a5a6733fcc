import type { FilledForm, FormRowLeft } from '../../../main/contract/forms.ts';
import { fewNames } from '../../../main/domain/few-names.ts';
import type { Option } from '../../components/field/field.tsx';
import { formatCount, formatNumber } from '../../lib/format.ts';

/** Left to Demarc: the seat of which somebody has a part. */
export const BY_THE_ANSWERS = 'by-the-answers';
/** Seats from which a form is filled in, as the command line names them. */
export const FORM_SEATS: readonly Option[] = [
  { value: BY_THE_ANSWERS, label: 'By who has a part in the answers' },
  { value: 'as-provider', label: 'The organisation, as the provider of its own clients' },
  { value: 'as-customer', label: 'The cloud provider, as its customer reads it' },
];

const NAME = /^(.+)(\.xls[xm])$/i;
/** What the filled form is called, and its format, which is that of the form: `CIS filled in.xlsx`; null for no Excel workbook. */
export function filledName(form: string): { readonly name: string; readonly format: string } | null {
  const [, stem = '', ending = ''] = NAME.exec(form) ?? [];
  return ending === '' ? null : { name: `${stem} filled in${ending}`, format: ending.slice(1).toLowerCase() };
}

/** `Moderate CRM Worksheet: 150 rows filled in, 470 in part, 68 left` for each sheet. */
export const sheetLines = ({ sheets }: Pick<FilledForm, 'sheets'>): readonly string[] =>
  sheets.map(({ sheet, filled, partly, left }) =>
    [
      `${sheet}: ${formatCount(filled, 'row', 'rows')} filled in`,
      ...(partly > 0 ? [`${formatNumber(partly)} in part`] : []),
      `${formatNumber(left)} left`,
    ].join(', '),
  );

/** Why rows were left, each reason once, the most frequent first, with the first few of its rows. */
export function reasonLines({ left }: Pick<FilledForm, 'left'>): readonly string[] {
  const byWhy = new Map<string, FormRowLeft[]>();
  for (const row of left) {
    const why = `${row.partly ? 'In part' : 'Left'}: ${row.why}`;
    const rows = byWhy.get(why);
    if (rows) rows.push(row);
    else byWhy.set(why, [row]);
  }
  return [...byWhy]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([why, rows]) => {
      const ids = [...new Set(rows.map(({ id }) => id))];
      return `${why} ${formatCount(rows.length, 'row', 'rows')}: ${fewNames(ids)}`;
    });
}
