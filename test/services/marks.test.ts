import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExportedFile } from '../../main/contract/exports.ts';
import { LOGO_LIMITS } from '../../main/contract/workbook.ts';
import { ownMarks, preparedOf } from '../../main/domain/report/audience.ts';
import { ONE_FRAMEWORK, openTestWorkbook, temporaryFolder } from '../support/core.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { CLEAR_PNG, pngOf, RED_PNG, SMALL_JPEG } from '../support/pictures.ts';
import { findProgram } from '../support/programs.ts';

const base64 = (file: Buffer) => file.toString('base64');

describe('the logo of a workbook', () => {
  it('is kept, replaced, taken away and taken back, and the log vouches for it', async () => {
    const { call, run } = await openTestWorkbook();
    expect(await call('workbook.logo', {})).toBeNull();
    const red = await call('workbook.setLogo', { file: base64(RED_PNG) });
    expect(red).toMatchObject({ mediaType: 'image/png', width: 4, height: 2, data: base64(RED_PNG) });
    const grey = await call('workbook.setLogo', { file: base64(SMALL_JPEG) });
    expect(grey).toMatchObject({ mediaType: 'image/jpeg', width: 8, height: 8 });
    expect(Buffer.from(grey?.data ?? '', 'base64').includes('GPS here')).toBe(false);
    await call('workbook.undo', {});
    expect(await call('workbook.logo', {})).toEqual(red);
    await call('workbook.redo', {});
    await call('workbook.setLogo', { file: null });
    expect(await call('workbook.logo', {})).toBeNull();
    await call('workbook.undo', {});
    expect(await call('workbook.logo', {})).toEqual(grey);
    expect(await run('workbook.verify', {})).toMatchObject({ ok: true, problems: [] });
  });
  it.each([
    ['no picture', Buffer.from('%PDF-1.7'), /neither a PNG nor a JPEG/],
    ['a file that was cut off', RED_PNG.subarray(0, 50), /ends before its end\. Save the logo anew/],
    [
      'one that is damaged',
      Buffer.concat([RED_PNG.subarray(0, 45), Buffer.from([0]), RED_PNG.subarray(46)]),
      /damaged/,
    ],
    [
      'one with too many points',
      pngOf({ width: 2001, height: 1, line: Buffer.alloc(6003) }),
      /2,001 by 1 pixels/,
    ],
    ['one with too many bytes', Buffer.alloc(LOGO_LIMITS.bytes + 1), /257 kB; a logo may have 256 kB/],
  ])('refuses %s in a sentence, and changes nothing', async (_, file, words) => {
    const { call } = await openTestWorkbook();
    await expect(call('workbook.setLogo', { file: base64(file) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(words),
    });
    expect((await call('workbook.info', {})).rev).toBe(1);
  });
});

describe('the marks of a workbook', () => {
  it('are one line of bounded length, in the history by their names', async () => {
    const { call, run } = await openTestWorkbook();
    await call('workbook.update', { classification: ' TLP:AMBER ', distribution: 'The board' });
    expect(await call('workbook.info', {})).toMatchObject({
      classification: 'TLP:AMBER',
      distribution: 'The board',
    });
    await call('workbook.update', { classification: '' });
    expect(await call('workbook.info', {})).toMatchObject({
      classification: null,
      distribution: 'The board',
    });
    for (const classification of ['a\nb', 'x'.repeat(61)])
      await expect(call('workbook.update', { classification })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    expect(await run('workbook.verify', {})).toMatchObject({ ok: true });
  });
  it('are others for whoever else gets documents, where some are said, and say nothing of what is asked for', async () => {
    const { call, run, core } = await openTestWorkbook();
    await call('services.add', { services: [{ catalogueId: 's3' }] });
    await call('workbook.update', {
      classification: 'Internal',
      distribution: 'Staff',
      marksFor: { auditor: { classification: 'Audit' }, client: { distribution: 'Clients' } },
    });
    await call('workbook.update', { marksFor: { client: { classification: 'TLP:AMBER' } } });
    expect((await call('workbook.info', {})).marksFor).toEqual({
      auditor: { classification: 'Audit', distribution: null },
      client: { classification: 'TLP:AMBER', distribution: 'Clients' },
      public: { classification: null, distribution: null },
    });
    const folder = temporaryFolder();
    const written = async (name: string, asked: object) => {
      const path = join(folder, `${name}.html`);
      const { handle } = core.files.registerTarget(path);
      await run('exports.run', { files: [{ format: 'html', target: handle }], ...asked });
      return readFileSync(path, 'utf8');
    };
    const marksIn = (text: string) =>
      ['Internal', 'Staff', 'Audit', 'Clients', 'TLP:AMBER', 'Asked'].filter((mark) =>
        new RegExp(`>${mark}[<,]`).test(text),
      );
    expect(marksIn(await written('own', {}))).toEqual(['Internal', 'Staff']);
    expect(marksIn(await written('auditor', { audience: 'auditor' }))).toEqual(['Staff', 'Audit']);
    expect(
      marksIn(await written('asked', { audience: 'auditor', classification: 'Asked', distribution: null })),
    ).toEqual(['Asked']);
    // A report of what changed bears them as well, though a snapshot has none of its own for others.
    await call('snapshots.take', { name: 'Before' });
    const changes = join(folder, 'changes.html');
    await run('snapshots.exportComparison', {
      from: 1,
      to: 'now',
      files: [{ format: 'html', target: core.files.registerTarget(changes).handle }],
      audience: 'client',
    });
    expect(marksIn(readFileSync(changes, 'utf8'))).toEqual(['Clients', 'TLP:AMBER']);
    const own = await call('workbook.info', {});
    expect(ownMarks(own, 'client')).toEqual({ classification: 'TLP:AMBER', distribution: 'Clients' });
    expect(ownMarks(own, 'public')).toEqual({ classification: 'Internal', distribution: 'Staff' });
    expect(preparedOf({ audience: 'client', classification: null }, own)).toEqual({
      audience: 'client',
      classification: null,
      distribution: 'Clients',
    });
  });
  it.skipIf(findProgram('poppler') === null)(
    'stand on every document that asks for no others, with the logo, and give way to those that are asked for',
    async () => {
      const { call, run, core } = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
      await call('services.add', { services: [{ catalogueId: 's3' }] });
      await call('workbook.update', { classification: 'Own mark', distribution: 'Own readers' });
      await call('workbook.setLogo', { file: base64(CLEAR_PNG) });
      const folder = temporaryFolder();
      const written = async (name: string, marks: object) => {
        const paths = (['pdf', 'html', 'docx'] as const).map((format) => ({
          format,
          path: join(folder, `${name}.${format}`),
        }));
        const files = paths.map(({ format, path }) => ({
          format,
          target: core.files.registerTarget(path).handle,
        }));
        const { files: made } = (await run('exports.run', { files, ...marks })) as {
          readonly files: readonly ExportedFile[];
        };
        expect(made.every(({ reconciliation }) => reconciliation.ok)).toBe(true);
        const [pdf, html] = paths.map(({ path }) => path);
        return { pdf: pdfText(pdf ?? ''), html: readFileSync(html ?? '', 'utf8') };
      };
      const own = await written('own', {});
      for (const text of [own.pdf, own.html]) {
        expect(text).toContain('Own mark');
        expect(text).toContain('Own readers');
      }
      const pages = own.pdf.split('\f').slice(0, -1);
      expect(pages.length).toBeGreaterThan(3);
      expect(pages.every((page) => page.includes('Own mark'))).toBe(true);
      expect(own.html).toContain(`src="data:image/png;base64,${base64(CLEAR_PNG)}" alt="Logo of `);
      const other = await written('other', { classification: 'For all', distribution: null });
      for (const text of [other.pdf, other.html]) {
        expect(text).toContain('For all');
        expect(text).not.toMatch(/Own (?:mark|readers)/);
      }
    },
  );
});
