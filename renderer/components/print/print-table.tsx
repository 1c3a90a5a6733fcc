import type { Column } from '../data-table/columns.ts';
import styles from './print-table.module.css';

/** All rows of a long list as one table that the printer breaks between rows, its heads on every page. */
export function PrintTable<R>(props: {
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly count: number;
  readonly row: (index: number) => R | undefined;
  readonly rowKey: (row: R) => string;
  readonly heading?: ((row: R) => string | null) | undefined;
}) {
  const { columns, count, row } = props;
  const rows = Array.from({ length: count }, (_, index) => row(index)).filter((entry) => entry !== undefined);
  const missing = count - rows.length;
  return (
    <div data-paper={columns.length > 5 ? 'landscape' : undefined}>
      <table className={styles.table} aria-label={props.label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.align === 'end' ? styles.end : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => {
            const heading = props.heading?.(entry) ?? null;
            if (heading !== null)
              return (
                <tr key={props.rowKey(entry)} className={styles.group}>
                  <td colSpan={columns.length}>{heading}</td>
                </tr>
              );
            return (
              <tr key={props.rowKey(entry)}>
                {columns.map((column) => (
                  <td key={column.id} className={column.align === 'end' ? styles.end : undefined}>
                    {column.cell(entry)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {missing > 0 && (
        <p className={styles.missing}>
          {missing} more are not on this print. Print with Ctrl or Cmd and P inside Demarc, which reads all of
          them first.
        </p>
      )}
    </div>
  );
}
