import { expect, test } from 'vitest';
import { layoutControls, loadLayouts } from '../../../main/catalogue/layouts.ts';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { indexCatalogue } from '../../../main/catalogue/lookup.ts';
import type { RegisterRow } from '../../../main/contract/assignments.ts';
import { fillLayout, vantageOf } from '../../../main/domain/layouts/fill.ts';
import type { Report, ReportFramework } from '../../../main/domain/report/report.ts';
import { annexOf, bodyOf, reportOf, rowOf } from '../../support/layout-report.ts';
import { evidenceOf } from '../../support/small-report.ts';

// What a statement of applicability says of why a control is in it, how it is done, and where its evidence lies.

const catalogue = indexCatalogue(loadCatalogue());
const template = (() => {
  const found = loadLayouts().find(({ id }) => id === 'soa-iso-27001');
  if (!found) throw new Error('soa-iso-27001');
  return found;
})();
const SHEET = 'Statement of applicability';
const fill = (report: Report, annex = annexOf({ 'A.8.8': ['guest-patching'] })) =>
  fillLayout(template, vantageOf(template, undefined), report, annex);
const chosen = (
  id: string,
  name: string,
  controls: Readonly<Record<string, readonly string[]>>,
): ReportFramework => ({ ...annexOf(controls), id, name, version: '1', chosen: true });

test('a control is included for a scope, for duties, and for what else the organisation answers to', () => {
  const report = {
    ...reportOf([{ owners: ['aws', 'organisation'] }, { subject: 'web', owners: ['organisation'] }]),
    frameworks: [
      chosen('iso-27001-2022', 'Annex A', { 'A.8.8': ['guest-patching'] }),
      chosen('pci-dss-4.0.1', 'PCI DSS', { '6.3.3': ['guest-patching'], '9.1': ['doors'] }),
      { ...chosen('nist-csf-2.0', 'NIST CSF', { 'PR.PS-02': ['guest-patching'] }), chosen: false },
    ],
  };
  const [row] = bodyOf(fill(report), SHEET);
  expect(row?.['Reason for inclusion']).toBe(
    [
      'Included for what is in scope: orders-db, web.',
      'Necessary for the duties: The duty guest-patching.',
      'These duties, or some of them, are needed for PCI DSS 1 (6.3.3) as well.',
    ].join('\n\n'),
  );
  expect(row?.['Reason for exclusion']).toBeNull();
  expect(row?.Standard).toBe('Test framework 1');
});

test('what does not apply, or has no answer, is no reason', () => {
  const report = {
    ...reportOf([
      { owners: ['organisation'] },
      { subject: 'cdn', owners: 'No hosts.' },
      { subject: 'web', owners: null },
      { duty: 'host-patching', owners: 'There is no host of our own.' },
    ]),
    frameworks: [chosen('pci-dss-4.0.1', 'PCI DSS', { '6.3.3': ['host-patching'], '9.1': ['nobody-asks'] })],
  };
  const annex = annexOf({ 'A.8.8': ['guest-patching', 'host-patching', 'nobody-asks'] });
  expect(bodyOf(fill(report, annex), SHEET)[0]?.['Reason for inclusion']).toBe(
    [
      'Included for what is in scope: orders-db.',
      'Necessary for the duties: The duty guest-patching.',
      'Not decided yet:\nweb: The duty guest-patching: no answer yet.',
    ].join('\n\n'),
  );
});

test('house rules of the organisation are a reason of their own', () => {
  const house = { parties: [], rule: 'patching' };
  const reason = (more: Partial<RegisterRow>) => {
    const rows = [{ ...rowOf({ owners: ['organisation'] }), house, ...more }];
    const report = { ...reportOf([]), rows: () => [...rows, rowOf({ subject: 'web', owners: ['aws'] })] };
    return bodyOf(fill(report), SHEET)[0]?.['Reason for inclusion'];
  };
  expect(reason({})).toContain('House rules of the organisation');
  // Answered otherwise than they say, not answered, or said not to apply.
  expect(reason({ deviates: true })).not.toContain('House rules');
  const { ownership, shares } = rowOf({ owners: null });
  expect(reason({ ownership, shares })).not.toContain('House rules');
  const none = rowOf({ owners: 'No hosts.' });
  expect(reason({ ...none, house })).not.toContain('House rules');
  expect(
    bodyOf(fill(reportOf([{ owners: ['organisation'] }])), SHEET)[0]?.['Reason for inclusion'],
  ).not.toContain('House rules');
});

test('what is excluded has its reason in a column of its own', () => {
  const [none] = bodyOf(fill(reportOf([{ owners: 'There is no guest here.' }])), SHEET);
  expect(none).toMatchObject({ Applicable: 'No', 'Reason for inclusion': null });
  expect(none?.['Reason for exclusion']).toMatch(
    /^Excluded, because every duty .*\n.*There is no guest here\./,
  );
  const [some] = bodyOf(
    fill(reportOf([{ owners: ['organisation'] }, { subject: 'cdn', owners: 'No hosts.' }])),
    SHEET,
  );
  expect(some).toMatchObject({ Applicable: 'Yes' });
  expect(some?.['Reason for exclusion']).toMatch(/^Does not apply everywhere:\n.*cdn.*No hosts\./);
});

test('an accepted risk says why, by whom and until when, and nothing where nobody is to be told', () => {
  const row = rowOf({ owners: ['organisation'], status: 'risk-accepted' });
  const risk = {
    reason: 'The vendor stops in May.',
    approver: 'maya-lindqvist',
    approvedOn: '2026-10-01',
    expiresOn: '2027-05-31',
  };
  const of = (more: object) => {
    const report = { ...reportOf([]), rows: () => [{ ...row, ...more }] };
    return bodyOf(fill(report), SHEET)[0]?.['How it is implemented'];
  };
  expect(of({ risk })).toContain(
    'Risk accepted instead:\nThe duty guest-patching: The vendor stops in May; approved by Maya Lindqvist on 2026-10-01; until 2027-05-31.',
  );
  expect(of({ risk: null })).not.toContain('Risk accepted');
});

test('evidence says where it lies', () => {
  const report = {
    ...reportOf([{ owners: ['organisation'], evidence: [1, 2, 3, 4] }]),
    evidence: [
      evidenceOf(1, { kind: 'file', title: 'Patch report', fileName: 'patch.pdf', url: null }),
      evidenceOf(2, { kind: 'link', title: 'Wiki', fileName: null, url: 'https://example.com/wiki' }),
      evidenceOf(3, { kind: 'note', title: 'Seen', fileName: null, url: null }),
      // As those see it whom contents and names of files are not for.
      evidenceOf(4, { kind: 'file', title: 'Plan', fileName: null, url: null }),
    ],
  };
  expect(bodyOf(fill(report), SHEET)[0]?.['Evidence and where it lies']).toBe(
    [
      'E-1 Patch report: patch.pdf',
      'E-2 Wiki: https://example.com/wiki',
      'E-3 Seen: note in the workbook',
      'E-4 Plan',
    ].join('\n'),
  );
});

test('the four controls of ISO/IEC 27017:2026 stand in it where that was chosen, with the ids that they had', () => {
  const ids = (frameworks: readonly { readonly id: string }[]) =>
    layoutControls(template, catalogue, frameworks)?.controls.map(({ id }) => id) ?? [];
  expect(ids([])).toHaveLength(93);
  const all = ids([{ id: 'iso-27001-2022' }, { id: 'iso-27017-2026' }]);
  expect(all.slice(93)).toEqual(['5.38', '5.39', '8.35', '8.36']);
  const annex = layoutControls(template, catalogue, [{ id: 'iso-27017-2026' }]);
  if (!annex) throw new Error('no controls');
  const said = reportOf([{ duty: 'hypervisor-isolation', owners: ['aws'] }]);
  const rows = bodyOf(fill(said, annex), SHEET).slice(93);
  expect(rows.map((row) => [row.Standard, row.Control, row.Applicable])).toEqual([
    ['ISO/IEC 27017 2026', '5.38', null],
    ['ISO/IEC 27017 2026', '5.39', null],
    ['ISO/IEC 27017 2026', '8.35', 'Yes'],
    ['ISO/IEC 27017 2026', '8.36', null],
  ]);
  expect(rows[2]?.['Control title']).toMatch(/\(formerly CLD\.9\.5\.1\)$/);
});
