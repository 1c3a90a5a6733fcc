import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WrittenMinutes } from '../../main/contract/minutes.ts';
import { AS_TEXT, convert } from '../support/office.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { HOSTILE, workshopDay } from '../support/workshop-day.ts';

test('minutes hold what the room left, whatever came before and after', async () => {
  const { call } = await workshopDay();
  const { minutes } = await call('workshop.minutes', { meeting: 1 });
  expect(minutes.attendance).toEqual([
    { name: 'Zoë Müller', party: 'Acme', role: 'Platform lead' },
    { name: 'Guest of the bank', party: null, role: null },
  ]);
  expect(minutes.agenda).toEqual([
    { label: 'orders-db', planned: true, seconds: 1500 },
    { label: 'files', planned: true, seconds: 0 },
    { label: 'AWS', planned: false, seconds: 60 },
  ]);
  // In the afternoon the first was made not applicable, which the room did not do.
  expect(minutes.answered).toMatchObject([
    {
      ref: 'orders-db/restore-testing',
      change: 'answered',
      owners: 'Acme',
      was: null,
      persons: ['Zoë Müller (Acme)'],
      dueOn: '2026-12-24',
    },
    { ref: 'files/encryption-at-rest', change: 'changed', owners: 'AWS + Acme', was: 'Acme' },
  ]);
  expect(minutes.decisions.map(({ number, about }) => [number, about])).toEqual([
    [1, 'orders-db: Restore testing'],
    [2, null],
  ]);
  expect(minutes.parked).toMatchObject([
    {
      service: 'orders-db',
      note: 'Ask legal about seven years',
      waitsFor: 'The archive contract',
      whom: 'Ann Lee',
    },
  ]);
  expect(minutes.actions).toMatchObject([
    { number: 1, about: 'orders-db: Restore testing', owner: 'Ann Lee', dueOn: '2026-12-01', state: 'open' },
  ]);
});

test('what the room takes back, names and confirms is told as such, and names that are gone are still names', async () => {
  const { call, clock } = await workshopDay();
  await call('assignments.acceptSuggestions', { subject: 'files', confirmLater: true });
  clock.at = '2026-11-26T09:00:00.000Z';
  await call('workshop.start', { title: 'Second day' });
  clock.at = '2026-11-26T09:05:00.000Z';
  await call('assignments.clear', { ref: 'files/encryption-at-rest' });
  await call('assignments.confirm', { refs: ['files/data-integrity'] });
  await call('assignments.answer', {
    ref: 'orders-db/capacity-scaling',
    answer: { owners: ['organisation'] },
  });
  await call('workbook.undo', {});
  const { minutes } = await call('workshop.minutes', { meeting: 2 });
  expect(minutes.running).toBe(true);
  expect(minutes.answered).toMatchObject([
    { ref: 'files/data-integrity', change: 'confirmed' },
    { ref: 'files/encryption-at-rest', change: 'taken-back', owners: 'Unanswered', was: 'AWS + Acme' },
  ]);
  await call('workshop.end', {});
  await call('people.remove', { id: 'zoe-muller' });
  await call('services.remove', { ref: 'orders-db' });
  const first = (await call('workshop.minutes', { meeting: 1 })).minutes;
  expect(first.attendance[0]).toEqual({ name: 'Zoë Müller', party: null, role: null });
  expect(first.agenda[0]?.label).toBe('orders-db');
  expect(first.answered.find(({ service }) => service === 'orders-db')?.persons).toEqual([
    'Zoë Müller (Acme)',
  ]);
});

test('each format is read back, comes out the same again, and says the same to readers of other makers', async () => {
  const { call, run, core, folder } = await workshopDay();
  const write = async (name: string) => {
    const path = (format: string) => join(folder, `${name}.${format}`);
    const { files } = (await run('workshop.writeMinutes', {
      meeting: 1,
      files: (['pdf', 'docx', 'md'] as const).map((format) => ({
        format,
        target: core.files.registerTarget(path(format)).handle,
      })),
      asOf: '2026-11-27',
    })) as { files: readonly WrittenMinutes[] };
    return files;
  };
  const first = await write('a');
  expect((await write('b')).map(({ sha256 }) => sha256)).toEqual(first.map(({ sha256 }) => sha256));
  expect(first.every(({ texts, warnings }) => texts > 60 && warnings.length === 0)).toBe(true);

  const { markdown } = await call('workshop.minutes', { meeting: 1 });
  expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe(markdown);
  // Nothing of the workbook is layout: no HTML but our own line break, no link, no reference to a character.
  expect(markdown.replaceAll('<br>', '').match(/(?<!\\)[<`]|(?<!\\)\]\(|(?<!\\)&/)).toBeNull();

  const words = [
    `Minutes: Kick-off ${HOSTILE}`,
    '25 Nov 2026, 10:02 to 12:32 (UTC+1), 2 h 30 min',
    'Guest of the bank',
    'AWS + Acme (was Acme)',
    '- Shield Advanced is not bought',
    'Ask legal about seven years',
    'Book the restore drill',
  ];
  const bare = (text: string) => text.replace(/\s/g, '');
  if (findProgram('poppler')) {
    const text = bare(pdfText(join(folder, 'a.pdf')));
    for (const word of words) expect(text, word).toContain(bare(word));
  }
  const office = findProgram('libreOfficeWriter');
  if (office) {
    convert(office, [join(folder, 'a.docx')], AS_TEXT, folder);
    const text = bare(readFileSync(join(folder, 'a.txt'), 'utf8'));
    for (const word of words) expect(text, word).toContain(bare(word));
  }
});
