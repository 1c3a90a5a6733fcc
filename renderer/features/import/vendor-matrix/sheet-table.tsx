import type { Meaning, SheetMapping, SheetSample } from '../../../../main/contract/claims.ts';
import { Select } from '../../../components/field/field.tsx';
import { cx } from '../../../lib/cx.ts';
import { MEANING_OPTIONS } from './model.ts';
import styles from './vendor-matrix.module.css';

/** A few rows of a sheet as they stand, with what each column is read as above it. */
export function SheetTable(props: {
  readonly sheet: SheetMapping;
  readonly sample: SheetSample;
  readonly onMeaning: (column: number, meaning: Meaning) => void;
}) {
  const { sheet, sample } = props;
  const used = new Set(sample.rows.flatMap(({ cells }) => cells.map(({ column }) => column)));
  for (const { column } of sheet.columns) used.add(column);
  const columns = [...used].sort((a, b) => a - b);
  const mapped = new Map(sheet.columns.map((entry) => [entry.column, entry]));
  const isHeading = (row: number) =>
    sheet.matrix && row >= sheet.headerRow && row < sheet.headerRow + sheet.headerRows;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={`Rows of ${sheet.sheet}`} tabIndex={0}>
      <table className={styles.sample}>
        <thead>
          <tr>
            <th scope="col" className={styles.rowNumber}>
              <span className="visually-hidden">Row</span>
            </th>
            {columns.map((column) => {
              const entry = mapped.get(column);
              const letter = letters(column);
              return (
                <th key={column} scope="col" className={styles.columnHead}>
                  <span className={styles.letter}>
                    {letter}
                    {entry?.confidence === 'likely' && <span className={styles.likely}>likely</span>}
                  </span>
                  {sheet.matrix && (
                    <Select
                      label={`Meaning of column ${letter}${entry?.header ? `, ${entry.header.slice(0, 60)}` : ''}`}
                      hideLabel
                      value={entry?.meaning ?? 'unknown'}
                      options={MEANING_OPTIONS}
                      onValue={(meaning) => props.onMeaning(column, meaning)}
                    />
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sample.rows.map(({ number, cells }) => {
            const texts = new Map(cells.map(({ column, text }) => [column, text]));
            return (
              <tr key={number} className={cx(isHeading(number) && styles.headingRow)}>
                <th scope="row" className={styles.rowNumber}>
                  {number}
                </th>
                {columns.map((column) => {
                  const meaning = mapped.get(column)?.meaning ?? 'unknown';
                  const left = sheet.matrix && (meaning === 'unknown' || meaning === 'ignore');
                  return (
                    <td key={column} className={cx(left && styles.left)}>
                      <span className={styles.cellText}>{texts.get(column) ?? ''}</span>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** 0 -> A, 27 -> AB. */
function letters(column: number): string {
  let text = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    text = String.fromCharCode(65 + (rest % 26)) + text;
  return text;
}
