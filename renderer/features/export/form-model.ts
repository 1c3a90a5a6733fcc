import { type FilledForm, SEATS_OF_FORMS } from '../../../main/contract/forms.ts';
import type { Layout } from '../../../main/contract/layouts.ts';
import { leftReasons } from '../../../main/domain/forms/left-rows.ts';
import type { Option } from '../../components/field/field.tsx';
import { formatCount, formatNumber } from '../../lib/format.ts';

/** Left to Demarc: the seat of which somebody has a part. */
export const BY_THE_ANSWERS = 'by-the-answers';
/** Seats from which a form is filled in. */
export const formSeats = (layouts: readonly Layout[]): readonly Option[] => [
  { value: BY_THE_ANSWERS, label: 'By who has a part in the answers' },
  ...layouts
    .filter(({ id }) => id === SEATS_OF_FORMS)
    .flatMap(({ vantages }) => vantages.map(({ id, name }) => ({ value: id, label: name }))),
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

/** Why rows were left: `In part: ... 470 rows: AC-1, AC-2` for each reason. */
export const reasonLines = ({ left }: Pick<FilledForm, 'left'>): readonly string[] =>
  leftReasons(left).map(
    ({ partly, why, rows, names }) =>
      `${partly ? 'In part' : 'Left'}: ${why} ${formatCount(rows, 'row', 'rows')}: ${names}`,
  );
