import { describe, expect, it } from 'vitest';
import { formControls } from '../../main/catalogue/form-controls.ts';
import { loadLayouts } from '../../main/catalogue/layouts.ts';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { appendixTables, planTables } from '../../main/domain/forms/appendix-j.ts';
import type { FormSheet } from '../../main/domain/forms/plan.ts';
import { wordsOf } from '../../main/domain/layouts/fill.ts';
import { gather } from '../../main/domain/layouts/gather.ts';
import { soundReport } from '../../main/domain/layouts/settled.ts';
import type { TableTemplate } from '../../main/domain/layouts/template.ts';
import { CIS_HEADINGS, CRM_HEADINGS } from '../support/form-files.ts';
import { LAW_WORKBOOKS, withLawReport } from '../support/law-workbooks.ts';

// What an official form may say of a control or a part of one, worked out from the catalogue's flag and the rows that bear on it by
// another way than the plan's.

const layouts = loadLayouts();
const tableOf = (id: string, name: string) =>
  layouts
    .find((layout) => layout.id === id)
    ?.sheets.find((sheet) => sheet.name.endsWith(name)) as TableTemplate;
const templates = {
  cis: tableOf('fedramp-cis', 'CIS Worksheet'),
  crm: tableOf('fedramp-crm', 'CRM Worksheet'),
};
const crm = layouts.find(({ id }) => id === 'fedramp-crm');
const rowOf = (number: number, texts: readonly (string | null)[]) => ({
  number,
  cells: new Map(texts.flatMap((text, column) => (text === null ? [] : [[column, text] as const]))),
});

describe.each(LAW_WORKBOOKS)('the CIS and CRM workbook from the %s workbook', (which) => {
  it.each(crm?.vantages ?? [])('says no more than is decided, from the seat $id', (vantage) =>
    withLawReport(which, async (report, catalogue) => {
      const controls = formControls(catalogue, 'nist-800-53-r5');
      const ids = controls.all.map(({ id }) => id);
      const sheets: readonly FormSheet[] = [
        { name: 'CRM', rows: [rowOf(1, CRM_HEADINGS), ...ids.map((id, index) => rowOf(index + 2, [id]))] },
        {
          name: 'CIS',
          rows: [
            rowOf(1, ['Control ID']),
            rowOf(2, [null, ...CIS_HEADINGS]),
            ...ids.map((id, index) => rowOf(index + 3, [id])),
          ],
        },
      ];
      const tables = appendixTables(sheets, templates);
      expect(tables.map(({ kind, columns }) => [kind, columns.size])).toEqual([
        ['crm', 2],
        ['cis', 12],
      ]);
      if (!crm) throw new Error('There is no such layout.');
      const gathered = gather(soundReport(report), vantage);
      const planned = planTables(tables, { gathered, controls, words: wordsOf(crm, vantage, report, null) });
      expect(planned).toHaveLength(ids.length * 2);
      const kinds = kindsById(report.parties);
      const sideOf = (party: string) => vantage.seat[kinds.get(party) ?? 'third-party'];
      const rows = [...report.rows()];
      const stands = (row: RegisterRow) => row.ownership.kind !== 'unanswered' && row.misconception !== true;
      const said = { Yes: 0, Partial: 0, No: 0 };
      for (const { sheet, id, cells } of planned) {
        const control = controls.all.find((each) => each.id === id);
        const bearing = rows.filter(({ responsibility }) =>
          control?.responsibilities.includes(responsibility),
        );
        const owners = bearing
          .filter(stands)
          .flatMap(({ shares }) => shares.map(({ party }) => sideOf(party)));
        const texts = cells.map(
          ({ column, values }) => [column, values[0] && 'text' in values[0] ? values[0].text : ''] as const,
        );
        if (sheet === 'CIS') {
          // One status at most, and none that an open duty could change.
          const statuses = texts.filter(([column]) => column <= 5).map(([column]) => column);
          expect(statuses.length, id).toBeLessThanOrEqual(1);
          if (statuses.some((column) => column !== 2)) expect(bearing.every(stands), id).toBe(true);
          if (vantage.seat.provider === 'self') expect(statuses, id).toEqual([]);
          continue;
        }
        const word = texts.find(([column]) => column === 1)?.[1] as keyof typeof said | undefined;
        const text = texts.find(([column]) => column === 2)?.[1];
        if (word !== undefined) said[word] += 1;
        if (word === 'Yes') {
          expect(control?.inherit, id).toBe('wholly');
          expect(bearing.length > 0 && bearing.every(stands), id).toBe(true);
          expect(owners.length > 0 && owners.every((side) => side !== 'downstream'), id).toBe(true);
          expect(text, id).toBeUndefined();
        }
        if (word === 'Partial')
          expect(
            owners.some((side) => side !== 'downstream'),
            id,
          ).toBe(true);
        if (word === 'No')
          expect(
            (control?.inherit === 'not' && vantage.seat.provider === 'self') ||
              (owners.length > 0 && owners.every((side) => side === 'downstream')),
            id,
          ).toBe(true);
        // Whoever reads a text takes it for all that there is.
        if (text !== undefined) {
          expect(word === 'Partial' || word === 'No', id).toBe(true);
          expect(bearing.every(stands), id).toBe(true);
          expect(text, id).not.toMatch(/unverified|not decided|no answer yet|known misconception/i);
        }
      }
      if (which === 'example') expect(said.Yes > 30 && said.Partial > 30).toBe(true);
    }),
  );
});
