import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import type { Walk, WalkItem } from '../../../../main/contract/assignments.ts';
import type { SubjectKind } from '../../../../main/contract/catalogue.ts';
import {
  kindsById,
  namesById,
  ownershipKeys,
  ownershipWords,
} from '../../../../main/domain/duties/ownership.ts';
import { parkedWords } from '../../../../main/domain/duties/parking.ts';
import { useDrafted } from '../../../answering/draft/use-draft.ts';
import { Icon } from '../../../components/icon/icon.tsx';
import { OwnershipParts, suggestedKeys } from '../../../components/ownership/ownership-chip.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { scrollWithin } from '../../../lib/scroll-within.ts';
import { groupByDomain } from '../model.ts';
import { NotAsked } from './not-asked.tsx';
import styles from './subject-list.module.css';

/** The duties of the subject in view by domain, each with its answer or its ghost. */
export function DutyList(props: {
  readonly walk: Walk;
  readonly card: string | null;
  readonly kind: SubjectKind;
}) {
  const groups = useMemo(() => groupByDomain(props.walk), [props.walk]);
  const drafted = useDrafted();
  return (
    <div className={styles.duties}>
      {groups.map((group) => (
        <section key={group.id} aria-label={group.name}>
          <h3 className={styles.domain} title={group.summary}>
            <span className={styles.domainName}>{group.name}</span>
            <span className={styles.domainCount}>
              {group.answered}/{group.items.length}
            </span>
          </h3>
          <ul>
            {group.items.map((item) => (
              <Duty
                key={item.ref}
                item={item}
                current={item.ref === props.card}
                drafted={drafted.has(item.ref)}
              />
            ))}
          </ul>
        </section>
      ))}
      {props.kind === 'service' && <NotAsked subject={props.walk.subject.ref} />}
    </div>
  );
}

function Duty(props: { readonly item: WalkItem; readonly current: boolean; readonly drafted: boolean }) {
  const { item, current } = props;
  const workbook = useWorkbookId();
  const parties = useDemarcData('parties.list', {});
  const people = useDemarcData('people.list', {});
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) scrollWithin(link.current);
  }, [current]);
  const open = item.ownership.kind === 'unanswered';
  const words = ownershipWords(item.ownership, namesById(parties));
  const [subject = '', card = ''] = item.ref.split('/');
  return (
    <li>
      <Link
        ref={link}
        to="/w/$workbook/walk/{-$subject}"
        params={{ workbook, subject }}
        search={{ card }}
        className={cx(styles.duty, current && styles.here)}
        aria-current={current ? 'step' : undefined}
      >
        <span className={styles.mark}>
          <OwnershipParts
            keys={open ? suggestedKeys(item.suggested) : ownershipKeys(item.ownership, kindsById(parties))}
            ghost={open}
          />
        </span>
        <span className={styles.dutyName}>{item.name}</span>
        <span className="visually-hidden">, {words}</span>
        {props.drafted && (
          <span title="Draft, not recorded" className={styles.draft}>
            <span className="visually-hidden">, draft, not recorded</span>
          </span>
        )}
        {item.misconception && <Mark icon="warning" label="misconception" />}
        {item.parked && (
          <Mark icon="park" label={parkedWords(item.waits, namesById(people)).replace('Parked', 'parked')} />
        )}
        {item.note && <Mark icon="note" label="note" />}
        {item.evidence > 0 && <Mark icon="evidence" label={`${item.evidence} evidence`} />}
      </Link>
    </li>
  );
}

function Mark(props: { readonly icon: 'warning' | 'park' | 'note' | 'evidence'; readonly label: string }) {
  return (
    <span title={props.label} className={styles.sign}>
      <Icon name={props.icon} size={12} />
      <span className="visually-hidden">, {props.label}</span>
    </span>
  );
}
