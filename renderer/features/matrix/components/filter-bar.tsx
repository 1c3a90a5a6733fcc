import { memo, useEffect, useState } from 'react';
import type { Matrix } from '../../../../main/contract/matrix.ts';
import { MINE } from '../../../../main/contract/register.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import type { Option } from '../../../components/field/field.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { STATUS_WORDS } from '../../../lib/words.ts';
import { filterOf, type MatrixSearch, noFilter, type SearchPatch } from '../search.ts';
import { Filter } from './filter.tsx';
import styles from './matrix.module.css';
import { MoreFilters } from './more-filters.tsx';

/** Tells a party in the list of owners from a kind of ownership. */
const PARTY = 'party:';
const TYPING_PAUSE_MS = 200;
const OWNERSHIP_OPTIONS: readonly Option[] = [
  { value: '', label: 'Owner' },
  { value: 'unanswered', label: 'Unanswered' },
  { value: 'single', label: 'One party alone' },
  { value: 'shared', label: 'Shared' },
  { value: 'not-applicable', label: 'Not applicable' },
];
const STATUS_OPTIONS: readonly Option[] = [
  { value: '', label: 'Status' },
  ...Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label })),
];
/** Filters that stand in the line of those that are wanted less often. */
const SELDOM = [
  'environment',
  'account',
  'region',
  'tag',
  'review',
  'gap',
  'checks',
  'control',
  'parked',
  'confirmLater',
] as const;

/** Narrows what is shown; all of it stands in the address. The picture shows whole services, so it knows fewer filters. */
export function FilterBar(props: {
  readonly search: MatrixSearch;
  readonly matrix: Matrix;
  readonly onChange: (patch: SearchPatch) => void;
}) {
  const { search, matrix, onChange } = props;
  const cells = search.view !== 'picture';
  const [more, setMore] = useState(false);
  const hidden = SELDOM.filter((name) => search[name] !== undefined).length;
  const each = (of: (subject: Matrix['subjects'][number]) => readonly string[] | undefined) =>
    [...new Set(matrix.subjects.flatMap((subject) => of(subject) ?? []))].sort();
  const used = new Set(matrix.responsibilities.map((row) => row.domain));
  const narrowed = Object.keys(filterOf(search)).length > 0;
  return (
    <search className={styles.filters}>
      <TextFilter
        value={search.text ?? ''}
        label={cells ? 'Find text' : 'Find a service'}
        onValue={(text) => onChange({ text: text === '' ? undefined : text })}
      />
      {cells && <ServiceFilter subjects={matrix.subjects} value={search.subject} onChange={onChange} />}
      <Filter
        label="Domain"
        value={search.domain}
        options={[
          { value: '', label: 'Domain' },
          ...matrix.domains
            .filter((domain) => used.has(domain.id))
            .map((domain) => ({ value: domain.id, label: domain.name })),
        ]}
        onValue={(domain) => onChange({ domain })}
      />
      {cells && (
        <>
          <Filter
            label="Owner"
            value={search.party ? `${PARTY}${search.party}` : search.ownership}
            options={[
              ...OWNERSHIP_OPTIONS,
              ...matrix.parties.map(({ id, name }) => ({
                value: `${PARTY}${id}`,
                label: name,
                group: 'Has a part',
              })),
            ]}
            onValue={(value) =>
              onChange(
                value?.startsWith(PARTY)
                  ? { party: value.slice(PARTY.length), ownership: undefined }
                  : { party: undefined, ownership: value as MatrixSearch['ownership'] },
              )
            }
          />
          <PersonFilter value={search.person} onValue={(person) => onChange({ person })} />
          <Filter
            label="Status"
            value={search.status}
            options={STATUS_OPTIONS}
            onValue={(value) => onChange({ status: value as MatrixSearch['status'] })}
          />
        </>
      )}
      <Button
        size="small"
        kind="quiet"
        icon="filter"
        aria-expanded={more || hidden > 0}
        onClick={() => setMore((now) => !now)}
      >
        {hidden > 0 ? `More (${hidden})` : 'More'}
      </Button>
      {narrowed && (
        <IconButton icon="close" size="small" label="Clear" onClick={() => onChange(noFilter(search))} />
      )}
      {(more || hidden > 0) && (
        <MoreFilters
          search={search}
          onChange={onChange}
          cells={cells}
          tags={each(({ tags }) => tags)}
          accounts={each(({ accounts }) => accounts)}
          regions={each(({ regions }) => regions)}
        />
      )}
    </search>
  );
}

/** Hundreds of options, which no answer changes: drawn again only with other services. */
const ServiceFilter = memo(function ServiceFilter(props: {
  readonly subjects: Matrix['subjects'];
  readonly value: string | undefined;
  readonly onChange: (patch: SearchPatch) => void;
}) {
  return (
    <Filter
      label="Service"
      value={props.value}
      options={[
        { value: '', label: 'Service' },
        ...props.subjects.map((subject) => ({ value: subject.ref, label: subject.label })),
      ]}
      onValue={(subject) => props.onChange({ subject })}
    />
  );
});

function PersonFilter(props: {
  readonly value: string | undefined;
  readonly onValue: (value: string | undefined) => void;
}) {
  const people = useDemarcQuery('people.list', {});
  const options = useDemarcQuery('assignments.filterOptions', {});
  const me = options.data?.mine ?? null;
  return (
    <Filter
      label="Person"
      value={props.value}
      options={[
        { value: '', label: 'Person' },
        ...(me !== null || props.value === MINE
          ? [{ value: MINE, label: me === null ? 'Mine' : `Mine (${me})` }]
          : []),
        ...(people.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onValue={props.onValue}
    />
  );
}

/** Typed here at once, put into the address when typing pauses. */
function TextFilter(props: {
  readonly value: string;
  readonly label: string;
  readonly onValue: (text: string) => void;
}) {
  const { value, onValue } = props;
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onValue(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onValue]);
  return (
    <div className={styles.text}>
      <FindField label={props.label} group="Matrix" value={typed} onValue={setTyped} />
    </div>
  );
}
