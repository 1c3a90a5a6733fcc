import { expect, test } from 'vitest';
import { OSCAL_LAYOUTS, OSCAL_VERSIONS } from '../../../main/domain/layouts/oscal.ts';
import type { Report } from '../../../main/domain/report/report.ts';
import { temporaryFolder } from '../../support/core.ts';
import { modelOf, node, nodes, oscalInput, schemaProblems, writeOscal } from '../../support/oscal.ts';
import { sampleReport } from '../../support/sample-report.ts';

const NASTY =
  '\t \u0000\u0007Leading, trailing,\r\nover\u2028lines \ud800 {{ insert: param, ac-1_prm_1 }} <b>**x**</b>\u00a0\ufeff ';
/** Every text that a person can type, made hard to hold. */
function hostile(report: Report): Report {
  const nasty = (text: string | null) => (text === null ? null : `${NASTY}${text}${NASTY}`);
  const bad = (text: string) => `${NASTY}${text}${NASTY}`;
  return {
    ...report,
    meta: { ...report.meta, title: bad(report.meta.title), organisation: bad('Acme'), scopeNote: NASTY },
    parties: report.parties.map((party) => ({ ...party, name: bad(party.name) })),
    people: report.people.map((person, at) => ({
      ...person,
      name: at === 0 ? '   ' : bad(person.name),
      role: nasty(person.role),
    })),
    services: report.services.map((service) => ({
      ...service,
      label: bad(service.label),
      notes: NASTY,
      dataClassification: at(service.dataClassification),
    })),
    environments: report.environments.map((environment) => ({ ...environment, name: bad(environment.name) })),
    matrix: {
      ...report.matrix,
      subjects: report.matrix.subjects.map((subject) => ({ ...subject, label: bad(subject.label) })),
    },
    evidence: report.evidence.map((item, index) => ({
      ...item,
      title: index === 1 ? '\u0001' : bad(item.title),
      fileName: item.fileName === null ? null : `../../${NASTY} % # ?.pdf`,
      url:
        item.url === null ? null : index === 2 ? 'https://[not a host' : 'https://example.test/a b?q={[|]}#x',
      text: item.text === null ? null : bad(item.text),
      collectedBy: index === 0 ? ' \t ' : nasty(item.collectedBy),
    })),
    *rows() {
      for (const row of report.rows())
        yield {
          ...row,
          responsibilityName: bad(row.responsibilityName),
          shares: row.shares.map((share, index) => ({
            ...share,
            text: index === 0 ? '\u0000 ' : nasty(share.text),
          })),
          note: nasty(row.note),
          notApplicable: nasty(row.notApplicable),
          deviationReason: nasty(row.deviationReason),
        };
    },
  };
}
const at = (text: string | null) => (text === null ? null : `${NASTY}${text}`);

test.each(OSCAL_LAYOUTS.flatMap((layout) => OSCAL_VERSIONS.map((version) => [layout, version] as const)))(
  '%s is valid by the schema of %s, with plain texts and with hostile ones',
  async (layout, version) => {
    const folder = temporaryFolder();
    const report = sampleReport({ services: 6 });
    for (const each of [report, hostile(report)]) {
      const { text, reconciliation, body } = await writeOscal(oscalInput(each), folder, layout, version);
      expect(schemaProblems(JSON.parse(text), modelOf(layout), version)).toEqual([]);
      expect(reconciliation.problems).toEqual([]);
      expect(reconciliation.ok).toBe(true);
      expect(node(body.metadata)['oscal-version']).toBe(version);
      expect(text).not.toMatch(/"[^"]*\\u00[01][0-9a-f]/);
    }
  },
);

test('the schemas say no to what OSCAL does not allow', async () => {
  const { body } = await writeOscal(
    oscalInput(sampleReport({ services: 2 })),
    temporaryFolder(),
    'oscal-component-definition',
  );
  const wrong: readonly (readonly [string, object])[] = [
    ['unknown member', { ...body, more: 1 }],
    ['empty list', { ...body, components: [] }],
    ['token', withControl(body, '1.2.1')],
    ['uuid', { ...body, uuid: '6f4e9c1c-2f0e-1b5a-9d3f-0a1b2c3d4e5f' }],
  ];
  for (const [what, document] of wrong)
    for (const version of OSCAL_VERSIONS)
      expect(schemaProblems({ 'component-definition': document }, 'component', version), what).not.toEqual(
        [],
      );
});

function withControl(body: object, id: string): object {
  const copy = structuredClone(body) as Record<string, unknown>;
  const component = nodes(copy.components).find((entry) => 'control-implementations' in entry);
  const [set] = nodes(component?.['control-implementations']);
  const [requirement] = nodes(set?.['implemented-requirements']);
  Object.assign(requirement ?? {}, { 'control-id': id });
  return copy;
}
