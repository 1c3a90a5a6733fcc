import { Link } from '@tanstack/react-router';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { Walk, WalkSubject } from '../../../../main/contract/assignments.ts';
import { wholePercent } from '../../../../main/domain/words/percent.ts';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { useWhere } from '../../../components/where/use-places.ts';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { cx } from '../../../lib/cx.ts';
import { scrollWithin } from '../../../lib/scroll-within.ts';
import { groupSubjects } from '../model.ts';
import { DutyList } from './duty-list.tsx';
import styles from './subject-list.module.css';

/** Left zone: whom one can walk through, how far each is, and the duties of the one in view. */
export function SubjectList(props: {
  readonly subjects: readonly WalkSubject[];
  readonly walk: Walk | undefined;
  readonly current: string;
  readonly card: string | null;
}) {
  const { subjects, walk, current, card } = props;
  const workbook = useWorkbookId();
  const [filter, setFilter] = useState('');
  const [where, setWhere] = useState<string>();
  const isThere = useWhere(where);
  const groups = useMemo(() => groupSubjects(subjects, filter, isThere), [subjects, filter, isThere]);
  const services = subjects.some((subject) => subject.kind === 'service');
  return (
    <nav className={styles.list} aria-label="Services and duties">
      {subjects.length > 8 && (
        <div className={styles.search}>
          <FindField label="Find a service" group="Walk-through" value={filter} onValue={setFilter} />
          <WhereFilter
            search={where === undefined ? {} : { where }}
            onChange={(patch) => setWhere(patch.where)}
            noGroups
          />
        </div>
      )}
      <div className={styles.scroll} data-scroller>
        {!services && filter === '' && (
          <p className={styles.hint}>
            No services yet.{' '}
            <Link to="/w/$workbook/services" params={{ workbook }} search={{ add: 'catalogue' }}>
              Add those in use
            </Link>{' '}
            to have their duties asked here.
          </p>
        )}
        {groups.map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h2 className={styles.group}>{group.name}</h2>
            <ul>
              {group.subjects.map((subject) => (
                <SubjectEntry
                  key={subject.ref}
                  subject={subject}
                  workbook={workbook}
                  current={subject.ref === current}
                >
                  {subject.ref === current && walk?.subject.ref === current ? (
                    <DutyList walk={walk} card={card} kind={subject.kind} />
                  ) : null}
                </SubjectEntry>
              ))}
            </ul>
          </section>
        ))}
        {groups.length === 0 && <p className={styles.hint}>No service fits.</p>}
      </div>
    </nav>
  );
}

const SubjectEntry = memo(function SubjectEntry(props: {
  readonly subject: WalkSubject;
  readonly workbook: string;
  readonly current: boolean;
  readonly children: React.ReactNode;
}) {
  const { subject, workbook, current } = props;
  const entry = useRef<HTMLLIElement>(null);
  // Once its duties are listed, the one in view is scrolled to instead.
  const listed = props.children !== null;
  useEffect(() => {
    if (current && !listed) scrollWithin(entry.current);
  }, [current, listed]);
  const done = subject.asked > 0 && subject.answered === subject.asked;
  return (
    <li ref={entry} className={styles.entry}>
      <Link
        to="/w/$workbook/walk/{-$subject}"
        params={{ workbook, subject: subject.ref }}
        search={{}}
        className={cx(styles.subject, current && styles.current)}
        aria-current={current ? 'true' : undefined}
        title={subject.detail}
      >
        <span className={styles.label}>{subject.label}</span>
        <span className={styles.count}>
          {done ? <Icon name="check" size={12} /> : null}
          {subject.answered}/{subject.asked}
        </span>
        <span className={styles.bar} aria-hidden="true">
          <span
            className={styles.fill}
            style={{ width: `${wholePercent(subject.answered, subject.asked)}%` }}
          />
        </span>
      </Link>
      {props.children}
    </li>
  );
});
