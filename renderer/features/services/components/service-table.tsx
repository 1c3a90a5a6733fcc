import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { PlaceKind } from '../../../../main/contract/register.ts';
import type { ServiceInUseRow } from '../../../../main/contract/services-in-use.ts';
import { namesById } from '../../../../main/domain/duties/ownership.ts';
import { environmentWords } from '../../../../main/domain/services/environments.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import type { Column, Sort } from '../../../components/data-table/columns.ts';
import { GroupedTable } from '../../../components/data-table/grouped-table.tsx';
import listing from '../../../components/data-table/listing.module.css';
import type { Selecting } from '../../../components/data-table/selection.ts';
import type { Picks } from '../../../components/data-table/use-picks.ts';
import { Icon } from '../../../components/icon/icon.tsx';
import { ProgressBar } from '../../../components/progress/progress.tsx';
import { useGrouped, usePlaces } from '../../../components/where/use-places.ts';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatNumber } from '../../../lib/format.ts';
import { lifecycleWords } from '../../../lib/lifecycle.ts';
import { MODEL_WORDS } from '../../../lib/words.ts';
import { oddAccount, oddRegion, type ServiceNames, sortServices } from '../model.ts';
import styles from './services.module.css';

const NARROW: ReadonlySet<string> = new Set(['label', 'service', 'environment', 'progress']);

const subjectsOf = ({ ref }: ServiceInUseRow): readonly string[] => [ref];

/** All services in use. Enter opens one, W walks through it, Delete removes it. */
export function ServiceTable(props: {
  readonly rows: readonly ServiceInUseRow[];
  readonly selected: string | null;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
  readonly group: PlaceKind | undefined;
  readonly onOpen: (service: ServiceInUseRow) => void;
  readonly onRemove: ((service: ServiceInUseRow) => void) | null;
  /** Null where nothing can be changed. */
  readonly picks: Picks<number> | null;
}) {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const environments = useDemarcData('environments.list', {});
  const people = useDemarcData('people.list', {});
  const places = usePlaces();
  const { onOpen, picks } = props;
  const names = useMemo(
    () => ({
      environments: (row: ServiceInUseRow) =>
        environmentWords(row.environments, namesById(environments)) ?? '',
      person: (id: string) => people.find((entry) => entry.id === id)?.name ?? id,
      account: (row: ServiceInUseRow) => row.account ?? places.of(row.ref)?.accounts.join(', ') ?? '',
      region: (row: ServiceInUseRow) => row.region ?? places.of(row.ref)?.regions.join(', ') ?? '',
    }),
    [environments, people, places],
  );
  const sorted = useMemo(() => sortServices(props.rows, props.sort, names), [props.rows, props.sort, names]);
  const { rows, groups } = useGrouped(sorted, props.group, subjectsOf);
  const columns = useColumns(names, onOpen);
  const empty = useMemo(() => emptyColumns(rows, names), [rows, names]);
  // Beside open details there is room for what tells one row from another.
  const shown = useMemo(
    () => columns.filter(({ id }) => (props.selected === null ? !empty.has(id) : NARROW.has(id))),
    [columns, props.selected, empty],
  );
  return (
    <GroupedTable
      // Other groups are another list, which begins at its first line.
      key={props.group ?? ''}
      label="Services in use"
      groups={groups}
      columns={shown}
      count={rows.length}
      row={(index) => rows[index]}
      rowKey={(row) => row.ref}
      sort={props.sort}
      onSort={props.onSort}
      onOpen={onOpen}
      selected={(row) => row.ref === props.selected}
      {...(picks ? { selecting: selectingOf(picks, rows) } : {})}
      onRowKey={(event, row) => {
        if (event.key === 'w' && !event.ctrlKey && !event.metaKey)
          void navigate({ to: '/w/$workbook/walk/{-$subject}', params: { workbook, subject: row.ref } });
        else if (event.key === 'Delete' && props.onRemove) props.onRemove(row);
        else return;
        event.preventDefault();
      }}
      empty="No service in use has these words in its name, its AWS service or its environment."
    />
  );
}

/** Columns in which no service says anything; they leave their room to the others. */
function emptyColumns(rows: readonly ServiceInUseRow[], names: ServiceNames): ReadonlySet<string> {
  const empty = new Set<string>();
  if (!rows.some((row) => row.tags.length > 0)) empty.add('tags');
  if (!rows.some((row) => names.account(row) !== '')) empty.add('account');
  if (!rows.some((row) => names.region(row) !== '')) empty.add('region');
  return empty;
}

/** An account or a Region, fainter where its environment says it; marked where an earlier program let something else in. */
function PlaceCell(props: { readonly text: string; readonly own: boolean; readonly odd: string | null }) {
  if (props.odd === null) return <span className={props.own ? undefined : styles.soft}>{props.text}</span>;
  return (
    <span className={styles.odd}>
      <Icon name="warning" size={14} /> {props.text}
      <span className="visually-hidden">, {props.odd}</span>
    </span>
  );
}
const placeTip = (text: string, own: boolean, odd: string | null): string =>
  odd !== null ? `${text}: ${odd}` : own || text === '' ? text : `${text}, as its environments`;

function useColumns(
  names: ServiceNames,
  onOpen: (service: ServiceInUseRow) => void,
): readonly Column<ServiceInUseRow>[] {
  return useMemo<readonly Column<ServiceInUseRow>[]>(
    () => [
      {
        id: 'label',
        header: 'Service in use',
        width: 150,
        grow: 2,
        sortable: true,
        tip: (row) => row.label,
        cell: (row) => (
          <button type="button" tabIndex={-1} className={listing.name} onClick={() => onOpen(row)}>
            {row.label}
          </button>
        ),
      },
      {
        id: 'service',
        header: 'AWS service',
        width: 150,
        grow: 2,
        sortable: true,
        tip: (row) => lifecycleWords(row.lifecycle)?.long ?? row.serviceName,
        cell: (row) => <ServiceName row={row} />,
      },
      {
        id: 'environment',
        header: 'Environment',
        width: 108,
        grow: 1,
        sortable: true,
        tip: names.environments,
        cell: names.environments,
      },
      {
        id: 'account',
        header: 'Account',
        width: 124,
        grow: 1,
        sortable: true,
        tip: (row) => placeTip(names.account(row), row.account !== null, oddAccount(row)),
        cell: (row) => (
          <PlaceCell text={names.account(row)} own={row.account !== null} odd={oddAccount(row)} />
        ),
      },
      {
        id: 'region',
        header: 'Region',
        width: 88,
        grow: 1,
        sortable: true,
        tip: (row) => placeTip(names.region(row), row.region !== null, oddRegion(row)),
        cell: (row) => <PlaceCell text={names.region(row)} own={row.region !== null} odd={oddRegion(row)} />,
      },
      { id: 'model', header: 'Model', width: 96, sortable: true, cell: (row) => MODEL_WORDS[row.model] },
      {
        id: 'lead',
        header: 'Lead',
        width: 104,
        grow: 1,
        sortable: true,
        cell: (row) => (row.lead ? names.person(row.lead) : <span className={styles.soft}>Nobody</span>),
      },
      {
        id: 'tags',
        header: 'Tags',
        width: 84,
        grow: 1,
        sortable: true,
        tip: (row) => row.tags.join(', '),
        cell: (row) => row.tags.join(', '),
      },
      {
        id: 'progress',
        header: 'Answered',
        width: 150,
        sortable: true,
        cell: (row) => (
          <span className={styles.progress}>
            <ProgressBar label={`Answered for ${row.label}`} done={row.answered} total={row.asked} />
            <span className={styles.numbers}>
              {formatNumber(row.answered)} / {formatNumber(row.asked)}
            </span>
          </span>
        ),
      },
    ],
    [names, onOpen],
  );
}

/** Selecting by the place of a row, kept by the refs of the services. */
const selectingOf = (picks: Picks<number>, rows: readonly ServiceInUseRow[]): Selecting<ServiceInUseRow> => ({
  isSelected: (row) => picks.keys.has(row.ref),
  label: (row) => `Select ${row.label}`,
  count: picks.keys.size,
  click: picks.click,
  toggle: (index) => {
    const row = rows[index];
    if (row) picks.toggle(row.ref, index);
  },
  extend: (from, to) =>
    picks.extend(from, to, (anchor, last) =>
      rows.slice(Math.min(anchor, last), Math.max(anchor, last) + 1).map((row) => row.ref),
    ),
  all: () => picks.take(rows.map((row) => row.ref)),
  clear: picks.clear,
  release: picks.release,
});

function ServiceName({ row }: { readonly row: ServiceInUseRow }) {
  const lifecycle = lifecycleWords(row.lifecycle);
  return (
    <>
      <span>{row.serviceName}</span> {lifecycle && <Badge tone={lifecycle.tone}>{lifecycle.short}</Badge>}
    </>
  );
}
