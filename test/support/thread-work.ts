import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemarcMethod } from '../../main/contract/index.ts';
import type { Task } from '../../main/jobs/tasks.ts';
import { PROJECT } from './cli.ts';
import type { TestCore } from './core.ts';
import { appendixJ, writeForm } from './form-files.ts';

// What is done in threads that may do more than one thing.

export const gaps = ({ run }: TestCore) => run('gaps.judge', {});
const target = ({ core, folder }: TestCore, name: string) =>
  core.files.registerTarget(join(folder, name)).handle;
export const exported = async (of: TestCore, format: 'xlsx' | 'pdf' | 'csv', name = `out.${format}`) => {
  await of.run('exports.run', { files: [{ format, target: target(of, name) }] });
  return digest(readFileSync(join(of.folder, name)));
};
export const digest = (bytes: Buffer | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

/** Work on the workbook alone, by the kind of its task; documents that are compared with later ones have a name. */
export const OWN_WORK: readonly (readonly [
  Task['kind'],
  (of: TestCore) => Promise<unknown>,
  name?: string,
])[] = [
  ['export', (of) => exported(of, 'xlsx'), 'out.xlsx'],
  ['export', (of) => exported(of, 'pdf'), 'out.pdf'],
  ['export', (of) => exported(of, 'csv'), 'out.csv'],
  ['gaps', gaps],
  ['matrix', ({ run }) => run('assignments.layOutMatrix', {})],
  ['find', ({ run }) => run('find.lookThrough', { text: 'restore' })],
  ['verify', ({ run }) => run('workbook.verify', {})],
  ['copy', (of) => of.run('workbook.saveCopy', { target: target(of, 'copy.demarc') })],
  [
    'layout',
    (of) =>
      of.run('layouts.write', { layout: 'oscal-component-definition', target: target(of, 'layout.json') }),
  ],
  ['layout', (of) => of.run('layouts.write', { layout: 'csa-caiq', target: target(of, 'layout.xlsx') })],
  [
    'comparison',
    (of) =>
      of.run('snapshots.exportComparison', {
        from: 1,
        to: 'now',
        files: (['xlsx', 'pdf', 'docx', 'html'] as const).map((format) => ({
          format,
          target: target(of, `comparison.${format}`),
        })),
      }),
  ],
  [
    'minutes',
    (of) =>
      of.run('workshop.writeMinutes', {
        meeting: 1,
        files: (['pdf', 'docx', 'md'] as const).map((format) => ({
          format,
          target: target(of, `minutes.${format}`),
        })),
      }),
  ],
  ['hand-out-list', ({ run }) => run('exports.listHandOuts', {})],
  [
    'hand-outs',
    (of) =>
      of.run('exports.writeHandOuts', {
        target: target(of, 'hand-outs.zip'),
        into: 'zip',
        formats: ['xlsx'],
      }),
  ],
  // The last: it holds the documents of before.
  ['pack', (of) => of.run('packs.write', { target: target(of, 'plain.zip') })],
];

/** What reads files of strangers, each put into the folder by its name, or made by the work above. */
export const STRANGE_WORK: readonly (readonly [
  Task['kind'],
  (of: TestCore) => Promise<() => Promise<unknown>>,
])[] = [
  ['discover', async (of) => reading(of, 'discover.read', fixture(of, 'importers', 'costs.csv'))],
  ['findings', async (of) => reading(of, 'findings.read', fixture(of, 'findings', 'get-findings.json'))],
  [
    'control-texts',
    async (of) => reading(of, 'texts.preview', fixture(of, 'control-texts', 'sample-catalog.json')),
  ],
  ['recognise', async (of) => reading(of, 'imports.recognise', 'out.xlsx')],
  [
    'returned-sheet',
    async (of) => {
      // The register that was recognised above.
      copyFileSync(join(of.folder, 'out.xlsx'), join(of.folder, 'back.xlsx'));
      return reading(of, 'sheets.preview', 'back.xlsx');
    },
  ],
  ['returned-sheet', async (of) => reading(of, 'sheets.preview', 'out.csv')],
  [
    'form',
    async (of) => {
      // Of a control without any answer nothing is filled in.
      await of.call('assignments.acceptSuggestions', { subject: 'aws' });
      await writeForm(of.folder, 'form.xlsx', appendixJ(['PE-3(a)', 'AC-2(a)']));
      const form = of.core.files.registerSource(join(of.folder, 'form.xlsx')).handle;
      const into = target(of, 'filled.xlsx');
      return () => of.run('forms.fill', { form, target: into });
    },
  ],
  ['vendor-matrix', async (of) => reading(of, 'claims.preview', 'layout.xlsx')],
  ['verify-pack', async (of) => reading(of, 'packs.verify', 'plain.zip')],
  ['merge', async (of) => reading(of, 'merge.preview', 'copy.demarc')],
  [
    'portfolio-report',
    async (of) => {
      const from = await published(of, 'one.portfolio');
      return () => of.call('portfolio.report', { from, report: 'overview' });
    },
  ],
  [
    'portfolio-look',
    async (of) => {
      copyFileSync(join(of.folder, 'one.portfolio'), join(of.folder, 'two.portfolio'));
      const from = { file: target(of, 'two.portfolio') };
      return () => of.call('portfolio.workbooks', { from });
    },
  ],
];
/** A portfolio in the folder, to which a copy of the workbook was published. */
async function published(of: TestCore, name: string) {
  const files = [of.core.files.registerSource(join(of.folder, 'copy.demarc')).handle];
  const to = { file: target(of, name) };
  await of.run('portfolio.publish', { files, to });
  return to;
}
export function fixture(of: TestCore, folder: string, name: string): string {
  copyFileSync(join(PROJECT, 'test', 'fixtures', folder, name), join(of.folder, name));
  return name;
}
export const reading = (of: TestCore, method: DemarcMethod, name: string) => () => {
  const file = of.core.files.registerSource(join(of.folder, name)).handle;
  return of.run(method, ['discover.read', 'findings.read'].includes(method) ? { files: [file] } : { file });
};
