import type { CellChange, CellField } from '../../../../main/contract/cells.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import table from '../../../components/table/table.module.css';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import styles from './bulk.module.css';

/** More rows than anybody reads; the rest is counted. */
const MOST_SHOWN = 200;
const FIELD_WORDS: Readonly<Record<string, string>> = {
  owners: 'Owner',
  person: 'Persons',
  status: 'Status',
  dueOn: 'Due date',
  note: 'Note',
  reason: 'Reason',
};
const fieldWords = (field: CellField, parties: ReadonlyMap<string, string>): string => {
  const party = field.slice('text/'.length);
  return FIELD_WORDS[field] ?? `Text: ${parties.get(party) ?? party}`;
};

/** What a paste would change, cell by cell, and what it would leave alone and why, before anything is written. */
export function PasteDialog(props: {
  readonly cells: readonly CellChange[];
  readonly ignored: readonly string[];
  readonly parties: ReadonlyMap<string, string>;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onApply: () => void;
}) {
  const refused = props.cells.filter((cell) => cell.refusal !== null);
  const changing = props.cells.filter((cell) => cell.refusal === null && cell.before !== cell.after);
  const shown = [...refused, ...changing];
  return (
    <Dialog
      title="Paste into the matrix"
      wide
      onClose={props.onClose}
      onSubmit={() => changing.length > 0 && props.onApply()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            data-autofocus={changing.length > 0 ? true : undefined}
            disabled={changing.length === 0 || props.busy}
          >
            {changing.length === 0 ? 'Nothing to change' : `Change ${formatCount(changing.length, 'cell')}`}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p className={styles.soft}>
          {formatCount(changing.length, 'cell')} will change, as one step that can be undone.
          {refused.length > 0 && ` ${formatCount(refused.length, 'cell')} will stay as they are.`}{' '}
          {props.ignored.join(' ')}
        </p>
        {shown.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard
          <section className={styles.preview} aria-label="Changes" tabIndex={0}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col" className={styles.place}>
                    Ref
                  </th>
                  <th scope="col" className={styles.field}>
                    Field
                  </th>
                  <th scope="col">Before</th>
                  <th scope="col">After</th>
                </tr>
              </thead>
              <tbody>
                {shown.slice(0, MOST_SHOWN).map((cell) => (
                  <tr key={`${cell.ref} ${cell.field}`}>
                    <td>{cell.ref}</td>
                    <td>{fieldWords(cell.field, props.parties)}</td>
                    <td className={styles.was}>{cell.before}</td>
                    <td className={cell.refusal === null ? undefined : styles.refused}>
                      {cell.refusal ?? (cell.after === '' ? '(empty)' : cell.after)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        {shown.length > MOST_SHOWN && (
          <p className={styles.soft}>and {formatNumber(shown.length - MOST_SHOWN)} more.</p>
        )}
      </div>
    </Dialog>
  );
}
