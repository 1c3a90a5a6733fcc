import { expect, test } from 'vitest';
import { layoutControls, sheetLayouts } from '../../main/catalogue/layouts.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { fillLayout } from '../../main/domain/layouts/fill.ts';
import { LAW_WORKBOOKS, withLawReport } from '../support/law-workbooks.ts';
import { bodyOf } from '../support/layout-report.ts';

// The rules of AI-CAIQ 1.1.0: every question has an answer and an owner, of the form's own words.

const OWNERS = [
  'CSP-Owned',
  'AP-Owned',
  'AIC-Owned',
  'Shared AP-AIC',
  'Shared Across the Supply Chain',
  'ND',
];
const [ANSWER, OWNER] = ['Service Provider AI-CAIQ Answer', 'SSRM Control Ownership'];

test.each(LAW_WORKBOOKS)('the AI-CAIQ of the %s workbook answers its 320 questions by its rules', (which) =>
  withLawReport(which, async (report, catalogue) => {
    const template = sheetLayouts(catalogue).find(({ id }) => id === 'csa-ai-caiq');
    const [vantage] = template?.vantages ?? [];
    const annex = template && layoutControls(template, catalogue);
    if (!template || !vantage || !annex) throw new Error('csa-ai-caiq');
    const kinds = kindsById(report.parties);
    const rows = Map.groupBy(report.rows(), ({ responsibility }) => responsibility);
    const body = bodyOf(fillLayout(template, vantage, report, annex), 'AI-CAIQv1.1.0');
    expect(new Set(body.map((row) => row['Question ID'])).size).toBe(320);
    expect(body).toHaveLength(320);
    for (const row of body) {
      const at = row['Question ID'] ?? '';
      const control = annex.controls.find(({ id }) => id === row['AICM Control ID']);
      const bear = (control?.responsibilities ?? []).flatMap((duty) => rows.get(duty) ?? []);
      const has = new Set(bear.flatMap(({ shares }) => shares.map(({ party }) => kinds.get(party))));
      expect(['YES', 'NO', 'NA'], at).toContain(row[ANSWER]);
      const owner = row[OWNER];
      // Where only vendors have a part, nobody knows which part of the chain they are.
      if (owner === null) {
        expect([...has], at).toEqual(['third-party']);
        continue;
      }
      expect(OWNERS, at).toContain(owner);
      if (owner === 'ND') expect(row[ANSWER], at).toBe('NA');
      if (row[ANSWER] === 'NA') expect(['ND', 'AIC-Owned'], at).toContain(owner);
      if (owner === 'CSP-Owned') expect([...has], at).toEqual(['provider']);
      if (owner === 'AP-Owned')
        expect(has.has('provider') || has.has('third-party') || has.has('client'), at).toBe(false);
      if (owner === 'AIC-Owned') expect([...has], at).toEqual(['client']);
      if (row[ANSWER] === 'YES')
        for (const { ownership, misconception } of bear) {
          expect(ownership.kind, at).not.toBe('unanswered');
          expect(misconception, at).not.toBe(true);
        }
    }
  }),
);
