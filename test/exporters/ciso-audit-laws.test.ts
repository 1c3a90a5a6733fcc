import { expect, it } from 'vitest';
import { formControls } from '../../main/catalogue/form-controls.ts';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { auditSheets, planAudit } from '../../main/domain/forms/ciso-audit.ts';
import { controlList } from '../../main/domain/layouts/control-list.ts';
import { gather } from '../../main/domain/layouts/gather.ts';
import { OWN_SEAT } from '../../main/domain/layouts/own-seat.ts';
import { soundReport } from '../../main/domain/layouts/settled.ts';
import { LAW_WORKBOOKS, withLawReport } from '../support/law-workbooks.ts';

// What other programs for compliance are told, worked out from the rows that bear on it by another way than the plan's.

const HEADINGS = ['urn', 'assessable', 'ref_id', 'compliance_result', 'requirement_progress', 'observations'];
const FRAMEWORKS = ['nist-csf-2.0', 'iso-27001-2022', 'nist-800-171-r2', 'csa-ccm-4.1', 'cis-aws-7.0'];
const CASES = LAW_WORKBOOKS.flatMap((which) => FRAMEWORKS.map((framework) => [which, framework] as const));
const stands = (row: RegisterRow) => row.ownership.kind !== 'unanswered' && row.misconception !== true;

it.each(CASES)(
  'the %s workbook in an audit of %s: no requirement is met that rests on something open',
  (which, id) =>
    withLawReport(which, async (report, catalogue) => {
      const ids = catalogue.framework(id)?.controls.map((control) => control.id) ?? [];
      const rows = [HEADINGS, ...ids.map((each) => [`urn:x:risk:req_node:${id}:n`, 'True', each])].map(
        (cells, index) => ({ number: index + 1, cells: new Map(cells.entries()) }),
      );
      const [sheet] = auditSheets([{ name: 'Sheet1', rows }]);
      if (!sheet) throw new Error('no audit');
      const planned = planAudit(sheet, {
        gathered: gather(soundReport(report), OWN_SEAT),
        framework: id,
        controls: formControls(catalogue, id),
        words: {},
      });
      expect(planned.map((row) => row.id)).toEqual(ids);
      const kinds = kindsById(report.parties);
      const register = [...report.rows()];
      for (const { id: requirement, cells, why, duties } of planned) {
        const said = new Map(
          cells.map(({ column, values: [value] }) => [column, value && 'text' in value ? value.text : '']),
        );
        const [result, progress, text] = [said.get(3), said.get(4), said.get(5) ?? ''];
        const bearing = register.filter(({ responsibility }) => duties?.includes(responsibility));
        const decided = bearing.filter(stands);
        if (decided.length === 0) {
          expect([cells, typeof why], requirement).toEqual([[], 'string']);
          continue;
        }
        const open = bearing.filter((row) => !stands(row));
        for (const { responsibilityName } of open)
          expect(text.split('Open, so not decided:')[1], requirement).toContain(responsibilityName);
        if (open.length > 0) {
          expect([undefined, 'partially_compliant'], requirement).toContain(result);
          expect(progress, requirement).toBe('in_progress');
        }
        const applying = decided.filter(({ notApplicable }) => notApplicable === null);
        if (result === 'not_applicable') expect([applying, open], requirement).toEqual([[], []]);
        if (result === 'compliant')
          for (const { shares, status, ref } of applying)
            expect(
              status === 'implemented' || shares.every(({ party }) => kinds.get(party) === 'provider'),
              `${requirement} ${ref}`,
            ).toBe(true);
        if (progress === 'done') expect(bearing.every(({ review }) => review === 'accepted')).toBe(true);
      }
    }),
);

it.each(LAW_WORKBOOKS)(
  'the %s workbook as a list of controls: every duty of our own once, and no other',
  (which) =>
    withLawReport(which, async (report) => {
      const { controls } = controlList(report);
      const kinds = kindsById(report.parties);
      const own = [...report.rows()].filter(
        (row) =>
          stands(row) &&
          row.shares.some(({ party }) =>
            ['organisation', 'internal-provider'].includes(kinds.get(party) ?? ''),
          ),
      );
      expect(new Set(controls.map(({ name }) => name))).toEqual(
        new Set(own.map(({ responsibilityName }) => responsibilityName)),
      );
      expect(new Set(controls.map(({ code }) => code)).size).toBe(controls.length);
    }),
);
