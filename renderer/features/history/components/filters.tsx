import { useMemo, useState } from 'react';
import type { HistoryKind, Way } from '../../../../main/contract/ways.ts';
import { KIND_WORDS, WAY_WORDS } from '../../../../main/domain/history/ways.ts';
import { Button } from '../../../components/button/button.tsx';
import { DateField } from '../../../components/field/edit-field.tsx';
import { Select } from '../../../components/field/field.tsx';
import { FindTyped } from '../../../components/find-field/find-typed.tsx';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import styles from '../history.module.css';
import type { HistorySearch } from '../search.ts';

const ALL = '';
export type SearchPatch = { readonly [K in keyof HistorySearch]: HistorySearch[K] | undefined };

const optionsOf = <V extends string>(words: Readonly<Record<V, string>>) =>
  (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label }));

/** Which changes are shown. All of it stands in the address. */
export function Filters(props: {
  readonly search: HistorySearch;
  readonly onChange: (patch: SearchPatch) => void;
}) {
  const { search, onChange } = props;
  // What narrows the list is never out of sight at first.
  const [isOpen, setOpen] = useState(() => MORE.some((key) => search[key] !== undefined));
  const people = useDemarcQuery('history.people', {}).data ?? [];
  return (
    <div className={styles.tools}>
      <div className={styles.find}>
        <FindTyped
          label="Search the history"
          group="History"
          value={search.text ?? ''}
          onValue={(text) => onChange({ text: text === '' ? undefined : text })}
        />
      </div>
      <Select<string>
        label="Person"
        hideLabel
        value={search.by ?? ALL}
        onValue={(by) => onChange({ by: by === ALL ? undefined : by })}
        options={[
          { value: ALL, label: 'Everybody' },
          // One that is asked for by the address may have changed nothing.
          ...[...new Set([...people, ...(search.by ? [search.by] : [])])].map((value) => ({
            value,
            label: value,
          })),
        ]}
      />
      <SubjectSelect search={search} onChange={onChange} />
      <WhereFilter search={search} onChange={({ where }) => onChange({ where })} noGroups />
      <Button icon="filter" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Filter
      </Button>
      {isNarrowed(search) && (
        <Button kind="quiet" icon="close" onClick={() => onChange(NOTHING)}>
          Show all
        </Button>
      )}
      {isOpen && (
        <div className={styles.more}>
          <Select<HistoryKind | typeof ALL>
            label="Kind"
            hideLabel
            value={search.kind ?? ALL}
            onValue={(kind) => onChange({ kind: kind === ALL ? undefined : kind })}
            options={[{ value: ALL, label: 'All kinds' }, ...optionsOf(KIND_WORDS)]}
          />
          <Select<Way | typeof ALL>
            label="Way"
            hideLabel
            value={search.way ?? ALL}
            onValue={(way) => onChange({ way: way === ALL ? undefined : way })}
            options={[{ value: ALL, label: 'By every way' }, ...optionsOf(WAY_WORDS)]}
          />
          <div className={styles.days}>
            <DateField
              label="From"
              value={search.from ?? null}
              onEdit={(from) => onChange({ from: from ?? undefined })}
            />
            <DateField
              label="To"
              value={search.to ?? null}
              onEdit={(to) => onChange({ to: to ?? undefined })}
            />
          </div>
        </div>
      )}
    </div>
  );
}

const MORE = ['kind', 'way', 'from', 'to'] as const;
const NOTHING: SearchPatch = {
  text: undefined,
  ref: undefined,
  by: undefined,
  where: undefined,
  kind: undefined,
  way: undefined,
  from: undefined,
  to: undefined,
};
export const isNarrowed = (search: HistorySearch): boolean =>
  Object.keys(NOTHING).some((key) => search[key as keyof HistorySearch] !== undefined);

/** The service that the history is of; a duty of it where one was chosen on a line or a card. */
function SubjectSelect({ search, onChange }: Parameters<typeof Filters>[0]) {
  const subjects = useDemarcQuery('assignments.subjects', {}).data;
  const card = useDutyName(search.ref);
  const options = useMemo(() => {
    const known = (subjects ?? []).map(({ ref, label }) => ({ value: ref, label }));
    const { ref } = search;
    if (ref === undefined || known.some(({ value }) => value === ref)) return known;
    return [{ value: ref, label: card ?? ref }, ...known];
  }, [subjects, search, card]);
  return (
    <Select<string>
      label="Service or duty"
      hideLabel
      value={search.ref ?? ALL}
      onValue={(ref) => onChange({ ref: ref === ALL ? undefined : ref })}
      options={[{ value: ALL, label: 'All services' }, ...options]}
    />
  );
}

/** `Restore testing, orders-db`, as the lines of a duty call it. */
function useDutyName(ref: string | undefined): string | null {
  const { data } = useDemarcQuery(
    'history.list',
    { filter: { ref: ref ?? '' }, limit: 1 },
    { enabled: ref !== undefined },
  );
  const part = data?.lines[0]?.parts.find((each) => each.ref === ref);
  if (part) return `${part.name}, ${part.subject}`;
  return data?.lines[0]?.parts.find(({ subject }) => subject !== null)?.subject ?? null;
}
