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
  expect(((await run('claims.preview', other)) as MatrixPreview).notes).toEqual([]);
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
