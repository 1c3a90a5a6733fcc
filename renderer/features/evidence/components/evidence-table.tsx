import { useMemo } from 'react';
import type { Evidence } from '../../../../main/contract/evidence.ts';
import type { PlaceKind } from '../../../../main/contract/register.ts';
import { supportedBy } from '../../../../main/domain/evidence/supported-by.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import type { Column, Sort } from '../../../components/data-table/columns.ts';
import { GroupedTable } from '../../../components/data-table/grouped-table.tsx';
import listing from '../../../components/data-table/listing.module.css';
import { useGrouped } from '../../../components/where/use-places.ts';
import { formatBytes, formatNumber, today } from '../../../lib/format.ts';
import { expiryOf, expiryWords, KIND_WORDS, periodWords } from '../model.ts';
import { HashButton } from './hash-button.tsx';

/** All pieces of evidence. Enter opens one, Space shows its content, Delete removes it. */
export function EvidenceTable(props: {
  readonly rows: readonly Evidence[];
  readonly selected: number | null;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
  readonly group: PlaceKind | undefined;
  readonly onOpen: (piece: Evidence) => void;
  readonly onPreview: (piece: Evidence) => void;
  readonly onRemove: ((piece: Evidence) => void) | null;
}) {
  const { onOpen } = props;
  const { rows, groups } = useGrouped(props.rows, props.group, supportedBy);
  const columns = useColumns(onOpen);
  return (
    <GroupedTable
      // Other groups are another list, which begins at its first line.
      key={props.group ?? ''}
      label="Evidence"
      groups={groups}
      columns={columns}
      count={rows.length}
      row={(index) => rows[index]}
      rowKey={(piece) => String(piece.number)}
      sort={props.sort}
      onSort={props.onSort}
      onOpen={onOpen}
      selected={(piece) => piece.number === props.selected}
      onRowKey={(event, piece) => {
        if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) {
          event.preventDefault();
          props.onPreview(piece);
        } else if (event.key === 'Delete' && props.onRemove) {
          event.preventDefault();
          props.onRemove(piece);
        }
      }}
      empty="No evidence matches. Take a filter away, or search for fewer words."
    />
  );
}

/** What tells one piece from another comes first, and what its details say as well only where there is room besides. */
function useColumns(onOpen: (piece: Evidence) => void): readonly Column<Evidence>[] {
  return useMemo<readonly Column<Evidence>[]>(
    () => [
      { id: 'number', header: 'No.', width: 64, sortable: true, cell: (piece) => `E-${piece.number}` },
      {
        id: 'title',
        header: 'Title',
        width: 230,
        grow: 4,
        sortable: true,
        tip: (piece) => piece.title,
        cell: (piece) => (
          <>
            <button type="button" tabIndex={-1} className={listing.name} onClick={() => onOpen(piece)}>
              {piece.title}
            </button>
            <StateBadge piece={piece} />
          </>
        ),
      },
      {
        id: 'kind',
        header: 'Kind',
        width: 74,
        spare: 1,
        sortable: true,
        cell: (piece) => KIND_WORDS[piece.kind],
        tip: (piece) => KIND_WORDS[piece.kind],
      },
      {
        id: 'size',
        header: 'Size',
        width: 92,
        spare: 3,
        align: 'end',
        sortable: true,
        cell: (piece) => (piece.size === null ? '' : formatBytes(piece.size)),
      },
      {
        id: 'sha256',
        header: 'SHA-256',
        width: 132,
        spare: 5,
        cell: (piece) => (piece.sha256 ? <HashButton sha256={piece.sha256} tabIndex={-1} /> : ''),
      },
      {
        id: 'covers',
        header: 'Covers',
        width: 224,
        spare: 4,
        grow: 1,
        sortable: true,
        tip: (piece) => periodWords(piece.coversFrom, piece.coversTo),
        cell: (piece) => <span>{periodWords(piece.coversFrom, piece.coversTo)}</span>,
      },
      {
        id: 'expires',
        header: 'Expires',
        width: 192,
        sortable: true,
        cell: (piece) => <ExpiryBadge expires={piece.expires} />,
      },
      {
        id: 'links',
        header: 'Supports',
        width: 94,
        spare: 2,
        align: 'end',
        sortable: true,
        cell: (piece) => formatNumber(piece.links.length),
      },
    ],
    [onOpen],
  );
}

/** What makes a piece differ from its neighbours: replaced, or counting for a whole scope. */
function StateBadge({ piece }: { readonly piece: Evidence }) {
  if (piece.replacedBy !== null) return <Badge>{`Replaced by E-${piece.replacedBy}`}</Badge>;
  if (piece.providerReport === null) return null;
  return (
    <Badge tone="note" title="Counts for every duty of the provider in its scope">
      Provider report
    </Badge>
  );
}

export function ExpiryBadge({ expires }: { readonly expires: string | null }) {
  const now = today();
  const expiry = expiryOf(expires, now);
  const words = expiryWords(expires, now);
  if (expiry === 'none') return null;
  if (expiry === 'fine') return words;
  return <Badge tone={expiry === 'expired' ? 'bad' : 'warn'}>{words}</Badge>;
}
