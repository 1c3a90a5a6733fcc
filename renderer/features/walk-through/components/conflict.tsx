import { namesById } from '../../../../main/domain/ownership.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { differences } from '../conflict.ts';
import { useEdit } from '../use-edit.ts';
import type { WalkControl } from '../use-walk.ts';
import styles from './conflict.module.css';
import { cardLabel } from './walk-keys.tsx';

/** Somebody else changed the record while one typed: both texts are shown, and neither is lost without a word. */
export function Conflict({ control }: { readonly control: WalkControl }) {
  const { card } = control;
  const edit = useEdit(card.ref, cardLabel(control), card.assignment?.rev);
  const people = useDemarcQuery('people.list', {}).data ?? [];
  const found = differences(edit.pending, card.assignment, {
    parties: namesById(control.parties),
    people,
  });
  return (
    <Notice
      tone="bad"
      title="Changed by somebody else while you typed"
      actions={
        <>
          <Button kind="primary" onClick={() => edit.keepMine(card.assignment?.rev)}>
            Save mine over it
          </Button>
          <Button onClick={edit.discard}>Take theirs</Button>
        </>
      }
    >
      <p>
        What you typed is still in the fields and not saved. The rest of the card shows what the other saved.
      </p>
      {found.length > 0 && (
        <table className={styles.both}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Theirs, saved</th>
              <th scope="col">Yours, not saved</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ field, theirs, mine }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{theirs === '' ? 'Empty' : theirs}</td>
                <td>{mine === '' ? 'Empty' : mine}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Notice>
  );
}
