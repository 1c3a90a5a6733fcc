import { useMemo, useState } from 'react';
import type { FindingCounts } from '../../../../main/contract/findings.ts';
import { supportedBy } from '../../../../main/domain/evidence/supported-by.ts';
import { DraftMark } from '../../../answering/draft/draft-mark.tsx';
import { useDrafted } from '../../../answering/draft/use-draft.ts';
import { useCardInList } from '../../../answering/pane/card-list.tsx';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import type { Column } from '../../../components/data-table/columns.ts';
import { focusActiveCell } from '../../../components/data-table/focus-active-cell.ts';
import { GroupedTable } from '../../../components/data-table/grouped-table.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { useGrouped, useWhere } from '../../../components/where/use-places.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import { holdsWords } from '../../../lib/has-words.ts';
import { useRefWords } from '../api.ts';
import type { EvidenceSearch } from '../search.ts';

/** The duties that scanners' checks bear on, those with a failed one first, with the card of the one in focus beside them. */
export function FindingsView(props: {
  readonly search: Pick<EvidenceSearch, 'text' | 'where' | 'group'>;
  readonly onAbout: (ref: string) => void;
}) {
  const { search, onAbout } = props;
  const { text = '', where, group } = search;
  const isThere = useWhere(where);
  const counts = useDemarcData('findings.counts', {});
  const words = useRefWords();
  const found = useMemo(() => {
    const holds = holdsWords(text);
    const named = counts.map((entry) => ({ ...entry, ...words(entry.ref) }));
    return named
      .filter((entry) => isThere(subjectsOf(entry)) && holds(entry.ref, entry.subject, entry.duty))
      .sort((a, b) => b.results.fail - a.results.fail);
  }, [counts, words, text, isThere]);
  const { rows, groups } = useGrouped(found, group, subjectsOf);
  const order = useMemo(() => rows.map(({ ref }) => ref), [rows]);
  /** Where the pane went by itself; null where the list leads. */
  const [current, setCurrent] = useState<string | null>(null);
  const beside = useCardInList({ order, onGo: setCurrent, onLeave: focusActiveCell });
  const drafted = useDrafted();
  const place = beside.open && current !== null ? order.indexOf(current) : -1;
  const columns = useMemo(() => columnsOf(onAbout), [onAbout]);
  return (
    <GroupedTable
      groups={groups}
      // What else is asked for is another list, which begins at its first line.
      key={JSON.stringify([text, where, group])}
      label="Findings by duty"
      columns={columns}
      count={rows.length}
      row={(index) => rows[index]}
      rowKey={({ ref }) => ref}
      mark={({ ref }) => drafted.has(ref) && <DraftMark />}
      onFocusRow={(index) => {
        setCurrent(null);
        const row = rows[index];
        if (row) beside.follow(row.ref);
      }}
      onOpen={({ ref }) => beside.enter(ref)}
      onBeyond={({ ref }) => beside.enter(ref)}
      current={place < 0 ? undefined : place}
      selected={({ ref }) => ref === beside.at}
      empty={
        <EmptyState icon="evidence" title={counts.length === 0 ? 'No findings yet' : 'No such duty'}>
          {counts.length === 0
            ? 'Import what scanners or AWS itself found. Each check is placed at the duties that it bears on.'
            : 'No duty with findings fits what is chosen above.'}
        </EmptyState>
      }
    />
  );
}

const subjectsOf = ({ ref }: FindingCounts): readonly string[] => supportedBy({ links: [ref] });

type Row = FindingCounts & { readonly subject: string; readonly duty: string };

const columnsOf = (onAbout: (ref: string) => void): readonly Column<Row>[] => [
  {
    id: 'service',
    header: 'Service',
    width: 130,
    grow: 1,
    cell: ({ subject }) => <span dir="auto">{subject}</span>,
    tip: ({ subject }) => subject,
  },
  {
    id: 'duty',
    header: 'Duty',
    width: 190,
    grow: 2,
    cell: ({ duty }) => <span>{duty}</span>,
    tip: ({ duty }) => duty,
  },
  {
    id: 'failed',
    header: 'Failed',
    width: 92,
    cell: ({ results }) =>
      results.fail === 0 ? '' : <Badge tone="bad">{`${formatNumber(results.fail)} failed`}</Badge>,
  },
  {
    id: 'all',
    header: 'Checks',
    width: 112,
    spare: 1,
    cell: ({ ref, results, duty, subject }) => {
      const all = Object.values(results).reduce((sum, count) => sum + count, 0);
      return (
        <Button
          size="small"
          kind="quiet"
          tabIndex={-1}
          aria-label={`${formatCount(all, 'finding')} of ${duty}, ${subject}`}
          onClick={() => onAbout(ref)}
        >
          {formatCount(all, 'finding')}
        </Button>
      );
    },
  },
  {
    id: 'others',
    header: 'Others',
    width: 150,
    spare: 2,
    grow: 0.6,
    cell: ({ results }) => <span>{othersOf(results)}</span>,
    tip: ({ results }) => othersOf(results),
  },
];

const othersOf = ({ pass, manual, suppressed }: FindingCounts['results']): string =>
  [
    [pass, 'passed'],
    [manual, 'manual'],
    [suppressed, 'suppressed'],
  ]
    .flatMap(([count, word]) => (Number(count) > 0 ? [`${formatNumber(Number(count))} ${word}`] : []))
    .join(', ');
