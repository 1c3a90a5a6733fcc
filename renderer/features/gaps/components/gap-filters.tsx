import { useMemo } from 'react';
import { type Gap, SEVERITIES } from '../../../../main/contract/gaps.ts';
import { Select } from '../../../components/field/field.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { useWhere } from '../../../components/where/use-places.ts';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { formatNumber } from '../../../lib/format.ts';
import styles from '../gaps.module.css';
import { countBySeverity, filterGaps, ruleTitle, SEVERITY_WORDS, WORKBOOK_REF } from '../model.ts';
import type { Cover, GapPatch, GapSearch } from '../search.ts';

const ALL = '' as const;

/** Which gaps are listed: by severity, words, rule, service, and whether an action covers them. */
export function GapFilters(props: {
  readonly search: GapSearch;
  readonly change: (patch: GapPatch) => void;
  readonly gaps: readonly Gap[];
  readonly overdue: Parameters<typeof filterGaps>[2];
}) {
  const { search, change, gaps, overdue } = props;
  const subjects = useDemarcData('assignments.subjects', {});
  const isThere = useWhere(search.where);
  // Counted without the severity filter, since the counts are what it is set with.
  const counts = useMemo(() => {
    const { severity: _severity, ...others } = search;
    return countBySeverity(filterGaps(gaps, others, overdue, isThere));
  }, [gaps, search, overdue, isThere]);
  const rules = useMemo(() => [...new Set(gaps.map((gap) => gap.rule))], [gaps]);
  const withGaps = useMemo(() => new Set(gaps.map((gap) => gap.subject)), [gaps]);
  return (
    <>
      <fieldset className={styles.severities}>
        <legend className="visually-hidden">Severity</legend>
        {SEVERITIES.map((severity) => (
          <button
            key={severity}
            type="button"
            aria-pressed={search.severity === severity}
            className={cx(styles.tile, styles[severity])}
            onClick={() => change({ severity: search.severity === severity ? undefined : severity })}
          >
            <span className={styles.tileCount}>{formatNumber(counts[severity])}</span>
            {SEVERITY_WORDS[severity]}
          </button>
        ))}
      </fieldset>
      <FindField
        label="Find a gap"
        group="Gaps"
        value={search.text ?? ''}
        onValue={(text) => change({ text: text === '' ? undefined : text })}
      />
      <div className={styles.pick}>
        <Select
          label="Rule"
          hideLabel
          value={search.rule ?? ALL}
          onValue={(rule) => change({ rule: rule === ALL ? undefined : rule })}
          options={[
            { value: ALL, label: 'All rules' },
            ...rules.map((rule) => ({ value: rule, label: ruleTitle(rule) })),
          ]}
        />
      </div>
      <div className={styles.pick}>
        <Select
          label="Service"
          hideLabel
          value={search.subject ?? ALL}
          onValue={(subject) => change({ subject: subject === ALL ? undefined : subject })}
          options={[
            { value: ALL, label: 'All services' },
            ...subjects
              .filter(({ ref }) => withGaps.has(ref) || ref === search.subject)
              .map(({ ref, label }) => ({
                value: ref,
                label: ref === WORKBOOK_REF ? `${label} (answered once)` : label,
              })),
          ]}
        />
      </div>
      <div className={styles.pick}>
        <Select<Cover | typeof ALL>
          label="Covered"
          hideLabel
          value={search.cover ?? ALL}
          onValue={(cover) => change({ cover: cover === ALL ? undefined : cover })}
          options={[
            { value: ALL, label: 'Covered or not' },
            { value: 'open', label: 'Not in hand (no action, or a late one)' },
            { value: 'in-hand', label: 'In hand (an action covers it)' },
          ]}
        />
      </div>
      <WhereFilter className={styles.pick} search={search} onChange={change} ungrouped="By rule" />
    </>
  );
}
