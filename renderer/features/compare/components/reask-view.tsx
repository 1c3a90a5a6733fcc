import { useState } from 'react';
import type { ReaskItem, SplitItem } from '../../../../main/contract/snapshots.ts';
import { AnsweredJustNow } from '../../../answering/pane/answered-just-now.tsx';
import { useStayingRows } from '../../../answering/pane/use-staying-rows.ts';
import { Button } from '../../../components/button/button.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { whereOf } from '../../../components/where/where.ts';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { cx } from '../../../lib/cx.ts';
import { formatCount, formatDate, formatNumber } from '../../../lib/format.ts';
import { holdsWords } from '../../../lib/has-words.ts';
import { targetOf } from '../model.ts';
import { Text } from './changes.tsx';
import styles from './compare.module.css';
import { PlaceLink } from './place-link.tsx';

const PAGE = 50;

/** Answers to look at again, because the catalogue proposes something else than when they were given. */
export function ReaskView(props: {
  readonly readOnly: boolean;
  readonly where: string | undefined;
  readonly onWhere: (where: string | undefined) => void;
}) {
  const { where } = props;
  const { items, unknown, splits } = useDemarcData('snapshots.reask', whereOf(where));
  // What settles everything is not offered beside a part of it.
  const settles = !props.readOnly && where === undefined;
  const offer = useUndoOffer();
  const confirm = useCommand('snapshots.confirm');
  const [shown, setShown] = useState(PAGE);
  const [text, setText] = useState('');
  const holds = holdsWords(text);
  const { rows, isGone } = useStayingRows(items, where ?? '', refOf, refOf);
  const found = rows.filter((item) => holds(item.place, item.answer, item.ref));
  const stand = async (refs?: string[]) => {
    const done = await confirm.run(refs ? { refs } : {});
    if (done.ok)
      offer(
        `${formatCount(done.value.confirmed, 'answer')} confirmed under the present catalogue.`,
        done.change,
      );
  };
  return (
    <>
      <div className={styles.where}>
        <WhereFilter
          search={where === undefined ? {} : { where }}
          onChange={(patch) => props.onWhere(patch.where)}
          noGroups
        />
      </div>
      {splits.length > 0 && <Splits splits={splits} readOnly={!settles} />}
      {unknown > 0 && (
        <Notice
          title={`What the catalogue proposed for ${formatCount(unknown, 'answer')} is not known`}
          actions={
            settles && (
              <Button disabled={confirm.busy} onClick={() => void stand()}>
                Take today's catalogue as the basis of all answers
              </Button>
            )
          }
        >
          They were recorded before it was kept. From the present catalogue on, changes can be told.
        </Notice>
      )}
      {rows.length === 0 && splits.length === 0 && where !== undefined && (
        <EmptyState icon="check" title="Nothing to ask again here">
          Nothing that runs in this place has an answer for which the catalogue would propose something else.
        </EmptyState>
      )}
      {rows.length === 0 && splits.length === 0 && where === undefined && (
        <EmptyState icon="check" title="Nothing to ask again">
          The catalogue proposes today what it proposed when the answers were given. After an update of
          Demarc, the answers whose duty, suggested owner or service life cycle changed are listed here, and
          only those.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Section
          title={`${formatCount(items.length, 'answer')} to look at again`}
          hint="The catalogue proposes something else for these than when they were answered. Answer again, or say that the answer stands."
          actions={
            !props.readOnly &&
            items.length > 0 && (
              <Button disabled={confirm.busy} onClick={() => void stand(items.map(({ ref }) => ref))}>
                All of them stand
              </Button>
            )
          }
        >
          <FindField label="Find an answer" group="Changes" value={text} onValue={setText} />
          {found.length === 0 && <p role="status">No answer has these words.</p>}
          <ul className={styles.items}>
            {found.slice(0, shown).map((item) => (
              <Item
                key={item.ref}
                item={item}
                gone={isGone(item)}
                onStands={props.readOnly || isGone(item) ? null : () => void stand([item.ref])}
              />
            ))}
          </ul>
          {found.length > shown && (
            <div>
              <Button onClick={() => setShown(shown + PAGE)}>
                Show more of {formatNumber(found.length - shown)}
              </Button>
            </div>
          )}
        </Section>
      )}
    </>
  );
}

/** Answers to duties that the catalogue has split since, and the way to carry them on. */
function Splits(props: { readonly splits: readonly SplitItem[]; readonly readOnly: boolean }) {
  const { splits } = props;
  const offer = useUndoOffer();
  const carry = useCommand('snapshots.carrySplits');
  const carryAll = async () => {
    const done = await carry.run({});
    if (!done.ok) return;
    const { carried, left } = done.value;
    offer(
      `${formatCount(carried, 'answer')} carried over, to be confirmed.${
        left[0] ? ` ${left.length} left: ${left[0].place}: ${left[0].why}` : ''
      }`,
      done.change,
    );
  };
  return (
    <Notice
      title={`${formatCount(splits.length, 'duty', 'duties')} with something recorded, split since`}
      actions={
        !props.readOnly && (
          <Button disabled={carry.busy} onClick={() => void carryAll()}>
            Carry over, to be confirmed
          </Button>
        )
      }
    >
      <ul>
        {splits.map(({ ref, place, answer, parts }) => (
          <li key={ref}>
            {place}: {answer}. It is now asked as {parts.join(' and ')}.
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const refOf = ({ ref }: ReaskItem): string => ref;

function Item(props: {
  readonly item: ReaskItem;
  /** It is to be asked no longer. */
  readonly gone: boolean;
  readonly onStands: (() => void) | null;
}) {
  const { item } = props;
  return (
    <li>
      <Panel padded>
        <div className={styles.itemHead}>
          <div>
            <h3>
              <PlaceLink target={targetOf({ ref: item.ref, group: 'ownership', kind: 'changed' })}>
                {item.place}
              </PlaceLink>
            </h3>
            <p className={styles.small}>
              Answered {item.answer}
              {item.answeredAt && ` on ${formatDate(item.answeredAt)}`}
            </p>
          </div>
          {props.gone && <AnsweredJustNow />}
          {props.onStands && (
            <Button size="small" icon="check" onClick={props.onStands}>
              The answer stands<span className="visually-hidden">: {item.place}</span>
            </Button>
          )}
        </div>
        <table className={cx(table.table, styles.proposals)}>
          <thead>
            <tr>
              <th scope="col">What the catalogue says</th>
              <th scope="col">When it was answered</th>
              <th scope="col">Today</th>
            </tr>
          </thead>
          <tbody>
            {item.changes.map((change) => (
              <tr key={change.field}>
                <td>{change.field}</td>
                <Text text={change.before} />
                <Text text={change.after} />
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </li>
  );
}
