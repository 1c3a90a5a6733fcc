import { expect, test } from 'vitest';
import { AUDIENCE_IDS, AUDIENCES, type AudienceId } from '../../main/contract/audience.ts';
import { forAudience } from '../../main/domain/report/for-audience.ts';
import { rowsOfReport } from '../../main/portfolio/from-report.ts';
import { CANARIES, CANARY_DAY, type Canary, withCanaries } from '../support/canaries.ts';
import { LAW_WORKBOOKS, type LawWorkbook, withLawReport } from '../support/law-workbooks.ts';

/** What goes out to nobody: a portfolio has no use for it. */
const NEVER: readonly Canary[] = ['qxmail', 'qxfile', 'qxurl', 'qxtext', 'qxsvcnote', 'qxscope', 'qxminutes'];

/** Every cell that would be published for an audience, in one text. */
const publishedFor = (which: LawWorkbook, audience: AudienceId): Promise<string> =>
  withLawReport(
    which,
    async (report) => {
      const prepared = { audience, classification: null, distribution: null };
      const cells: unknown[] = [];
      for (const { rows } of rowsOfReport(forAudience(withCanaries(report), prepared), {
        unit: 'Unit',
        publication: 'p',
      }))
        for (const row of rows()) cells.push(...row);
      return cells.join('\n').toLowerCase();
    },
    4,
  );

test.each(LAW_WORKBOOKS)(
  'nothing that is left out of the %s workbook for an audience is published',
  async (which) => {
    for (const audience of AUDIENCE_IDS) {
      const text = await publishedFor(which, audience);
      const { without } = AUDIENCES[audience];
      const hidden = (Object.keys(CANARIES) as Canary[]).filter(
        (canary) => NEVER.includes(canary) || without.includes(CANARIES[canary]),
      );
      expect(
        hidden.filter((canary) => text.includes(canary)),
        audience,
      ).toEqual([]);
      if (audience === 'public') expect(text).not.toContain(CANARY_DAY);
    }
  },
);

test('what goes out to those inside is there to be looked for', async () => {
  const text = await publishedFor('large', 'internal');
  const told: readonly Canary[] = [
    'qxnote',
    'qxname',
    'qxdeviates',
    'qxtitle',
    'qxaction',
    'qxdecision',
    'qxaccount',
  ];
  expect(told.filter((canary) => !text.includes(canary))).toEqual([]);
});
