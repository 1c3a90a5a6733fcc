import type { HistoryRow } from '../domain/history/rows.ts';

/** The columns of a history in a table file: what is written, and what is read back. */
export const HISTORY_COLUMNS: readonly {
  readonly header: string;
  readonly width: number;
  readonly kind: 'number' | 'instant' | 'text';
  readonly read: (row: HistoryRow) => string | number | null;
}[] = [
  { header: 'Change', width: 9, kind: 'number', read: ({ rev }) => rev },
  { header: 'When (UTC)', width: 17, kind: 'instant', read: ({ at }) => at },
  { header: 'Who', width: 20, kind: 'text', read: ({ who }) => who },
  { header: 'By which way', width: 20, kind: 'text', read: ({ way }) => way },
  { header: 'Sent by, or merged file', width: 20, kind: 'text', read: ({ from }) => from },
  { header: 'Ref', width: 30, kind: 'text', read: ({ ref }) => ref },
  { header: 'Service', width: 22, kind: 'text', read: ({ subject }) => subject },
  { header: 'Duty or record', width: 32, kind: 'text', read: ({ name }) => name },
  { header: 'What became different', width: 24, kind: 'text', read: ({ field }) => field },
  { header: 'Before', width: 36, kind: 'text', read: ({ before }) => before },
  { header: 'After', width: 36, kind: 'text', read: ({ after }) => after },
  { header: 'Why', width: 36, kind: 'text', read: ({ why }) => why },
];
