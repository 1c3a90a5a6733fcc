import { expect, test } from 'vitest';
import { loadLayouts } from '../../../main/catalogue/layouts.ts';
import { fillLayout, vantageOf } from '../../../main/domain/layouts/fill.ts';
import { annexOf, bodyOf, reportOf } from '../../support/layout-report.ts';

// With whom a control lies along the AI supply chain, in the few words that the form has.

const CHAIN = 'Shared Across the Supply Chain';
test.each([
  [['aws'], 'CSP-Owned'],
  [['aws', 'managed-service-provider'], CHAIN],
  [['aws', 'organisation'], CHAIN],
  [['managed-service-provider', 'organisation'], CHAIN],
  [['aws', 'marketplace-sellers'], CHAIN],
  [['managed-service-provider'], null],
  [['organisation'], 'AP-Owned'],
  [['organisation', 'marketplace-sellers'], 'Shared AP-AIC'],
  [['marketplace-sellers'], 'AIC-Owned'],
  ['There is no model.', 'ND'],
] as const)('what %j has a part of is %s', (owners, word) => {
  const template = loadLayouts().find(({ id }) => id === 'csa-ai-caiq');
  if (!template) throw new Error('csa-ai-caiq');
  const annex = annexOf({ 'MDS-01': ['models'] });
  const asked = {
    ...annex,
    controls: annex.controls.map((control) => ({ ...control, questions: ['MDS-01.1'] })),
  };
  const report = reportOf([{ duty: 'models', owners, status: 'implemented' }]);
  const [row] = bodyOf(fillLayout(template, vantageOf(template, undefined), report, asked), 'AI-CAIQv1.1.0');
  expect(row?.['SSRM Control Ownership']).toBe(word);
});
