import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisterFilter } from '../../main/contract/assignments.ts';
import type { SheetApplied, SheetChange, SheetPreview } from '../../main/contract/sheets.ts';
import { type Made, openTestWorkbook, type TestCore } from './core.ts';
import { type EditedSheet, editRegister } from './edit-sheet.ts';

/** A workbook, what it exports, and what comes back of it. */
export interface RoundTrip extends TestCore {
  readonly people: { readonly ann: string; readonly ben: string };
  /** Exports the register (or one person's rows, or those that pass a filter) and gives the path. */
  exported(person?: string, filter?: RegisterFilter): Promise<string>;
  /** Exports, edits with another library, and gives the path of what comes back. */
  edited(edit: (sheet: EditedSheet) => void, person?: string): Promise<string>;
  preview(path: string, resolutions?: object): Promise<SheetPreview>;
  apply(path: string, more?: object): Promise<SheetApplied>;
}

/** Two services with the catalogue's answers, two people, one piece of evidence. */
const SHEETS: Made = {
  name: 'returned-sheets',
  actor: 'Ben Assessor',
  async fill({ call }) {
    // The one with the fewest controls: most of these tests have another library read and write the whole file.
    await call('workbook.update', { frameworks: ['iso-27017-2026'] });
    await call('services.add', {
      services: [
        { catalogueId: 'rds', label: 'orders-db' },
        { catalogueId: 's3', label: 'media' },
      ],
    });
    const ann = (await call('people.add', { name: 'Ann Lee' })).id;
    await call('people.add', { name: 'Ben Ray' });
    for (const subject of ['orders-db', 'media']) await call('assignments.acceptSuggestions', { subject });
    await call('assignments.answer', {
      ref: 'orders-db/backup-configuration',
      answer: { owners: ['aws', 'organisation'] },
      people: { organisation: ann },
      status: 'in-progress',
    });
    await call('evidence.addNote', {
      refs: ['orders-db/backup-configuration'],
      title: 'Restore test 2026',
      text: 'Done in May.',
    });
  },
};
/** The exports of that workbook as it was made, by whose rows they have: one state gives the same bytes. */
const ofStart = new Map<string, Buffer>();

/** A copy of that workbook: the copies are one workbook, and not each other's strangers. */
export async function startRoundTrip(): Promise<RoundTrip> {
  const opened = await openTestWorkbook({ actor: 'Ben Assessor', made: SHEETS });
  const { call, run, core, folder } = opened;
  const [ann = '', ben = ''] = (await call('people.list', {})).map(({ id }) => id);
  const revision = async () => (await call('workbook.info', {})).rev;
  const start = await revision();
  let files = 0;
  const path = (name: string) => {
    files += 1;
    return join(folder, `${name}-${files}.xlsx`);
  };
  const exported: RoundTrip['exported'] = async (person, filter) => {
    const to = path('register');
    const kept = filter === undefined && (await revision()) === start ? `${person}` : null;
    const known = kept === null ? undefined : ofStart.get(kept);
    if (known) {
      writeFileSync(to, known);
      return to;
    }
    const target = core.files.registerTarget(to).handle;
    await run('exports.run', {
      files: [{ format: 'xlsx', target }],
      ...(person === undefined ? {} : { person }),
      ...(filter === undefined ? {} : { filter }),
    });
    if (kept !== null) ofStart.set(kept, readFileSync(to));
    return to;
  };
  const preview: RoundTrip['preview'] = async (from, resolutions) =>
    (await run('sheets.preview', {
      file: core.files.registerSource(from).handle,
      ...(resolutions === undefined ? {} : { resolutions }),
    })) as SheetPreview;
  return {
    ...opened,
    people: { ann, ben },
    exported,
    async edited(edit, person) {
      const to = path('returned');
      await editRegister(await exported(person), to, edit);
      return to;
    },
    preview,
    async apply(from, more = {}) {
      const file = core.files.registerSource(from).handle;
      const rev = await revision();
      const sha256 = createHash('sha256').update(readFileSync(from)).digest('hex');
      const input = { file, rev, sha256, cells: { except: [] }, sender: { name: 'Ann Lee' }, ...more };
      return (await run('sheets.apply', input)) as SheetApplied;
    },
  };
}

/** The parts of a change that a reader of `--json` relies on. */
export const inShort = ({ ref, field, before, after, changedHereSince }: SheetChange) => ({
  ref,
  field,
  before,
  after,
  changedHereSince,
});

/** An export has sheets beside the register, of which nothing comes back; said of each that has them. */
export const beside = (sheet: string) =>
  `Only "${sheet}" is read back. What somebody changed on the other sheets of the file is not taken in.`;

/** A row of the register as it stands. */
export const rowOf = async (trip: RoundTrip, ref: string) => {
  const { rows } = await trip.call('assignments.register', { limit: 1000 });
  const row = (rows as readonly { ref: string }[]).find((entry) => entry.ref === ref);
  if (!row) throw new Error(`no row ${ref}`);
  return row as unknown as Record<string, unknown>;
};
