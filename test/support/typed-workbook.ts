import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIENCES, type AudienceId, type Part } from '../../main/contract/audience.ts';
import { type Filling, ONE_FRAMEWORK, openTestWorkbook, type TestCore } from './core.ts';
import { unpack } from './pack.ts';
import { pdfText } from './pdf-tools.ts';

/** The duty that most is typed for. */
export const REF = 'orders-db/backup-configuration';
const PARKED = 'orders-db/restore-testing';
/** Words that are typed into one kind of field each, and the part by which it is left out. */
export const TYPED: Readonly<Record<string, Part>> = {
  qxnote: 'notes',
  qxoldnote: 'notes',
  qxsvcnote: 'notes',
  qxactnote: 'notes',
  qxwaits: 'drafts',
  qxwhom: 'drafts',
  qxreturned: 'drafts',
  qxroom: 'minutes',
  qxkickoff: 'minutes',
  qxguest: 'minutes',
  qxobjects: 'minutes',
  qxvoice: 'minutes',
  qxmail: 'emails',
  qxoldmail: 'emails',
  qxperson: 'names',
  qxtyper: 'names',
  qxfilename: 'contents',
  qxurl: 'contents',
  qxprose: 'contents',
  '909090909090': 'accounts',
  qxtag: 'accounts',
  qxdecided: 'decisions',
  qxsigner: 'signOffs',
  qxstated: 'signOffs',
  qxoldrole: 'history',
  qxjob: 'roles',
  qxdiffers: 'reasons',
  qxnoneed: 'reasons',
  qxtitle: 'evidence',
  qxaction: 'actions',
  qxplace: 'details',
  qxscope: 'details',
};
export const hiddenFrom = (audience: AudienceId): readonly string[] =>
  Object.keys(TYPED).filter((word) => AUDIENCES[audience].without.includes(TYPED[word] as Part));

/** A workbook with those words in it; its snapshot 1 is of a state before most of them. */
export const typedWorkbook = (): Promise<TestCore> =>
  openTestWorkbook({ actor: 'Qxtyper', made: { name: 'typed', actor: 'Qxtyper', fill: typeIn } });

async function typeIn({ call, run, core, folder }: Filling): Promise<void> {
  await call('workbook.update', { frameworks: ONE_FRAMEWORK });
  const person = (
    await call('people.add', { name: 'Qxperson', role: 'qxoldrole', email: 'qxoldmail@example.test' })
  ).id;
  const place = (await call('environments.add', { name: 'qxplace' })).id;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('snapshots.take', { name: 'Start' });
  await call('people.update', { id: person, role: 'qxjob', email: 'qxmail@example.test' });
  await call('services.update', {
    ref: 'orders-db',
    environments: [place],
    account: '909090909090',
    notes: 'qxsvcnote',
    tags: ['qxtag'],
    lead: person,
  });
  await call('workbook.update', { scopeNote: 'qxscope', leadAssessor: person });
  await call('assignments.answer', {
    ref: REF,
    answer: { owners: ['aws', 'organisation'] },
    people: { organisation: person },
    note: 'qxoldnote',
    dueOn: '2026-12-24',
    status: 'in-progress',
  });
  await call('assignments.answer', {
    ref: 'orders-db/runtime-engine-patching',
    answer: { owners: ['organisation'] },
    reason: 'qxdiffers',
  });
  await call('assignments.update', { ref: REF, note: 'qxnote' });
  await call('assignments.answer', {
    ref: 'orders-db/data-classification',
    answer: { notApplicable: 'qxnoneed' },
  });
  await call('assignments.update', {
    ref: PARKED,
    parked: true,
    note: 'qxnote',
    waits: { for: 'qxwaits', whom: { name: 'Qxwhom' } },
  });
  await call('review.submit', { refs: [REF] });
  await call('review.return', { refs: [REF], text: 'qxreturned' });
  await call('evidence.addNote', { refs: [REF], title: 'qxtitle', text: 'qxprose' });
  await call('evidence.addLink', { refs: [REF], url: 'https://example.test/qxurl', title: 'qxtitle link' });
  const file = join(folder, 'qxfilename.txt');
  writeFileSync(file, 'The restore was tested.');
  await run('evidence.attachFile', {
    refs: [REF],
    file: core.files.registerSource(file).handle,
    title: 'qxtitle file',
  });
  await call('workshop.start', { title: 'Qxkickoff', attendees: [{ name: 'Qxguest' }], note: 'qxroom' });
  await call('workshop.decide', { text: 'qxdecided', ref: null });
  await call('proposals.make', { ref: REF, kind: 'object', text: 'qxobjects', by: { name: 'Qxvoice' } });
  await call('workshop.end', {});
  await call('actions.add', {
    title: 'qxaction',
    subject: 'orders-db',
    person,
    dueOn: '2026-01-01',
    note: 'qxactnote',
  });
  await call('review.sign', { subject: null, name: 'Qxsigner', role: null, statement: 'qxstated' });
}

/** Every text of a file, of what is packed in it too. */
export async function textsOf(path: string): Promise<readonly string[]> {
  if (path.endsWith('.pdf')) return [pdfText(path)];
  if (!/\.(xlsx|zip|docx)$/.test(path)) return [readFileSync(path, 'utf8')];
  const texts: string[] = [];
  for (const [name, bytes] of await unpack(path)) {
    texts.push(name);
    if (!/\.(pdf|xlsx|docx)$/.test(name)) texts.push(bytes.toString('utf8'));
    else {
      const inner = `${path}-${name.replaceAll('/', '-')}`;
      writeFileSync(inner, bytes);
      texts.push(...(await textsOf(inner)));
    }
  }
  return texts;
}
export const foundIn = (texts: readonly string[], words: readonly string[]): readonly string[] =>
  words.filter((word) => texts.some((text) => text.toLowerCase().includes(word)));
