import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClaimsRecorded, MatrixPreview } from '../../main/contract/claims.ts';
import { OSCAL_PROPERTY_NS } from '../../main/domain/layouts/oscal.ts';
import { openTestWorkbook } from '../support/core.ts';

test('claims of a plan that were read without its framework give way to the same plan, and to no other', async () => {
  const { call, run, core, folder } = await openTestWorkbook();
  const plan = (name: string, texts: readonly string[], group?: string) => {
    const control = (value: string) => ({
      name: 'control',
      ns: OSCAL_PROPERTY_NS,
      value,
      ...(group && { group }),
    });
    const requirements = texts.map((description, at) => ({
      'control-id': `ac-${at + 2}`,
      props: [control(`AC-${at + 2}`)],
      'by-components': [{ 'component-uuid': 'c1', description }],
    }));
    const path = join(folder, name);
    writeFileSync(
      path,
      JSON.stringify({
        'system-security-plan': {
          metadata: { title: name, 'oscal-version': '1.1.2' },
          'system-implementation': { components: [{ uuid: 'c1', title: name.slice(0, 4) }] },
          'control-implementation': { 'implemented-requirements': requirements },
        },
      }),
    );
    return { file: core.files.registerSource(path).handle, vendor: { name: 'Hostwell' } };
  };
  const record = async (given: object) => (await run('claims.record', given)) as ClaimsRecorded;
  const old = await record(plan('mail.json', ['One', 'Two', 'Three']));
  expect(old.matrix.frameworks).toEqual([]);
  const now = ['One', 'Two, and more', 'Three', 'Four'];
  const other = plan('chat.json', now, 'framework-nist-800-53-r5-moderate');
  expect(((await run('claims.preview', other)) as MatrixPreview).notes).toEqual([
    expect.stringMatching(/\(mail\.json\) may be an earlier state of it/),
  ]);
  // Of another system whose component is called the same.
  const unlike = plan('mail of others.json', ['Uno', 'Due', 'Three'], 'framework-nist-800-53-r5-moderate');
  expect(((await run('claims.preview', unlike)) as MatrixPreview).notes).toEqual([]);
  const again = plan('mail-2.json', now, 'framework-nist-800-53-r5-moderate');
  expect(((await run('claims.preview', again)) as MatrixPreview).notes).toEqual([
    expect.stringMatching(
      /^It takes the place of "Hostwell: responsibility matrix" of [-\d]+, whose claims were read without their framework\.$/,
    ),
    'Compared with what is recorded: 1 new, 1 changed, 2 as before, 0 gone.',
  ]);
  const recorded = await record(again);
  expect(recorded).toMatchObject({
    replaced: { id: old.matrix.id },
    fresh: 1,
    changed: 1,
    unchanged: 2,
    gone: 0,
  });
  expect((await call('claims.list', {})).map(({ id }) => id)).toEqual([recorded.matrix.id]);
});

const uuid = (nth: number): string => `3f1f6a0e-51b7-4a11-9a0b-${String(nth).padStart(12, '0')}`;
interface Plan {
  /** Of the document, of the component that is the system, and of another one. */
  readonly ids?: readonly [number, number, number];
  readonly component?: string;
  readonly texts: readonly string[];
}
/** A plan of a system security plan or a component definition, with or without the framework that newer ones name. */
function documentOf(root: string, { ids, component = 'Mail', texts }: Plan, group?: string): string {
  const [own, system, other] = (ids ?? [null, null, null]).map((nth) =>
    nth === null ? undefined : uuid(nth),
  );
  const control = (value: string) => ({
    name: 'control',
    ns: OSCAL_PROPERTY_NS,
    value,
    ...(group && { group }),
  });
  const isPlan = root === 'system-security-plan';
  const requirements = texts.map((description, at) => ({
    'control-id': `ac-${at + 2}`,
    props: [control(`AC-${at + 2}`)],
    ...(isPlan ? { 'by-components': [{ 'component-uuid': system ?? 'c1', description }] } : { description }),
  }));
  const metadata = { title: 'A plan', 'oscal-version': '1.1.2' };
  const title = { title: component };
  const body = isPlan
    ? {
        uuid: own,
        metadata,
        'system-implementation': {
          components: [
            { uuid: system ?? 'c1', type: 'this-system', ...title },
            { uuid: other, type: 'software', title: 'Linux' },
          ],
        },
        'control-implementation': { 'implemented-requirements': requirements },
      }
    : {
        uuid: own,
        metadata,
        components: [
          {
            uuid: system,
            ...title,
            'control-implementations': [{ 'implemented-requirements': requirements }],
          },
        ],
      };
  return JSON.stringify({ [root]: body });
}
const TEXTS = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
const REWORDED = ['Eins', 'Zwei', 'Drei', 'Vier', 'Fünf', 'Sechs'];

test.each<[string, 'same' | 'unsure' | 'other', before: Plan, now: Plan]>([
  ['most of it went', 'same', { ids: [1, 2, 3], texts: TEXTS }, { ids: [1, 2, 3], texts: ['One', 'Two'] }],
  [
    'its component was renamed and every word of it changed, under an id of its own',
    'same',
    { ids: [1, 2, 3], texts: TEXTS },
    { ids: [1, 9, 3], component: 'Post', texts: REWORDED },
  ],
  [
    'it got a new id with the change, and its component was renamed',
    'same',
    { ids: [1, 2, 3], texts: TEXTS },
    { ids: [8, 2, 3], component: 'Post', texts: REWORDED },
  ],
  ['it has no ids, and lost little', 'same', { texts: TEXTS }, { texts: TEXTS.slice(0, 5) }],
  [
    'it has no ids, and its component was renamed',
    'unsure',
    { texts: TEXTS },
    { component: 'Post', texts: TEXTS },
  ],
  ['it has no ids, and most of it went', 'unsure', { texts: TEXTS }, { texts: ['One', 'Two'] }],
  [
    'it is of another system, which runs on the same',
    'other',
    { ids: [1, 2, 3], texts: TEXTS },
    { ids: [7, 9, 3], component: 'Post', texts: REWORDED },
  ],
])('a plan that was read without its framework and came again where %s: %s', async (_, is, before, now) => {
  for (const root of ['system-security-plan', 'component-definition']) {
    // A component definition is of its components alone.
    if (root === 'component-definition' && now.ids?.[0] === 1 && now.ids[1] === 9) continue;
    const { call, run, core, folder } = await openTestWorkbook();
    const given = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return { file: core.files.registerSource(join(folder, name)).handle, vendor: { name: 'Hostwell' } };
    };
    await run('claims.record', given('old.json', documentOf(root, before)));
    const newer = given('new.json', documentOf(root, now, 'framework-nist-800-53-r5-moderate'));
    const { notes } = (await run('claims.preview', newer)) as MatrixPreview;
    const recorded = (await run('claims.record', newer)) as ClaimsRecorded;
    expect(recorded.replaced !== null, root).toBe(is === 'same');
    expect(await call('claims.list', {})).toHaveLength(is === 'same' ? 1 : 2);
    const doubt = /may be an earlier state of it, read without its framework/;
    expect(recorded.notes.some((note) => doubt.test(note))).toBe(is === 'unsure');
    expect(notes.some((note) => doubt.test(note))).toBe(is === 'unsure');
  }
});
