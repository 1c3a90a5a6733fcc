import { join } from 'node:path';
import { resolutionsSchema } from '../../main/contract/methods/sheets.ts';
import type { Task } from '../../main/jobs/tasks.ts';
import { PROJECT } from '../support/cli.ts';

/** Makes the task by which a file is read, as a command would. */
export type ReaderTask = (path: string, name: string) => Task;

type InUse = Extract<Task, { kind: 'findings' }>['inUse'];
/** What a profile is resolved against. */
const CATALOGUE = {
  path: join(PROJECT, 'test/fixtures/control-texts/nist-moderate-part.json'),
  name: 'nist-moderate-part.json',
};
const ORDERS: InUse = [{ ref: 'orders-db', catalogueId: 'rds', account: null, region: null }];
export type ReaderName =
  | 'recognise'
  | 'discover'
  | 'inventory'
  | 'findings'
  | 'sheet'
  | 'matrix'
  | 'texts'
  | 'states'
  | 'pack'
  | 'pack against'
  | 'sealed pack'
  | 'verify'
  | 'merge';
/** Of encrypted packs that the campaign makes itself. */
export const PASSWORD = 'correct horse battery staple';

/** As if somebody had said of any table what its first columns hold. */
const ANY_TABLE = {
  named: (['label', 'service', 'environment', 'account'] as const).map((means, at) => ({
    at: 'ABCD'[at] ?? '',
    means,
  })),
  tables: new Map(),
  saved: new Map(),
};

/** Every job that reads a file of somebody else, by a name for it; `folder` is for what they write. */
export function readersOver(
  workbook: string,
  folder: string,
  inUse: InUse = ORDERS,
): Readonly<Record<ReaderName, ReaderTask>> {
  let n = 0;
  return {
    recognise: (path, name) => ({ kind: 'recognise', path, name }),
    discover: (path, name) => ({
      kind: 'discover',
      files: [{ path, name }],
      existing: inUse,
      asOf: '2026-12-01',
      customServices: [],
    }),
    inventory: (path, name) => ({
      kind: 'discover',
      files: [{ path, name }],
      existing: inUse,
      asOf: '2026-12-01',
      customServices: [],
      said: ANY_TABLE,
    }),
    findings: (path, name) => {
      n += 1;
      return {
        kind: 'findings',
        files: [{ path, name }],
        inUse,
        account: null,
        region: null,
        asOf: '2026-12-01',
        into: join(folder, `findings-${process.pid}-${n}`),
        assignments: [],
        customServices: [],
        customResponsibilities: [],
        last: false,
      };
    },
    sheet: (path, name) => ({
      kind: 'returned-sheet',
      workbook,
      path,
      name,
      resolutions: resolutionsSchema.parse({}),
    }),
    matrix: (path, name) => ({
      kind: 'vendor-matrix',
      file: { path, name },
      mapping: undefined,
      saved: [],
      names: undefined,
      ownServices: [],
    }),
    texts: (path, name) => ({ kind: 'control-texts', path, name, beside: [CATALOGUE] }),
    states: (path, name) => ({ kind: 'action-states', path, name }),
    pack: (path, name) => ({ kind: 'verify-pack', path, name }),
    'pack against': (path, name) => ({
      kind: 'verify-pack',
      path,
      name,
      against: { path: workbook, name: 'sound.demarc' },
    }),
    'sealed pack': (path, name) => ({ kind: 'verify-pack', path, name, password: PASSWORD }),
    verify: (path) => ({ kind: 'verify', workbook: path }),
    merge: (path, name) => ({
      kind: 'merge',
      oneAssessment: false,
      workbook,
      name: 'sound.demarc',
      theirs: { path, name },
      base: null,
      resolutions: {},
      otherwise: undefined,
      sound: null,
      expected: null,
      toWrite: false,
      write: null,
    }),
  };
}
