import { useMemo, useState } from 'react';
import type { RegisterRow } from '../../../../main/contract/assignments.ts';
import { kindsById, namesById } from '../../../../main/domain/duties/ownership.ts';
import { hasEnded, lackingOf } from '../../../../main/domain/duties/risk-acceptance.ts';
import { statusOf } from '../../../../main/domain/duties/status.ts';
import type { Grouped } from '../../../../main/domain/grouped.ts';
import { AnsweredJustNow } from '../../../answering/pane/answered-just-now.tsx';
import { CardList } from '../../../answering/pane/card-list.tsx';
import { useStayingRows } from '../../../answering/pane/use-staying-rows.ts';
import { RiskDialog } from '../../../answering/risk/risk-dialog.tsx';
import { Badge } from '../../../components/badge/badge.tsx';
import { IconButton } from '../../../components/button/button.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { GroupedRows } from '../../../components/table/grouped-rows.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useGrouped, useWhere } from '../../../components/where/use-places.ts';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { formatCount, formatDate, today } from '../../../lib/format.ts';
import { holdsWords } from '../../../lib/has-words.ts';
import styles from '../gaps.module.css';
import type { GapPatch, GapSearch } from '../search.ts';
import { Body } from './body.tsx';
import { PlaceLink } from './place-link.tsx';

/** Every risk that is accepted: why, who approved it and until when; what has ended first, then by the day of their end. */
export function RisksView(props: {
  readonly readOnly: boolean;
  readonly search: GapSearch;
  readonly change: (patch: GapPatch) => void;
}) {
  const { search, change } = props;
  const text = search.text ?? '';
  const isThere = useWhere(search.where);
  const parties = useDemarcData('parties.list', {});
  const people = namesById(useDemarcData('people.list', {}));
  const found = useDemarcData('assignments.register', {
    filter: { status: 'risk-accepted' },
    limit: 100_000,
  });
  const [changing, setChanging] = useState<RegisterRow | null>(null);
  const risks = useMemo(() => {
    const kinds = kindsById(parties);
    return found.rows.filter((row) => statusOf(row, kinds) === 'risk-accepted');
  }, [found.rows, parties]);
  const { rows, isGone } = useStayingRows(risks, '', refOf, refOf);
  const lacking = risks.filter(({ risk }) => lackingOf(risk).length > 0 || hasEnded(risk, today())).length;
  const approverOf = ({ risk }: RegisterRow) =>
    risk?.approver == null ? null : (people.get(risk.approver) ?? null);
  const holds = holdsWords(text);
  const shown = rows
    .filter(
      (row) =>
        isThere(subjectsOf(row)) &&
        holds(row.subjectLabel, row.responsibilityName, row.risk?.reason ?? null, approverOf(row)),
    )
    .sort((a, b) => (endOf(a) < endOf(b) ? -1 : endOf(a) > endOf(b) ? 1 : 0));
  const grouped = useGrouped(shown, search.group, subjectsOf);
  if (rows.length === 0)
    return (
      <EmptyState icon="flag" title="No risk is accepted">
        Set the status “Risk accepted” on the card of a duty that nobody will do, then say why, who approved
        it and until when. It is listed here.
      </EmptyState>
    );
  return (
    <CardList>
      <Body label="Accepted risks">
        <div className={styles.listing}>
          <div className={styles.tools}>
            <FindField
              label="Find an accepted risk"
              group="Gaps"
              value={text}
              onValue={(typed) => change({ text: typed === '' ? undefined : typed })}
            />
            <WhereFilter className={styles.pick} search={search} onChange={change} />
            <p className={styles.lead}>
              {formatCount(risks.length, 'accepted risk')}
              {lacking > 0 && `, ${lacking} of them ended or not complete`}
            </p>
          </div>
          {shown.length === 0 ? (
            <p className={styles.lead}>No accepted risk fits what is chosen above.</p>
          ) : (
            <RiskTable
              grouped={grouped}
              isGone={isGone}
              approverOf={approverOf}
              onChange={props.readOnly ? null : setChanging}
            />
          )}
        </div>
      </Body>
      {changing && (
        <RiskDialog
          ref={changing.ref}
          place={placeOf(changing)}
          risk={changing.risk}
          onClose={() => setChanging(null)}
        />
      )}
    </CardList>
  );
}

const refOf = ({ ref }: RegisterRow): string => ref;
const subjectsOf = ({ subject }: RegisterRow): readonly string[] => [subject];
const endOf = ({ risk }: RegisterRow): string => risk?.expiresOn ?? '';
const placeOf = ({ subjectLabel, responsibilityName }: RegisterRow): string =>
  `${subjectLabel}, ${responsibilityName}`;

function RiskTable(props: {
  readonly grouped: Grouped<RegisterRow>;
  /** Whether its risk is accepted no longer. */
  readonly isGone: (row: RegisterRow) => boolean;
  readonly approverOf: (row: RegisterRow) => string | null;
  /** Null where nothing can be changed. */
  readonly onChange: ((row: RegisterRow) => void) | null;
}) {
  const { onChange } = props;
  return (
    <Panel>
      <section aria-label="Table of accepted risks">
        <Table
          folds
          heads={[
            { text: 'Where', width: '22%' },
            'Why it is accepted',
            { text: 'Approved by', width: '17%' },
            { text: 'Until', width: '7rem' },
            { text: 'State', width: '9rem' },
            ...(onChange ? [{ text: 'Acts', hidden: true, width: '4rem' }] : []),
          ]}
        >
          <GroupedRows grouped={props.grouped} columns={onChange ? 6 : 5}>
            {(row) => (
              <tr key={row.ref}>
                <td className={cx(table.fixed, styles.place)}>
                  <PlaceLink subject={row.subject} responsibility={row.responsibility}>
                    {placeOf(row)}
                  </PlaceLink>{' '}
                  {props.isGone(row) && <AnsweredJustNow />}
                </td>
                <td className={table.fixed}>
                  <p className={styles.note} dir="auto">
                    {row.risk?.reason}
                  </p>
                </td>
                <td className={cx(table.fixed, styles.place)}>
                  {props.approverOf(row) ?? <span className={styles.nobody}>Nobody yet</span>}
                  {row.risk?.approvedOn && (
                    <p className={styles.where}>on {formatDate(row.risk.approvedOn)}</p>
                  )}
                </td>
                <td className={cx(table.fixed, styles.covers)}>
                  {row.risk?.expiresOn && formatDate(row.risk.expiresOn)}
                </td>
                <td className={table.fixed}>{!props.isGone(row) && <RiskBadge row={row} />}</td>
                {onChange && (
                  <td className={table.acts}>
                    {props.isGone(row) ? null : row.review === 'accepted' ? (
                      <span
                        className={styles.where}
                        title="Accepted in review: reopen it on its card to change it"
                      >
                        Locked
                      </span>
                    ) : (
                      <IconButton
                        icon="edit"
                        size="small"
                        label={`Change the acceptance of ${placeOf(row)}`}
                        onClick={() => onChange(row)}
                      />
                    )}
                  </td>
                )}
              </tr>
            )}
          </GroupedRows>
        </Table>
      </section>
    </Panel>
  );
}

/** In a word how it stands; below it, what it lacks. */
function RiskBadge({ row: { risk } }: { readonly row: RegisterRow }) {
  const lacking = lackingOf(risk);
  if (hasEnded(risk, today())) return <Badge tone="bad">Ended</Badge>;
  if (lacking.length === 0) return <Badge tone="good">Stands</Badge>;
  return (
    <>
      <Badge tone="warn">Not complete</Badge>
      <p className={styles.where}>Lacks {lacking.join(', ')}</p>
    </>
  );
}
