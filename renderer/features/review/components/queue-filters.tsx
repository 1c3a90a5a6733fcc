import type { ReviewState } from '../../../../main/contract/assignments.ts';
import { RULES } from '../../../../main/contract/rules.ts';
import { Select } from '../../../components/field/field.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatNumber } from '../../../lib/format.ts';
import { REVIEW_WORDS } from '../../../lib/words.ts';
import type { ReviewPatch, ReviewSearch } from '../search.ts';
import styles from './review.module.css';

export const ALL = 'all' as const;
export const DUE = 'due' as const;
const STATES: readonly ReviewState[] = ['submitted', 'returned', 'draft', 'accepted'];

/** Which answers the queue lists. */
export function QueueFilters(props: {
  readonly search: ReviewSearch;
  readonly change: (patch: ReviewPatch) => void;
  /** How many stand where, in what else is chosen. */
  readonly counts: Readonly<Record<ReviewState, number>> | undefined;
  /** How many are to be reviewed again by now. */
  readonly due: number | undefined;
}) {
  const { search, change, counts } = props;
  const people = useDemarcData('people.list', {});
  const subjects = useDemarcData('assignments.subjects', {});
  const { rules } = useDemarcData('workbook.info', {});
  const state = search.state ?? 'submitted';
  const total = counts ? STATES.reduce((sum, entry) => sum + counts[entry], 0) : 0;
  const label = (words: string, count: number | undefined) => `${words} (${formatNumber(count ?? 0)})`;
  return (
    <div className={styles.filters}>
      <FindField
        label="Find an answer"
        group="Review"
        value={search.text ?? ''}
        onValue={(text) => change({ text: text === '' ? undefined : text })}
      />
      <div className={styles.choice}>
        <Select<ReviewState | typeof ALL | typeof DUE>
          label="Review state"
          hideLabel
          value={state}
          onValue={(next) => change({ state: next === 'submitted' ? undefined : next })}
          options={[
            ...STATES.map((value) => ({ value, label: label(REVIEW_WORDS[value], counts?.[value]) })),
            { value: DUE, label: label('To be reviewed again', props.due) },
            { value: ALL, label: label('All answers', total) },
          ]}
        />
      </div>
      <div className={styles.choice}>
        <Select
          label="Service"
          hideLabel
          value={search.subject ?? ''}
          onValue={(subject) => change({ subject: subject === '' ? undefined : subject })}
          options={[
            { value: '', label: 'All services' },
            ...subjects.map((subject) => ({ value: subject.ref, label: subject.label })),
          ]}
        />
      </div>
      <div className={styles.choice}>
        <Select
          label="Person"
          hideLabel
          value={search.person ?? ''}
          onValue={(person) => change({ person: person === '' ? undefined : person })}
          options={[
            { value: '', label: 'Everybody' },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <WhereFilter className={styles.choice} search={search} onChange={change} />
      {rules.includes('other-accepts') && <p className={styles.rule}>{RULES['other-accepts'].name}.</p>}
    </div>
  );
}
