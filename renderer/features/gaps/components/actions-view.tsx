import { useMemo } from 'react';
import type { ActionRow } from '../../../../main/contract/actions.ts';
import { CardList } from '../../../answering/pane/card-list.tsx';
import { Button } from '../../../components/button/button.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { useGrouped, useWhere } from '../../../components/where/use-places.ts';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { useClient, useWorkbookId } from '../../../host/context.tsx';
import { useHeldKeys } from '../../../host/use-autosave.ts';
import { removalKey, useRemoval } from '../../../host/use-removal.ts';
import { formatCount } from '../../../lib/format.ts';
import { holdsWords } from '../../../lib/has-words.ts';
import styles from '../gaps.module.css';
import type { GapPatch, GapSearch } from '../search.ts';
import { ActionTable } from './action-table.tsx';
import { Body } from './body.tsx';
import { useGaps } from './use-gaps.ts';

/** One for the whole workbook is in no account. */
const subjectsOf = ({ subject }: ActionRow): readonly string[] => (subject === null ? [] : [subject]);

/** The list of actions; closed ones on request. */
export function ActionsView(props: {
  readonly readOnly: boolean;
  readonly closed: boolean;
  readonly search: GapSearch;
  readonly change: (patch: GapPatch) => void;
  readonly onClosed: (closed: boolean) => void;
  readonly onAdd: () => void;
  readonly onEdit: (action: ActionRow) => void;
}) {
  const { search, change } = props;
  const text = search.text ?? '';
  const isThere = useWhere(search.where);
  const { actions } = useGaps();
  const client = useClient();
  const workbook = useWorkbookId();
  const removeLater = useRemoval();
  const held = useHeldKeys(actions.map((action) => removalKey('action', action.number)));
  const present = actions.filter((action) => !held.has(removalKey('action', action.number)));
  const live = useMemo(() => present.filter((action) => action.closedAt === null), [present]);
  const holds = holdsWords(text);
  const shown = (props.closed ? present : live).filter(
    (action) =>
      isThere(subjectsOf(action)) &&
      holds(
        `A-${action.number}`,
        action.title,
        action.note,
        action.personName,
        action.subjectLabel,
        action.responsibilityName,
      ),
  );
  const grouped = useGrouped(shown, search.group, subjectsOf);
  const late = live.filter((action) => action.overdue).length;
  const remove = ({ number, title }: ActionRow) =>
    removeLater(removalKey('action', number), `A-${number} ${title}`, () =>
      client.call('actions.remove', { number }, workbook),
    );
  if (present.length === 0)
    return (
      <EmptyState
        icon="flag"
        title="No actions yet"
        actions={
          !props.readOnly && (
            <Button icon="add" kind="primary" onClick={props.onAdd}>
              Add an action
            </Button>
          )
        }
      >
        An action says who will do what by when. Make one beside a gap, and the gap says so; or add one that
        no gap asks for.
      </EmptyState>
    );
  return (
    <CardList>
      <Body label="Actions">
        <div className={styles.listing}>
          <div className={styles.tools}>
            <FindField
              label="Find an action"
              group="Gaps"
              value={text}
              onValue={(typed) => change({ text: typed === '' ? undefined : typed })}
            />
            <WhereFilter className={styles.pick} search={search} onChange={change} />
            <p className={styles.lead}>
              {`${formatCount(live.length, 'action')} to be done`}
              {late > 0 && `, ${late} of them overdue`}
            </p>
            <Checkbox
              label={`Show closed ones (${present.length - live.length})`}
              checked={props.closed}
              onChecked={props.onClosed}
            />
          </div>
          {shown.length === 0 ? (
            <p className={styles.lead}>
              {text.trim() === '' && search.where === undefined
                ? 'Everything is done.'
                : 'No action fits what is chosen above.'}
            </p>
          ) : (
            <ActionTable
              grouped={grouped}
              readOnly={props.readOnly}
              onEdit={props.onEdit}
              onRemove={remove}
            />
          )}
        </div>
      </Body>
    </CardList>
  );
}
