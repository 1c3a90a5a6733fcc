import { useMemo } from 'react';
import type { RegisterRow } from '../../../../main/contract/assignments.ts';
import { namesById, ownershipWords } from '../../../../main/domain/ownership.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import type { Column } from '../../../components/data-table/columns.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { OwnershipChip } from '../../../components/ownership/ownership-chip.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import { STATUS_WORDS } from '../../../lib/words.ts';
import { personsOf } from '../register-model.ts';
import { filterOf, type MatrixSearch, type SearchPatch, sortOf, sortText } from '../search.ts';
import { useRegister } from '../use-register.ts';
import styles from './matrix.module.css';

/** The same as one row per assignment, as it stands in the exports. */
export function RegisterPane(props: {
  readonly search: MatrixSearch;
  readonly onChange: (patch: SearchPatch) => void;
  readonly onOpen: (ref: string) => void;
}) {
  const { search, onChange, onOpen } = props;
  const parties = useDemarcData('parties.list', {});
  const people = useDemarcData('people.list', {});
  const names = useMemo(
    () => ({ parties: namesById(parties), people: new Map(people.map(({ id, name }) => [id, name])) }),
    [parties, people],
  );
  const sort = useMemo(() => sortOf(search.sort), [search.sort]);
  const register = useRegister(filterOf(search), sort, names);
  const columns = useMemo((): readonly Column<RegisterRow>[] => {
    const text = (value: string) => <span>{value}</span>;
    return [
      {
        id: 'service',
        header: 'Service',
        width: 110,
        grow: 1,
        sortable: true,
        cell: (row) => text(row.subjectLabel),
        tip: (row) => `${row.serviceName}${row.environment ? `, ${row.environment}` : ''}`,
      },
      {
        id: 'domain',
        header: 'Domain',
        width: 90,
        grow: 0.7,
        sortable: true,
        cell: (row) => text(row.domainName),
        tip: (row) => row.domainName,
      },
      {
        id: 'responsibility',
        header: 'Responsibility',
        width: 170,
        grow: 2,
        sortable: true,
        cell: (row) => text(row.responsibilityName),
        tip: (row) => row.responsibilityName,
      },
      {
        id: 'owner',
        header: 'Owner',
        width: 150,
        grow: 1.2,
        sortable: true,
        cell: (row) => <OwnershipChip ownership={row.ownership} parties={parties} words />,
        tip: (row) => row.notApplicable ?? ownershipWords(row.ownership, names.parties),
      },
      {
        id: 'persons',
        header: 'Persons',
        width: 100,
        grow: 0.8,
        sortable: true,
        cell: (row) => text(personsOf(row, names.people)),
        tip: (row) => personsOf(row, names.people),
      },
      {
        id: 'status',
        header: 'Status',
        width: 128,
        sortable: true,
        cell: (row) => <StatusBadge row={row} />,
      },
      {
        id: 'evidence',
        header: 'Evidence',
        width: 100,
        align: 'end',
        sortable: true,
        cell: (row) => text(row.evidence.length === 0 ? '' : String(row.evidence.length)),
        tip: (row) => row.evidence.map((number) => `E-${number}`).join(', '),
      },
      {
        id: 'note',
        header: 'Note',
        width: 86,
        grow: 1,
        sortable: true,
        cell: (row) => text(row.note ?? ''),
        tip: (row) => row.note,
      },
      {
        id: 'ref',
        header: 'Ref',
        width: 140,
        grow: 0.8,
        sortable: true,
        cell: (row) => <span className={styles.ref}>{row.ref}</span>,
        tip: (row) => row.ref,
      },
    ];
  }, [parties, names]);

  if (register.error)
    return (
      <div className={styles.padded}>
        <Notice tone="bad" title="The register cannot be shown">
          {failureOf(register.error).message}
        </Notice>
      </div>
    );
  if (register.total === null) return <div className={styles.fill} />;
  return (
    <div className={styles.registerPane}>
      <p className={styles.counts} role="status">
        {formatCount(register.total, 'row')}
        {sort && `, sorted by ${columns.find((column) => column.id === sort.by)?.header.toLowerCase() ?? ''}`}
      </p>
      <DataTable
        label="Register of responsibilities"
        columns={columns}
        count={register.total}
        row={register.row}
        rowKey={(row) => row.ref}
        onRange={register.onRange}
        sort={sort}
        onSort={(next) => onChange({ sort: sortText(next) })}
        onOpen={(row) => onOpen(row.ref)}
        empty={
          <EmptyState
            icon="filter"
            title="Nothing matches"
            actions={
              <Button
                onClick={() =>
                  onChange(Object.fromEntries(Object.keys(filterOf(search)).map((name) => [name, undefined])))
                }
              >
                Show everything
              </Button>
            }
          >
            No row fits what is chosen above.
          </EmptyState>
        }
      />
    </div>
  );
}

function StatusBadge({ row }: { readonly row: RegisterRow }) {
  if (row.parked) return <Badge tone="warn">Parked</Badge>;
  if (row.ownership.kind === 'unanswered' || row.ownership.kind === 'not-applicable') return null;
  const tone = row.status === 'implemented' ? 'good' : row.status === 'risk-accepted' ? 'warn' : 'plain';
  return <Badge tone={tone}>{STATUS_WORDS[row.status]}</Badge>;
}
