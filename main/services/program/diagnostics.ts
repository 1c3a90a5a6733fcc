import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { aboutLines } from '../../domain/words/about.ts';
import { counted, numeral } from '../../domain/words/counted.ts';
import { applicationRoot } from '../../platform/app-paths.ts';
import { editionOf } from '../../platform/edition.mjs';
import { readLog } from '../../platform/logger.ts';
import { folderFacts, machineFacts } from '../../platform/this-program.ts';
import { tableSizes } from '../../workbook/table-sizes.ts';
import type { CoreState } from '../core-state.ts';
import type { Session } from '../session.ts';

/** Of the log: a fault is seldom older. */
const ENTRIES = 20;
const FRAMES = 6;
/** What of a frame of a stack is ours to tell: a file of the program or of a package, and the line. */
const FRAME =
  /(?:out|main|renderer|node_modules)\/[\w@./-]{1,200}:\d{1,7}:\d{1,7}|node:[\w/]{1,60}:\d{1,7}:\d{1,7}/;
/** Codes of Node, SQLite and our own. */
const CODE = /^[A-Z][A-Z\d_]{1,39}$/;
/** Names of classes of errors. */
const NAME = /^[A-Z][A-Za-z]{1,39}$/;

type Facts = readonly (readonly [name: string, value: string])[];

/**
 * What somebody who is to find a fault needs, as text: versions, the machine, the folders, the open workbooks by their numbers, and of
 * the log the kinds of errors with their places in the program. It is put together from lists that are closed, from numbers and from
 * dates: no name, path, text or evidence of anybody can be in it, because nothing is copied from where one could stand.
 */
export function diagnosticsText(core: CoreState, info: Parameters<typeof aboutLines>[0]): string {
  const { theme, density, dates, assessor } = core.settings.read();
  const recents = core.recents.list();
  const parts: [title: string, facts: Facts][] = [
    ['Machine', [['Edition', editionOf(applicationRoot(), process.env)], ...machineFacts()]],
    [
      'Folders',
      [
        ['Settings', folderFacts(core.dataDir)],
        ['Workbooks', folderFacts(core.workbooks)],
        ['Backups', `${folderFacts(core.backups.state().folder)}, chosen by ${core.backups.state().chosen}`],
      ],
    ],
    [
      'Settings',
      [
        ['Appearance', `${theme}, ${density}, dates ${dates}`],
        ['Name of the assessor', assessor === null ? 'not set' : 'set'],
        [
          'Recent workbooks',
          `${recents.length}, ${recents.filter(({ missing }) => missing).length} of them not where they were`,
        ],
      ],
    ],
    ...core
      .sessions()
      .map((session, index): [string, Facts] => [`Workbook ${index + 1}`, workbookFacts(session)]),
    ['Log', logFacts(core.logger.path)],
  ];
  return `${[
    ...aboutLines(info),
    ...parts.flatMap(([title, facts]) => ['', title, ...facts.map(([name, value]) => `  ${name}: ${value}`)]),
  ].join('\n')}\n`;
}

function workbookFacts(session: Session): Facts {
  const bytes = statSync(session.path, { throwIfNoEntry: false })?.size;
  return [
    ['File', bytes === undefined ? 'not there' : counted(bytes, 'byte')],
    ['Folder', folderFacts(dirname(session.path))],
    ['Revision', String(session.head().rev)],
    [
      'Access',
      `${session.readOnly ? 'reading' : 'writing'}${session.lockedBy === null ? '' : ', open elsewhere'}`,
    ],
    ['Told about it', counted(session.notices.length, 'sentence')],
    ...tableSizes(session.db)
      .filter(({ rows }) => rows > 0)
      .map(({ table, rows }) => [`Rows of ${table}`, numeral(rows)] as const),
  ];
}

/** What the program logs, by the beginnings of its own sentences; the rest of them can name anything. */
const KINDS = [
  'A backup was not made',
  'A command ended unexpectedly',
  'A request to the shell failed',
  'A statement took',
  'Answering',
  'Closing failed',
  'Demarc could not start',
  'Reading',
  'Refused a message',
  'Refused',
  'The list of recent workbooks could not be written',
  'The page did not answer',
  'The page ended unexpectedly',
  'The port could not be remembered',
];

function logFacts(path: string | undefined): Facts {
  if (path === undefined) return [['Kept', 'no']];
  const entries = readLog(path);
  const worth = entries.filter(({ level }) => level !== 'info');
  // The same again and again is told once, with its newest.
  const kinds = new Map<string, { times: number; at: string; id: string }>();
  for (const { at, level, id, message, details } of worth) {
    const kind = KINDS.find((start) => message.startsWith(start)) ?? 'Something else';
    const what = `${level === 'error' ? level : 'warning'}: ${kind}${errorWords(details)}`;
    const times = (kinds.get(what)?.times ?? 0) + 1;
    kinds.delete(what);
    kinds.set(what, { times, at, id });
  }
  return [
    ['Entries', `${entries.length}, ${worth.length} of them warnings and errors`],
    ...[...kinds].slice(-ENTRIES).map(([what, { times, at, id }]): [string, string] => {
      const day = Number.isNaN(Date.parse(at)) ? '?' : new Date(at).toISOString();
      return [`${day} ${/^[\da-f]{12}$/.test(id) ? id : '?'}`, `${what}, ${counted(times, 'time')}`];
    }),
  ];
}

/** The kind of an error, its code and where it happened; never its message, in which anything can stand. */
function errorWords(details: unknown): string {
  if (typeof details !== 'object' || details === null) return '';
  const { name, code, stack } = details as Record<string, unknown>;
  const frames = typeof stack === 'string' ? stack.split('\n') : [];
  const places = frames
    .flatMap((frame) => FRAME.exec(frame.replaceAll('\\', '/'))?.[0] ?? [])
    .slice(0, FRAMES);
  const kind = [name, code].flatMap((each, index) =>
    typeof each === 'string' && (index === 0 ? NAME : CODE).test(each) ? [each] : [],
  );
  return ` (${[kind.join(' ') || 'error', ...places].join(' < ')})`;
}
