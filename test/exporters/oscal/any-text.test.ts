import { expect, test } from 'vitest';
import { OSCAL_LAYOUTS, OSCAL_VERSIONS } from '../../../main/domain/layouts/oscal.ts';
import { temporaryFolder } from '../../support/core.ts';
import { modelOf, schemaProblems, writeOscal } from '../../support/oscal.ts';
import fc, { anyCharacter, runs } from '../../support/property.ts';
import { evidenceOf, framework, type SmallRow, smallInput, smallReport } from '../../support/small-report.ts';

const text = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...' \t\n\r\u0000\u001f"\\{}#*_'), maxLength: 12 }),
  fc.constantFrom('', ' ', '\ufeff', '\u00a0x\u2028', '{{ insert: param, a }}', '</text>'),
);
const maybe = fc.option(text);
const row = (duty: string): fc.Arbitrary<SmallRow> =>
  fc
    .record({
      parties: fc.subarray(['aws', 'organisation', 'landing-zone-team', 'norddata', 'marketplace-sellers']),
      subject: fc.constantFrom('aws', 'workbook', undefined),
      person: fc.option(fc.constantFrom('maya-lindqvist', 'eleni-papadopoulou')),
      text: maybe,
      notApplicable: maybe,
      note: maybe,
      deviationReason: maybe,
      status: fc.constantFrom('not-started', 'in-progress', 'implemented', 'risk-accepted'),
      dueOn: fc.option(fc.constant('2026-12-24')),
      evidence: fc.subarray([1, 2, 3]),
    })
    .map(({ parties, subject, person, text, notApplicable, ...rest }) => ({
      duty,
      ...(subject === undefined ? {} : { subject }),
      shares: notApplicable === null ? parties.map((party) => ({ party, text, person })) : [],
      notApplicable,
      ...rest,
    }));

test('whatever people write and whoever owns what, every document is valid, whole and complete', async () => {
  const folder = temporaryFolder();
  const world = fc.record({
    rows: fc.tuple(row('a'), row('b'), row('c'), row('d')),
    // A share of a client, so that there is something to tell clients.
    passedOn: text,
    title: text,
    name: text,
    url: text,
    fileName: text,
    layout: fc.constantFrom(...OSCAL_LAYOUTS),
    version: fc.constantFrom(...OSCAL_VERSIONS),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ rows, passedOn, title, name, url, fileName, layout, version }) => {
      const client = { party: 'marketplace-sellers', text: passedOn, person: null };
      const report = smallReport(
        [...rows, { duty: 'e', shares: [client] }],
        [
          evidenceOf(1, { title, fileName }),
          evidenceOf(2, { kind: 'link', url, sha256: null, mediaType: null, fileName: null }),
          evidenceOf(3, { kind: 'note', text: title, fileName: null }),
        ],
      );
      const input = smallInput(
        {
          ...report,
          meta: { ...report.meta, title, organisation: name, scopeNote: name },
          parties: report.parties.map((party) => ({ ...party, name })),
          people: report.people.map((person) => ({ ...person, name, role: title })),
        },
        [
          framework('nist-800-53-r5', [
            ['AC-2', 'ac-2', ['a', 'b', 'e']],
            ['AC-3', 'ac-3', ['b', 'c', 'd']],
          ]),
          framework('pci-dss-4.0.1', [['1.2.1', 'pci-1.2.1', ['a', 'd']]]),
        ],
      );
      const { text, reconciliation } = await writeOscal(input, folder, layout, version);
      expect(schemaProblems(JSON.parse(text), modelOf(layout), version)).toEqual([]);
      expect(reconciliation.problems).toEqual([]);
    }),
    { numRuns: runs(50) },
  );
});
