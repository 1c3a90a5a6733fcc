import { MERGE_GROUPS, type MergeGroup } from './merge.ts';

/** By which way a change came into the workbook. */
export const WAYS = [
  'hand',
  'several',
  'suggestions',
  'proposal',
  'paste',
  'sheet',
  'merge',
  'undo',
  'redo',
  'catalogue',
  'found',
  'command-line',
  'example',
  'program',
] as const;
export type Way = (typeof WAYS)[number];

/** What a change is about: the groups in which records are told of everywhere. */
export const HISTORY_KINDS = MERGE_GROUPS;
export type HistoryKind = MergeGroup;
