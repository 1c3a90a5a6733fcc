import type { Matrix } from '../../../../main/contract/matrix.ts';
import {
  decodeOwnership,
  kindsById,
  OWNERSHIP_STYLES,
  ownershipKeys,
  ownershipLetters,
} from '../../../../main/domain/duties/ownership.ts';
import type { MatrixTable } from '../../../../main/domain/pictures/matrix.ts';
import { namesByKind } from '../../../components/ownership/names-by-kind.ts';
import type { GridView } from '../model.ts';
import styles from './matrix-print.module.css';

/** As many services as are readable across a sheet. */
const ACROSS = 16;

/** The whole matrix as tables for paper: so many services side by side, all duties below each other, letters for the owners. */
export function MatrixPrint(props: {
  readonly matrix: Matrix;
  readonly table: MatrixTable;
  readonly view: GridView;
}) {
  const { matrix, table, view } = props;
  const kinds = kindsById(matrix.parties);
  const names = namesByKind(matrix.parties);
  const parts: (readonly number[])[] = [];
  for (let first = 0; first < view.columns.length; first += ACROSS)
    parts.push(view.columns.slice(first, first + ACROSS));
  const used = new Set(
    view.columns.flatMap((column) =>
      view.duties.flatMap((row) => {
        const cell = table.cell(column, row);
        return cell ? ownershipKeys(decodeOwnership(cell.ownership), kinds) : [];
      }),
    ),
  );
  return (
    <div data-paper="landscape">
      {parts.map((columns, part) => (
        <div key={columns[0] ?? 0} className={styles.part}>
          {part === 0 && (
            <p className={styles.words}>
              {[...used]
                .map((key) => `${OWNERSHIP_STYLES[key].letter}: ${names[key] ?? OWNERSHIP_STYLES[key].label}`)
                .join('   ')}
              . Empty: not asked there.
            </p>
          )}
          <table className={styles.table} aria-label={`Matrix, part ${part + 1} of ${parts.length}`}>
            <thead>
              <tr>
                <th scope="col">{parts.length > 1 ? `Part ${part + 1} of ${parts.length}` : 'Duty'}</th>
                {columns.map((column) => (
                  <th key={column} scope="col" className={styles.head}>
                    <span dir="auto">{table.columns[column]?.label}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {view.rows.map((line) =>
                line.kind === 'domain' ? (
                  <tr key={line.id} className={styles.domain}>
                    <th scope="rowgroup" colSpan={columns.length + 1}>
                      {line.name}
                    </th>
                  </tr>
                ) : (
                  <tr key={`duty ${line.row}`}>
                    <th scope="row">{table.rows[line.row]?.name}</th>
                    {columns.map((column) => {
                      const cell = table.cell(column, line.row);
                      return (
                        <td key={column}>
                          {cell ? ownershipLetters(decodeOwnership(cell.ownership), kinds) : ''}
                        </td>
                      );
                    })}
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      ))}
    </div>
  );
}
