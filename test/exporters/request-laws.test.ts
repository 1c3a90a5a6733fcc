import { describe, expect, test } from 'vitest';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { answerRequests, isAnswered } from '../../main/domain/pack/requests.ts';
import { reportOutlook } from '../../main/domain/report/outlook.ts';
import { chosenFrameworks, type Report } from '../../main/domain/report/report.ts';
import { listDuties } from '../../main/exporters/pack/places.ts';
import { withLawReport } from '../support/law-workbooks.ts';

/** Every duty of the register asked for by itself, and every piece of evidence. */
function askForAll(report: Report) {
  const duties = listDuties(report);
  const ask = (name: string) => ({ id: name, text: '', names: [name] });
  const asked = [...[...duties.keys()].map(ask), ...report.evidence.map(({ number }) => ask(`E-${number}`))];
  const evidence = report.evidence.map((piece) => ({ ...piece, file: 'evidence/x', absent: null }));
  const frameworks = chosenFrameworks(report);
  return new Map(
    answerRequests(asked, { duties, frameworks, evidence, report }).map((answer) => [answer.id, answer]),
  );
}

describe.each(['example', 'empty', 'large'] as const)('requests to the %s workbook', (which) => {
  test('what a pack answers of providers is what its summary counts', async () => {
    await withLawReport(which, async (report) => {
      const kinds = kindsById(report.parties);
      const answers = askForAll(report);
      const rows = [...report.rows()].filter(
        ({ shares, misconception }) =>
          !misconception && shares.some(({ party }) => kinds.get(party) === 'provider'),
      );
      const { coverage } = reportOutlook(report);
      expect(rows).toHaveLength(coverage.duties);
      if (which === 'example') expect(coverage.covered).toBeGreaterThan(0);
      const lacks = rows.filter(({ ref }) =>
        answers.get(ref)?.remarks.some((remark) => remark.includes(' has a part in ')),
      );
      expect(rows.length - lacks.length).toBe(coverage.covered);
      // What the summary counts as speaking for a duty is named beside it.
      for (const { number, duties } of coverage.reports)
        expect(rows.filter(({ ref }) => answers.get(ref)?.byDuty.get(ref)?.includes(number))).toHaveLength(
          duties,
        );
      for (const { ref, shares } of rows)
        if (
          shares.every(({ party }) => kinds.get(party) === 'provider') &&
          !lacks.some((row) => row.ref === ref)
        )
          expect(answers.get(ref)?.remarks.filter((remark) => remark.startsWith('No evidence'))).toEqual([]);
      // What does not apply needs no evidence, and is said not to apply.
      for (const { ref, notApplicable } of report.rows())
        if (notApplicable !== null) expect(answers.get(ref)?.remarks).toContain(`Not applicable: ${ref}.`);
    });
  });

  test('what has expired or was replaced answers nothing by itself, and is said', async () => {
    await withLawReport(which, async (report) => {
      const day = report.meta.judgedAsOf;
      const answers = askForAll(report);
      for (const { number, expires, replacedBy } of report.evidence) {
        const answer = answers.get(`E-${number}`);
        if (!answer) throw new Error(`E-${number}`);
        const stale = replacedBy !== null || (expires !== null && expires < day);
        expect(isAnswered(answer), `E-${number}`).toBe(!stale);
        if (replacedBy !== null)
          expect(answer.remarks).toContain(`E-${number} was replaced by E-${replacedBy}.`);
        else if (stale) expect(answer.remarks).toContain(`E-${number} expired on ${expires}.`);
      }
    });
  });
});
