import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/core.ts';
import { node, nodes, propsOf, writeOscal } from '../../support/oscal.ts';
import { evidenceOf, framework, share, smallInput, smallReport } from '../../support/small-report.ts';

test('a component for each subject, a set for each framework, a requirement for each control', async () => {
  const report = smallReport(
    [
      {
        duty: 'a',
        shares: [share('aws', 'Encrypts.'), share('organisation', 'Chooses keys.', 'maya-lindqvist')],
      },
      { duty: 'b', subject: 'workbook', shares: [share('organisation', 'Trains people.')], note: 'Yearly.' },
    ],
    [
      evidenceOf(1),
      evidenceOf(2, { kind: 'note', text: 'Seen it.\nTwice.', fileName: null, mediaType: 'text/plain' }),
    ],
  );
  const input = smallInput(report, [
    framework('nist-800-53-r5', [['SC-28', 'sc-28', ['a']]]),
    framework('pci-dss-4.0.1', [['3.5.1', 'pci-3.5.1', ['a', 'b']]]),
  ]);
  const { body, reconciliation } = await writeOscal(input, temporaryFolder(), 'oscal-component-definition');
  expect(reconciliation.problems).toEqual([]);
  const components = nodes(body.components);
  expect(components).toHaveLength(report.matrix.subjects.length);
  expect(new Set(components.map(({ type }) => type))).toEqual(new Set(['this-system', 'system', 'service']));

  const service = components.find(
    (component) => propsOf(component, 'subject')[0] === report.services[0]?.ref,
  );
  const sets = nodes(service?.['control-implementations']);
  expect(sets).toHaveLength(2);
  const sources = nodes(node(body['back-matter']).resources).map(({ uuid }) => `#${String(uuid)}`);
  for (const set of sets) expect(sources).toContain(set.source);
  const [requirement] = nodes(sets[0]?.['implemented-requirements']);
  expect(requirement?.description).toBe('Duty a: shared by AWS and Kalliope Retail.');
  expect(nodes(requirement?.statements)).toEqual([
    expect.objectContaining({
      'statement-id': 'sc-28_smt',
      description:
        'Duty a: shared by AWS and Kalliope Retail.\n\n- AWS: Encrypts.\n- Kalliope Retail: Chooses keys.',
    }),
  ]);
  const [mapped] = nodes(sets[1]?.['implemented-requirements']);
  expect([mapped?.['control-id'], propsOf(node(mapped), 'control'), mapped?.statements]).toEqual([
    'pci-3.5.1',
    ['3.5.1'],
    undefined,
  ]);
  expect(mapped?.description).toContain('Encrypts.');
  expect(propsOf(node(mapped), 'owner')).toEqual(['shared']);
});

test('evidence lies in the back matter with hashes, dates and what it is', async () => {
  const report = smallReport(
    [{ duty: 'a', shares: [share('aws')], evidence: [1, 2, 3] }],
    [
      evidenceOf(1, { fileName: 'Prüf bericht #1.pdf', expires: '2027-01-01', replacedBy: 2 }),
      evidenceOf(2, {
        kind: 'link',
        fileName: null,
        sha256: null,
        url: 'https://example.test/a?b=c',
        mediaType: null,
      }),
      evidenceOf(3, { kind: 'note', fileName: null, text: 'Seen it.\nTwice.' }),
    ],
  );
  const input = smallInput(report, [framework('nist-800-53-r5', [['SC-28', 'sc-28', ['a']]])]);
  const { body, reconciliation } = await writeOscal(input, temporaryFolder(), 'oscal-component-definition');
  expect(reconciliation).toMatchObject({ ok: true });
  const [file, link, note] = nodes(node(body['back-matter']).resources).filter(
    (resource) => propsOf(resource, 'number').length > 0,
  );
  expect(nodes(file?.rlinks)).toEqual([
    {
      href: 'evidence/E-1%20Pr%C3%BCf%20bericht%20%231.pdf',
      'media-type': 'application/pdf',
      hashes: [{ algorithm: 'SHA-256', value: '1'.repeat(64) }],
    },
  ]);
  expect([propsOf(node(file), 'valid-until'), propsOf(node(file), 'replaced-by')]).toEqual([
    ['2027-01-01'],
    ['E-2'],
  ]);
  expect(nodes(link?.rlinks)).toEqual([{ href: 'https://example.test/a?b=c' }]);
  expect(Buffer.from(String(node(note?.base64).value), 'base64').toString()).toBe('Seen it.\nTwice.');
});
