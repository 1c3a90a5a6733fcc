import { readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { EXPORT_FORMATS, HAND_OUT_FORMATS, type WrittenHandOut } from '../../main/contract/exports.ts';
import { FORM_KINDS, type FormKind } from '../../main/contract/forms.ts';
import type { DemarcMethod } from '../../main/contract/index.ts';
import { DECISION_RECORD, type Layout } from '../../main/contract/layouts.ts';
import { MINUTES_FORMATS } from '../../main/contract/minutes.ts';
import { COMPARISON_FORMATS } from '../../main/contract/snapshots.ts';
import type { Clock } from '../../main/platform/clock.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { caiq } from './caiq-form.ts';
import { type Filling, ONE_FRAMEWORK, openTestWorkbook, type TestCore } from './core.ts';
import { fill } from './filled-form.ts';
import { appendixJ, type FormPart, poam, writeForm } from './form-files.ts';
import { unpack } from './pack.ts';
import { pdfText } from './pdf-tools.ts';
import { eachTemplate } from './templates.ts';

export const MADE = '2026-03-26';
/** The last day on which all is well, and the day after it, on which everything has run out. */
export const [LAST_GOOD, DAY_AFTER] = ['2026-06-30', '2026-07-01'];
/** When documents are written, whichever day they are judged as of. */
const WRITTEN = '2027-01-15T08:00:00.000Z';
export const REF = 'media/restore-testing';
export const RISKY = 'media/public-exposure';

export interface DayBook extends TestCore {
  readonly layouts: readonly Layout[];
  /** Puts the clock at an instant. */
  setClock(at: string): void;
}

/** A workbook in which evidence, an action, an accepted risk and reviews run out on one day, with a person, a meeting and a snapshot. */
export async function openDayBook(): Promise<DayBook> {
  let now = MADE_AT;
  const opened = await openTestWorkbook({
    clock: clockOf(() => now),
    made: { name: 'day', clock: clockOf(() => MADE_AT), fill: recordDays },
  });
  const layouts = eachTemplate(await opened.call('layouts.list', {}));
  const setClock = (at: string) => {
    now = at;
  };
  return { ...opened, layouts, setClock };
}
const MADE_AT = `${MADE}T14:54:00.000Z`;
const clockOf = (now: () => string): Clock => ({ now, today: () => now().slice(0, 10), offset: () => 0 });

async function recordDays({ call, run, core, folder }: Filling): Promise<void> {
  await call('workbook.update', { frameworks: ONE_FRAMEWORK });
  await call('people.add', { name: 'Zoë Müller', party: 'organisation' });
  await call('services.add', { services: [{ catalogueId: 's3', label: 'media' }] });
  await call('services.update', { ref: 'media', reviewOn: LAST_GOOD });
  await call('workshop.start', { title: 'Kick-off' });
  await call('parties.add', { name: 'Managed SOC', kind: 'third-party' });
  // A control can be told of when all that bears on it is answered.
  await call('assignments.acceptSuggestions', { subject: 'media' });
  await call('assignments.answer', {
    ref: 'media/backup-configuration',
    answer: { owners: ['managed-soc'] },
  });
  const people = { organisation: 'zoe-muller' };
  await call('assignments.answer', {
    ref: REF,
    answer: { owners: ['organisation'] },
    people,
    status: 'implemented',
  });
  await call('assignments.answer', {
    ref: RISKY,
    answer: { owners: ['organisation'] },
    people,
    status: 'risk-accepted',
  });
  const risk = { reason: 'Agreed', approver: 'zoe-muller', approvedOn: MADE, expiresOn: LAST_GOOD };
  await call('assignments.update', { ref: RISKY, risk });
  writeFileSync(join(folder, 'minutes.txt'), 'restored on 1 March');
  const file = core.files.registerSource(join(folder, 'minutes.txt')).handle;
  await run('evidence.attachFile', { refs: [REF], file, expires: LAST_GOOD });
  await call('actions.add', { title: 'Renew the minutes', subject: null, dueOn: LAST_GOOD });
  await call('workshop.end', {});
  await call('workbook.update', { reviewOn: LAST_GOOD });
  await call('due.setCadence', { of: 'workbook', months: 3 });
  await call('snapshots.take', { name: 'Start' });
}

/** One kind of document. */
export interface Kind {
  /** Its format, or what else tells it from the others of its method. */
  readonly id: string;
  /** Writes it as of a day into a folder; its files by name, all of a pack or of hand-outs. */
  write(book: DayBook, asOf: string): Promise<ReadonlyMap<string, Buffer>>;
}

const target = ({ core, folder }: TestCore, name: string) =>
  core.files.registerTarget(join(folder, name)).handle;
const one = ({ folder }: TestCore, name: string) => new Map([[name, readFileSync(join(folder, name))]]);

/** A document of one file that a method writes into `files`. */
const ofFormats = (method: DemarcMethod, formats: readonly string[], more: object): readonly Kind[] =>
  formats.map((format) => ({
    id: format,
    async write(book, asOf) {
      const name = `document.${format}`;
      await book.run(method, { ...more, files: [{ format, target: target(book, name) }], asOf });
      return one(book, name);
    },
  }));

const FORMS: Readonly<Record<FormKind, Readonly<Record<string, FormPart>>>> = {
  'fedramp-appendix-j': appendixJ(['AC-2(a)', 'CP-9(a)']),
  'fedramp-poam': poam(),
  'csa-caiq': { 'CAIQv4.1.0': caiq('csa-ccm-4.1') },
  'ciso-assistant-audit': {
    Sheet1: {
      rows: [
        ['urn', 'assessable', 'ref_id', 'compliance_result', 'requirement_progress', 'observations'],
        ['urn:intuitem:risk:req_node:nist-csf-2.0:pr.ds-11', 'True', 'PR.DS-11', '', '', ''],
      ],
    },
  },
  matrix: { Matrix: { rows: [['Control', 'Owner', 'Customer responsibility'], ['Restore testing']] } },
};

const handOuts = HAND_OUT_FORMATS.map(
  (format): Kind => ({
    id: format,
    async write(book, asOf) {
      const { files } = (await book.run('exports.writeHandOuts', {
        target: target(book, 'all.zip'),
        formats: [format],
        asOf,
      })) as { files: readonly WrittenHandOut[] };
      if (files.length !== 1) throw new Error('It is one person who takes something home.');
      return await unpack(join(book.folder, 'all.zip'));
    },
  }),
);

const ofLayout = ({ id, format }: Layout): Kind => ({
  id,
  async write(book, asOf) {
    const name = `layout.${format}`;
    const more = id === DECISION_RECORD ? { packageOverview: 'https://example.com/overview.json' } : {};
    await book.run('layouts.write', { layout: id, target: target(book, name), asOf, ...more });
    return one(book, name);
  },
});

const forms = FORM_KINDS.map(
  (form): Kind => ({
    id: form,
    async write(book, asOf) {
      const theirs = await writeForm(book.folder, 'theirs.xlsx', FORMS[form]);
      const filled = await fill(book, theirs, { overwrite: true, asOf });
      if (filled.form !== form) throw new Error(`It was taken for ${filled.form}.`);
      return one(book, 'ours.xlsx');
    },
  }),
);

const pack: Kind = {
  id: 'zip',
  async write(book, asOf) {
    const layouts = [{ layout: 'soc2-cuec' }];
    await book.run('packs.write', { target: target(book, 'pack.zip'), asOf, layouts });
    return await unpack(join(book.folder, 'pack.zip'));
  },
};

/** Every kind of document by the method that writes it, after the contract's own lists of formats, layouts and forms. */
export const WRITERS = {
  'exports.run': () => ofFormats('exports.run', EXPORT_FORMATS, {}),
  'exports.run of a person': () => ofFormats('exports.run', EXPORT_FORMATS, { person: 'zoe-muller' }),
  'exports.writeHandOuts': () => handOuts,
  'workshop.writeMinutes': () => ofFormats('workshop.writeMinutes', MINUTES_FORMATS, { meeting: 1 }),
  'snapshots.exportComparison': () =>
    ofFormats('snapshots.exportComparison', COMPARISON_FORMATS, { from: 1, to: 'now' }),
  'layouts.write': (layouts) => layouts.map(ofLayout),
  'forms.fill': () => forms,
  'packs.write': () => [pack],
} satisfies Readonly<Record<string, (layouts: readonly Layout[]) => readonly Kind[]>>;
export type Writer = keyof typeof WRITERS;

/** Writes a kind as of a day; the same whenever it is written. */
export async function writeOn(kind: Kind, book: DayBook, asOf: string): Promise<ReadonlyMap<string, Buffer>> {
  book.setClock(WRITTEN);
  return await kind.write(book, asOf);
}

/** What is printed in a file, without blanks, because lines break anywhere; XML by its text alone. */
export async function printedIn(folder: string, name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, `read${extname(name)}`);
  writeFileSync(path, bytes);
  switch (extname(name)) {
    case '.pdf':
      return printed(pdfText(path));
    case '.xlsx':
    case '.docx': {
      const zip = await ZipReader.open(path);
      // Properties tell when the file was written; styles and themes nothing.
      const parts = zip.names.filter((part) => part.endsWith('.xml') && !/docProps|styles|theme/.test(part));
      const texts: string[] = [];
      for (const part of parts) texts.push(textOf(await zip.text(part)));
      await zip.close();
      return printed(texts.join(' '));
    }
    case '.html':
      return printed(textOf(bytes.toString()));
    case '.json':
      return printed(bytes.toString().replaceAll('\\"', '"'));
    default:
      return printed(bytes.toString());
  }
}

const ENTITIES: readonly (readonly [RegExp, string])[] = [
  [/&quot;|&#34;/g, '"'],
  [/&#39;|&apos;/g, "'"],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&amp;/g, '&'],
];
const textOf = (xml: string): string =>
  ENTITIES.reduce((said, [entity, sign]) => said.replace(entity, sign), xml.replace(/<[^>]*>/g, ' '));

export const printed = (text: string): string => text.replace(/\s/g, '');
