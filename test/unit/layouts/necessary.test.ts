import { expect, test } from 'vitest';
import { loadLayouts } from '../../../main/catalogue/layouts.ts';
import type { Inheritance } from '../../../main/contract/catalogue.ts';
import { fillLayout, vantageOf } from '../../../main/domain/layouts/fill.ts';
import type { FrameworkAnnex } from '../../../main/domain/report/report.ts';
import { bodyOf, reportOf, rowOf, type Said } from '../../support/layout-report.ts';
import { evidenceOf } from '../../support/small-report.ts';

// Which controls of the user entity are necessary for the criteria, and which are only its responsibilities.

const CRITERIA: readonly (readonly [id: string, duties: readonly string[], inherit: Inheritance])[] = [
  ['CC1.3', ['governance'], 'not'],
  ['CC6.1', ['sign-in', 'keys'], 'partly'],
  ['CC6.4', ['offices'], 'partly'],
];
const annex: FrameworkAnnex = {
  id: 'soc2-tsc-2017',
  name: 'SOC 2',
  version: '2017',
  publisher: 'Nobody',
  controls: CRITERIA.map(([id, responsibilities, inherit]) => ({
    id,
    title: id,
    group: 'CC',
    responsibilities,
    inherit,
  })),
};
const layout = (id: string) => {
  const template = loadLayouts().find((each) => each.id === id);
  if (!template) throw new Error(id);
  return template;
};
const SAID: readonly Said[] = [
  // The service has a part of CC6.1 in another duty than its user's.
  { duty: 'keys', owners: ['organisation'] },
  { duty: 'sign-in', owners: ['marketplace-sellers'], texts: { 'marketplace-sellers': 'Keep passwords.' } },
  { duty: 'governance', owners: ['organisation', 'marketplace-sellers'] },
  { duty: 'offices', owners: ['marketplace-sellers'] },
  { duty: 'apart', owners: ['marketplace-sellers'] },
];

test('a control of the user entity is necessary where it completes one of the service, and says else why it is not', () => {
  const template = layout('soc2-cuec');
  const document = fillLayout(template, vantageOf(template, 'as-provider'), reportOf(SAID), annex);
  expect(bodyOf(document, 'CUECs (DC 6)')).toEqual([
    {
      'CUEC number': 'CUEC-1',
      'CUEC description':
        'The duty sign-in: the user entity is responsible for the following.\norders-db: Keep passwords.',
      'Related trust services criteria': 'CC6.1',
    },
  ]);
  const why = 'Why it is not necessary for the criteria';
  expect(bodyOf(document, 'User entity responsibilities').map((row) => [row.Number, row[why]])).toEqual([
    ['UER-1', 'CC1.3: each organisation meets this for itself, so it completes no control of the service.'],
    ['UER-2', 'CC6.4: no part of the service in it is recorded that it could complete.'],
    ['UER-3', 'No criterion is listed that it bears on.'],
  ]);
  // Nothing that is left to the user entity stands in neither of them.
  const { rows } = document.counts;
  expect(rows).toBe(4);
});

test('of each subservice organisation its use, what is expected of it, and its own reports', () => {
  const template = layout('soc2-csoc');
  const report = {
    ...reportOf([
      { subject: 'web', duty: 'keys', owners: ['aws', 'organisation'] },
      { subject: 'cdn', duty: 'sign-in', owners: ['aws'] },
      { subject: 'cdn', duty: 'keys', owners: ['norddata'] },
    ]),
    evidence: [
      evidenceOf(7, {
        title: 'SOC 2 of AWS',
        providerReport: { party: 'aws', kind: 'soc-2', services: null },
      }),
    ],
  };
  const document = fillLayout(template, vantageOf(template, undefined), report, annex);
  const rows = bodyOf(document, 'Subservice organisations');
  expect(rows[0]).toMatchObject({
    'Subservice organisation': 'AWS',
    'What it is': 'Cloud provider',
    'What it is used for': 'web, cdn',
    'Controls expected of it': '2 controls',
  });
  expect(rows[0]?.['Its own reports']).toMatch(/^E-7 SOC 2 of AWS \(/);
  expect(bodyOf(document, 'CSOCs (DC 7)')).toHaveLength(
    rows.reduce((sum, row) => sum + Number.parseInt(row['Controls expected of it'] ?? '', 10), 0),
  );
});

test('a part of the service that rests on a known misconception is completed by nothing', () => {
  const template = layout('soc2-cuec');
  const of = (misconception: boolean) => {
    const rows = SAID.slice(0, 2).map((said) => ({
      ...rowOf(said),
      ...(said.duty === 'keys' ? { misconception } : {}),
    }));
    const report = { ...reportOf([]), rows: () => rows };
    return bodyOf(fillLayout(template, vantageOf(template, 'as-provider'), report, annex), 'CUECs (DC 6)');
  };
  expect(of(false)).toHaveLength(1);
  expect(of(true)).toEqual([]);
});
