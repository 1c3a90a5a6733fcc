import { resolve } from 'node:path';
import type { DueItem } from '../../../contract/due.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { addDays, addMonths } from '../../../domain/days.ts';
import { calendarOf, KIND_WORDS } from '../../../domain/due/calendar.ts';
import type { Grouped } from '../../../domain/grouped.ts';
import { counted } from '../../../domain/words/counted.ts';
import { writeFileAtomically } from '../../../platform/atomic-write.ts';
import { systemClock } from '../../../platform/clock.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import { byPlace, groupedTable, groupsField, type PlaceOptions, placeOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type Ask, type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';

interface Options extends CommonOptions, PlaceOptions {
  readonly within?: string;
  readonly ics?: string;
  readonly every?: string;
  readonly for?: string;
  readonly asOf?: string;
}

export const addDue: AddCommand = (program, streams) => {
  placeOptions(
    program
      .command('due')
      .description(
        'list what is due: reviews, actions, evidence that runs out, accepted risks that end, dates of duties',
      )
      .argument('<file>', 'the workbook')
      .option('--within <time>', 'how far to look ahead, such as 30d, 8w, 6m or 1y', '30d')
      .option('--ics <file>', 'write the list as a calendar file as well (iCalendar)')
      .option(
        '--every <months>',
        'set how often answers are reviewed again, such as 12m; "never" takes it away',
      )
      .option(
        '--for <place>',
        'with --every: a domain, such as resilience, or a duty, such as orders-db/restore-testing',
      )
      .option(...AS_OF_OPTION)
      .option(...AS_OPTION),
  ).action((file: string, options: Options) => {
    const today = asOfFrom(options.asOf).asOf ?? systemClock.today();
    const until = endOf(options.within ?? '30d', today);
    if (options.for !== undefined && options.every === undefined)
      throw invalidInput('--for says for what --every is set. Add --every.');
    const months = options.every === undefined ? undefined : monthsFrom(options.every);
    return withWorkbook(
      file,
      months === undefined ? 'read' : 'write',
      options,
      streams,
      async ({ ask, print }) => {
        if (months !== undefined) await ask('due.setCadence', { of: placeFrom(options.for), months });
        const all = await ask('due.list', { asOf: today, until });
        const list = (await byPlace(options, ask)).arrange(all.items, ({ concerns }) => concerns);
        if (options.ics !== undefined) await writeCalendar(ask, list.rows, options.ics);
        print('due', { ...all, items: [...list.rows], ...groupsField(list) }, () => textOf(list, until));
      },
    );
  });
};

const AHEAD = /^(\d{1,4})\s*([dwmy]?)$/i;
/** The last day that is looked ahead to. */
function endOf(text: string, today: string): string {
  const [, number, unit = ''] = AHEAD.exec(text.trim()) ?? [];
  if (number === undefined)
    throw invalidInput(`--within takes a time such as 30d, 8w, 6m or 1y, not "${text}".`);
  const count = Number(number);
  switch (unit.toLowerCase()) {
    case 'w':
      return addDays(today, count * 7);
    case 'm':
      return addMonths(today, count);
    case 'y':
      return addMonths(today, count * 12);
    default:
      return addDays(today, count);
  }
}

function monthsFrom(text: string): number | null {
  if (text.toLowerCase() === 'never') return null;
  const months = /^(\d{1,3})\s*m?$/i.exec(text.trim())?.[1];
  if (months !== undefined) return Number(months);
  throw invalidInput(`--every takes months, such as 12m, or "never", not "${text}".`);
}

const placeFrom = (text: string | undefined) =>
  text === undefined ? 'workbook' : text.includes('/') ? { refs: [text] } : { domain: text };

async function writeCalendar(ask: Ask, items: readonly DueItem[], path: string): Promise<void> {
  const { uuid, title, rev } = await ask('workbook.info', {});
  const [last] = await ask('workbook.changes', { limit: 1 });
  const text = calendarOf(items, { workbook: uuid, title, at: last?.at ?? systemClock.now(), revision: rev });
  writeFileAtomically(resolve(path), Buffer.from(text), 0o666);
}

const textOf = (list: Grouped<DueItem>, until: string): string =>
  list.rows.length === 0
    ? `Nothing is due until ${until}.\n`
    : groupedTable(list, [
        { head: 'DAY', text: ({ on }) => on },
        { head: '', text: ({ overdue }) => (overdue ? 'overdue' : '') },
        { head: 'KIND', text: ({ kind }) => KIND_WORDS[kind].toLowerCase() },
        { head: 'WHAT', text: ({ what }) => what },
        { head: 'WHO', text: ({ who }) => who ?? '-' },
      ]) +
      `\n${counted(list.rows.length, 'entry', 'entries')} until ${until}, ${list.rows.filter(({ overdue }) => overdue).length} overdue\n`;
