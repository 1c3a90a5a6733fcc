import type { ActionRow, ActionState } from '../../../../main/contract/actions.ts';
import type { Grouped } from '../../../../main/domain/grouped.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { IconButton } from '../../../components/button/button.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { GroupedRows } from '../../../components/table/grouped-rows.tsx';
import table from '../../../components/table/table.module.css';
import { useCommand } from '../../../host/use-command.ts';
import { cx } from '../../../lib/cx.ts';
import { formatCount, formatDate } from '../../../lib/format.ts';
import { ACTION_STATE_WORDS } from '../../../lib/words.ts';
import styles from '../gaps.module.css';
import { WORKBOOK_REF } from '../model.ts';
import { PlaceLink } from './place-link.tsx';

const STATES: readonly ActionState[] = ['open', 'in-progress', 'done', 'dropped'];

/** What is to be done, by whom and by when; the state changes in place. */
export function ActionTable(props: {
  readonly grouped: Grouped<ActionRow>;
  readonly readOnly: boolean;
  readonly onEdit: (action: ActionRow) => void;
  readonly onRemove: (action: ActionRow) => void;
}) {
  const update = useCommand('actions.update');
  return (
    <Panel>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className={cx(table.scroll, table.room)} aria-label="Table of actions" tabIndex={0}>
        <table className={cx(table.table, table.folding)}>
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col" className={table.broad}>
                What is to be done
              </th>
              <th scope="col">Who</th>
              <th scope="col">Due</th>
              <th scope="col">State</th>
              <th scope="col" className={table.end}>
                Covers
              </th>
              {!props.readOnly && (
                <th scope="col">
                  <span className="visually-hidden">Acts</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            <GroupedRows grouped={props.grouped} columns={props.readOnly ? 6 : 7}>
              {(action) => (
                <tr key={action.number} data-entry={`action-${action.number}`} tabIndex={-1}>
                  <td className={table.fixed}>{`A-${action.number}`}</td>
                  <td className={table.broad}>
                    <div className={styles.actionTitle}>{action.title}</div>
                    <div className={styles.where}>
                      <PlaceLink
                        subject={action.subject ?? WORKBOOK_REF}
                        responsibility={action.responsibility}
                      >
                        {[action.subjectLabel, action.responsibilityName].filter(Boolean).join(', ')}
                      </PlaceLink>
                      {action.subject === null && ' (every service)'}
                    </div>
                    {action.note && <p className={styles.note}>{action.note}</p>}
                  </td>
                  <td className={table.fixed}>
                    {action.personName ?? <span className={styles.nobody}>Nobody yet</span>}
                  </td>
                  <td className={table.fixed}>
                    <span className={styles.due}>
                      {action.dueOn === null ? '' : formatDate(action.dueOn)}
                      {action.overdue && <Badge tone="bad">Overdue</Badge>}
                    </span>
                  </td>
                  <td className={cx(table.edit, styles.state)}>
                    <Select<ActionState>
                      label={`State of A-${action.number}`}
                      hideLabel
                      cell
                      value={action.state}
                      disabled={props.readOnly}
                      onValue={(state) => void update.run({ number: action.number, state })}
                      options={STATES.map((value) => ({ value, label: ACTION_STATE_WORDS[value] }))}
                    />
                  </td>
                  <td className={cx(table.fixed, table.end, styles.covers)}>
                    {action.covers > 0 ? formatCount(action.covers, 'gap') : ''}
                  </td>
                  {!props.readOnly && (
                    <td className={table.acts}>
                      <IconButton
                        icon="edit"
                        size="small"
                        label={`Change A-${action.number}`}
                        onClick={() => props.onEdit(action)}
                      />
                      <IconButton
                        icon="remove"
                        size="small"
                        label={`Remove A-${action.number}`}
                        onClick={() => props.onRemove(action)}
                      />
                    </td>
                  )}
                </tr>
              )}
            </GroupedRows>
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
