import { namesById } from '../../../main/domain/duties/ownership.ts';
import { Button } from '../../components/button/button.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import type { CardControl } from '../card-control.ts';
import { type Difference, differences } from '../conflict.ts';
import styles from './conflict.module.css';

/** Somebody else changed the record while one typed: both texts are shown, and neither is lost without a word. */
export function Conflict({ control }: { readonly control: CardControl }) {
  const { card } = control;
  const { edit } = control.fields;
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
      {found.length > 0 && <Both found={found} theirs="Theirs, saved" mine="Yours, not saved" />}
    </Notice>
  );
}

/** Two people's words for the same fields, side by side. */
export function Both(props: {
  readonly found: readonly Difference[];
  readonly theirs: string;
  readonly mine: string;
}) {
  return (
    <table className={styles.both}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">{props.theirs}</th>
          <th scope="col">{props.mine}</th>
        </tr>
      </thead>
      <tbody>
        {props.found.map(({ field, theirs, mine }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td dir="auto">{theirs === '' ? 'Empty' : theirs}</td>
            <td dir="auto">{mine === '' ? 'Empty' : mine}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
