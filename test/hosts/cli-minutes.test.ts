import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Minutes } from '../../main/contract/minutes.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { workshopDay } from '../support/workshop-day.ts';

it('prints the minutes of the only meeting, lists several, and writes each format', async () => {
  const { core, call, path, folder } = await workshopDay();
  const { markdown } = await call('workshop.minutes', { meeting: 1 });
  await core.close();
  expect(await runAtOnce('minutes', path)).toEqual({ status: 0, out: markdown, err: '' });
  const asJson = JSON.parse((await runAtOnce('minutes', path, '1', '--json')).out) as Minutes;
  expect(asJson).toMatchObject({ number: 1, decisions: [{ number: 1 }, { number: 2 }] });

  const to = (format: string) => join(folder, `minutes.${format}`);
  const written = await runAtOnce(
    'minutes',
    path,
    '--pdf',
    to('pdf'),
    '--docx',
    to('docx'),
    '--md',
    to('md'),
  );
  expect(written).toMatchObject({ status: 0, err: '' });
  expect(written.out.match(/read back and complete/g)).toHaveLength(3);
  expect(readFileSync(to('md'), 'utf8')).toBe(markdown);
  expect(readFileSync(to('pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect(readFileSync(to('docx')).subarray(0, 2).toString()).toBe('PK');

  expect(await runAtOnce('minutes', path, '9')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/^demarc: NOT_FOUND: .*meeting 9/),
  });
  expect(await runAtOnce('minutes', path, 'first')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/INVALID_INPUT.*number of a meeting/),
  });
  expect(await runAtOnce('minutes', path, '--pdf', path)).toMatchObject({ status: 2, out: '' });
});

it('writes the minutes for the paper asked for, and refuses what is none', async () => {
  const { core, path, folder } = await workshopDay();
  await core.close();
  const to = (format: string) => join(folder, `letter.${format}`);
  const written = await runAtOnce(
    'minutes',
    path,
    '--pdf',
    to('pdf'),
    '--docx',
    to('docx'),
    '--paper',
    'Letter',
  );
  expect(written).toMatchObject({ status: 0, err: '' });
  const pdf = readFileSync(to('pdf'), 'latin1');
  expect(pdf).toContain('/MediaBox [0 0 612 792]');
  expect(pdf).not.toContain('595.28');
  const zip = await ZipReader.open(to('docx'));
  expect(await zip.text('word/document.xml')).toMatch(/<w:pgSz w:w="12240" w:h="15840"/);
  await zip.close();
  const refused = (words: RegExp) => ({ status: 2, err: expect.stringMatching(words) });
  expect(await runAtOnce('minutes', path, '--pdf', to('pdf'), '--paper', 'a5')).toMatchObject(
    refused(/"a5" is no size of paper here/),
  );
  expect(await runAtOnce('minutes', path, '--md', to('md'), '--paper', 'letter')).toMatchObject(
    refused(/--paper is for the PDF and the Word document/),
  );
});

it('lists the meetings where there are several or none, and writes nothing then', async () => {
  const { core, call, path, folder } = await workshopDay();
  await call('workshop.start', { title: 'Second day' });
  await core.close();
  const { status, out } = await runAtOnce('minutes', path);
  expect(status).toBe(0);
  expect(out).toMatch(/ 2 {2}2026-11-25 {2}Second day/);
  expect(out).toMatch(/2 meetings\. Name one by its number/);
  expect(await runAtOnce('minutes', path, '--md', join(folder, 'm.md'))).toMatchObject({
    status: 2,
    err: expect.stringMatching(/Say which meeting/),
  });
});
