import { useId, useState } from 'react';
import type { Gap, Severity } from '../../../../main/contract/gaps.ts';
import { AnsweredJustNow } from '../../../answering/pane/answered-just-now.tsx';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { RovingRow, RovingRows } from '../../../components/roving-rows/roving-rows.tsx';
import { formatCount } from '../../../lib/format.ts';
import styles from '../gaps.module.css';
import { canBeCovered, type GapGroup, SEVERITY_WORDS } from '../model.ts';
import { PlaceLink } from './place-link.tsx';
import { RoomWords } from './room-words.tsx';

/** Rows of a group shown at first, and added with each press: lists can be tens of thousands long. */
const STEP = 40;
export const SEVERITY_TONES = { high: 'bad', medium: 'warn', low: 'note' } as const;

/** The gaps of one rule, or of one place: what is wrong, where, and who has it in hand. */
export function GapGroupView(props: {
  readonly group: GapGroup;
  readonly startsOpen: boolean;
  readonly overdue: ReadonlySet<number>;
  /** Whether a gap was closed just now. */
  readonly isGone: (gap: Gap) => boolean;
  /** Absent where nothing can be changed. */
  readonly onMake: ((gap: Gap) => void) | null;
  readonly onMakeForAll: ((rule: string) => void) | null;
  readonly onAction: (number: number) => void;
}) {
  const { group, overdue, onMake, onMakeForAll } = props;
  const id = useId();
  const [open, setOpen] = useState(props.startsOpen);
  const [shown, setShown] = useState(STEP);
  const rest = group.gaps.length - shown;
  const { alike } = group;
  return (
    <section className={styles.group} aria-labelledby={`${id}-title`}>
      <div className={styles.groupHead}>
        <h2 id={`${id}-title`} className={styles.groupTitle}>
          <button
            type="button"
            className={styles.fold}
            aria-expanded={open}
            aria-controls={`${id}-list`}
            onClick={() => setOpen((now) => !now)}
          >
            <Icon name="chevron" size={14} className={open ? undefined : styles.folded} />
            {alike && <SeverityBadge severity={alike.severity} />}
            <span className={styles.groupName}>{group.title}</span>
            <span className={styles.count}>{formatCount(group.gaps.length, 'gap')}</span>
          </button>
        </h2>
        {alike && canBeCovered(alike.rule) && onMakeForAll && group.gaps.length > 1 && (
          <Button size="small" icon="add" onClick={() => onMakeForAll(alike.rule)}>
            One action for all of these
          </Button>
        )}
      </div>
      <RovingRows id={`${id}-list`} labelledBy={`${id}-title`} className={styles.rows} hidden={!open}>
        {group.gaps.slice(0, open ? shown : 0).map((gap) => (
          <RovingRow
            key={`${gap.ref ?? gap.subject} ${gap.sentence}`}
            className={styles.row}
            mainClassName={styles.what}
            main={
              <>
                {alike === null && <SeverityBadge severity={gap.severity} />}{' '}
                <PlaceLink
                  subject={gap.subject}
                  responsibility={gap.responsibility}
                  className={styles.sentence}
                >
                  {gap.sentence}
                </PlaceLink>{' '}
                {props.isGone(gap) && <AnsweredJustNow />}
                {gap.rule === 'misconception' && gap.responsibility !== null && (
                  <RoomWords responsibility={gap.responsibility} />
                )}
              </>
            }
            acts={
              gap.action !== null ? (
                <Button size="small" kind="quiet" onClick={() => props.onAction(gap.action ?? 0)}>
                  <Badge tone={overdue.has(gap.action) ? 'bad' : 'good'}>
                    {`A-${gap.action}${overdue.has(gap.action) ? ' overdue' : ''}`}
                  </Badge>
                </Button>
              ) : (
                onMake && (
                  <Button
                    size="small"
                    kind="quiet"
                    icon="add"
                    aria-label={`Make an action: ${gap.sentence}`}
                    onClick={() => onMake(gap)}
                  >
                    Make an action
                  </Button>
                )
              )
            }
          />
        ))}
      </RovingRows>
      {open && rest > 0 && (
        <Button size="small" kind="quiet" onClick={() => setShown((now) => now + STEP)}>
          {`Show ${Math.min(rest, STEP)} more of ${formatCount(rest, 'gap')} not shown`}
        </Button>
      )}
    </section>
  );
}

const SeverityBadge = ({ severity }: { readonly severity: Severity }) => (
  <Badge tone={SEVERITY_TONES[severity]}>{SEVERITY_WORDS[severity]}</Badge>
);
