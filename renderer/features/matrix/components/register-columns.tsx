import { useMemo } from 'react';
import type { RegisterRow } from '../../../../main/contract/assignments.ts';
import type { CellField } from '../../../../main/contract/cells.ts';
import type { Party } from '../../../../main/contract/parties.ts';
import type { RegisterColumn } from '../../../../main/contract/register.ts';
import { heldSentence } from '../../../../main/domain/duties/held-words.ts';
import { ownershipWords } from '../../../../main/domain/duties/ownership.ts';
import { parkedWords, waitsWords } from '../../../../main/domain/duties/parking.ts';
import { cellText, personsOf, type RegisterNames } from '../../../../main/domain/sheets/cell-words.ts';
import { AnsweredJustNow } from '../../../answering/pane/answered-just-now.tsx';
import { Badge } from '../../../components/badge/badge.tsx';
import type { Column } from '../../../components/data-table/columns.ts';
import { OwnershipChip } from '../../../components/ownership/ownership-chip.tsx';
import { formatDate } from '../../../lib/format.ts';
import { REVIEW_WORDS, STATUS_WORDS } from '../../../lib/words.ts';
import type { Line } from '../use-lines.ts';
import styles from './matrix.module.css';

/** What can be written into a column; the others only show. */
export const COLUMN_FIELDS: Readonly<Record<string, CellField>> = {
  owner: 'owners',
  persons: 'person',
  status: 'status',
  due: 'dueOn',
  note: 'note',
};

/** The text of one cell of the register, as it is copied. */
export function columnText(row: RegisterRow, column: string, names: RegisterNames): string {
  const field = COLUMN_FIELDS[column];
  if (field) return cellText(row, field, names);
  switch (column) {
    case 'service':
      return row.subjectLabel;
    case 'domain':
      return row.domainName;
    case 'responsibility':
      return row.responsibilityName;
    case 'waits':
      return waitsWords(row.waits, names.people);
    case 'review':
      return row.ownership.kind === 'unanswered' ? '' : REVIEW_WORDS[row.review];
    case 'evidence':
      return row.evidence.map((number) => `E-${number}`).join(', ');
    default:
      return row.ref;
  }
}

export type RegisterTableColumn = Column<Line> & { readonly id: RegisterColumn };
type RowColumn = Omit<RegisterTableColumn, 'cell' | 'tip'> & {
  readonly cell: (row: RegisterRow) => React.ReactNode;
  readonly tip?: (row: RegisterRow) => string | null | undefined;
};
const text = (value: string) => <span>{value}</span>;
/** What people have typed, in whatever direction it is written. */
const typed = (value: string) => <span dir="auto">{value}</span>;

/** What a row is about, and who has it. */
const whatAndWho = (
  parties: readonly Party[],
  names: RegisterNames,
  gone: ReadonlySet<string>,
): readonly RowColumn[] => [
  {
    id: 'service',
    header: 'Service',
    width: 136,
    grow: 1,
    cell: (row) => typed(row.subjectLabel),
    tip: (row) => [row.serviceName, ...row.environments].join(', '),
  },
  {
    id: 'domain',
    header: 'Domain',
    width: 140,
    grow: 0.7,
    cell: (row) => text(row.domainName),
    tip: (row) => row.domainName,
  },
  {
    id: 'responsibility',
    header: 'Responsibility',
    width: 212,
    grow: 1.8,
    cell: (row) => text(row.responsibilityName),
    tip: (row) => row.responsibilityName,
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 172,
    grow: 1.2,
    cell: (row) =>
      gone.has(row.ref) ? (
        <span className={styles.gone}>
          <OwnershipChip ownership={row.ownership} parties={parties} />
          <AnsweredJustNow />
        </span>
      ) : (
        <OwnershipChip ownership={row.ownership} parties={parties} words />
      ),
    tip: (row) =>
      [
        row.notApplicable ?? ownershipWords(row.ownership, names.parties),
        row.common && heldSentence(row.common, names.parties),
      ]
        .filter(Boolean)
        .join('. '),
  },
  {
    id: 'persons',
    header: 'Persons',
    width: 140,
    grow: 0.9,
    cell: (row) => typed(personsOf(row, names.people)),
    tip: (row) => personsOf(row, names.people),
  },
];

/** How far it is, and what stands beside it. */
const howFar = (names: RegisterNames): readonly RowColumn[] => [
  {
    id: 'status',
    header: 'Status',
    width: 130,
    cell: (row) => <StatusBadge row={row} />,
    tip: (row) => (row.parked ? parkedWords(row.waits, names.people) : null),
  },
  {
    id: 'waits',
    header: 'Waits for',
    width: 150,
    grow: 0.8,
    cell: (row) => typed(waitsWords(row.waits, names.people)),
    tip: (row) => waitsWords(row.waits, names.people),
  },
  {
    id: 'due',
    header: 'Due',
    width: 108,
    cell: (row) => text(row.dueOn === null ? '' : formatDate(row.dueOn)),
  },
  {
    id: 'review',
    header: 'Review',
    width: 110,
    cell: (row) => text(row.ownership.kind === 'unanswered' ? '' : REVIEW_WORDS[row.review]),
    tip: (row) => row.reviewText,
  },
  {
    id: 'evidence',
    header: 'Evidence',
    width: 88,
    align: 'end',
    cell: (row) => text(row.evidence.length === 0 ? '' : String(row.evidence.length)),
    tip: (row) => row.evidence.map((number) => `E-${number}`).join(', '),
  },
  {
    id: 'note',
    header: 'Note',
    width: 170,
    grow: 1,
    cell: (row) => typed(row.note ?? ''),
    tip: (row) => row.note,
  },
  {
    id: 'ref',
    header: 'Ref',
    width: 170,
    grow: 0.8,
    cell: (row) => <span className={styles.ref}>{row.ref}</span>,
    tip: (row) => row.ref,
  },
];

/** All columns of the register in the order in which they come; each as wide as it reads well. */
export function useRegisterColumns(
  parties: readonly Party[],
  names: RegisterNames,
  /** Rows that stay although an answer took them out of what is looked for. */
  gone: ReadonlySet<string>,
): readonly RegisterTableColumn[] {
  return useMemo(() => {
    return [...whatAndWho(parties, names, gone), ...howFar(names)].map(({ cell, tip, ...column }) => ({
      ...column,
      sortable: true,
      cell: (line: Line) => (line.kind === 'row' ? cell(line.row) : null),
      tip: (line: Line) => (line.kind === 'row' ? tip?.(line.row) : null),
    }));
  }, [parties, names, gone]);
}

function StatusBadge({ row }: { readonly row: RegisterRow }) {
  if (row.parked) return <Badge tone="warn">Parked</Badge>;
  if (row.ownership.kind === 'unanswered' || row.ownership.kind === 'not-applicable') return null;
  const tone = row.status === 'implemented' ? 'good' : row.status === 'risk-accepted' ? 'warn' : 'plain';
  return <Badge tone={tone}>{STATUS_WORDS[row.status]}</Badge>;
}
