import { describe, expect, test } from 'vitest';
import { layoutControls, sheetLayouts } from '../../main/catalogue/layouts.ts';
import type { CatalogueIndex } from '../../main/catalogue/lookup.ts';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { DemarcError } from '../../main/contract/errors.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { fillLayout, refuseEmpty } from '../../main/domain/layouts/fill.ts';
import type { TemplateVantage } from '../../main/domain/layouts/template.ts';
import type { FrameworkAnnex, Report } from '../../main/domain/report/report.ts';
import { temporaryFolder } from '../support/core.ts';
import { LAW_WORKBOOKS, type LawWorkbook, withLawReport } from '../support/law-workbooks.ts';
import { bodyOf } from '../support/layout-report.ts';
import { byComponents, node, nodes, oscalInput, propsOf, writeOscal } from '../support/oscal.ts';
import { isLongLook } from '../support/property.ts';

// What no layout may say of a control, worked out from the catalogue's flag and the rows that bear on it, by another way than the
// layouts', over every layout and seat.

/** Where a layout gives a control to its provider alone. */
const ALONE: readonly (readonly [layout: string, sheet: string, header: string, words: readonly string[]])[] =
  [
    ['fedramp-crm', 'Moderate CRM Worksheet', 'Can Be Inherited from CSP', ['Yes']],
    ['fedramp-cis', 'Moderate CRM Worksheet', 'Can Be Inherited from CSP', ['Yes']],
    ['cmmc-crm', 'CMMC L2 CRM', 'Responsibility', ['Inheritable']],
    ['pci-dss', 'Responsibility matrix', 'Responsibility', ['TPSP only']],
    ['pci-dss', 'Responsibility matrix 3', 'Responsibility', ['AWS only', 'Shared, no customer part']],
  ];
/** Where a layout leaves a control to the customer alone. */
const CUSTOMERS: readonly (readonly [layout: string, sheet: string, header: string, word: string])[] = [
  ['cmmc-crm', 'CMMC L2 CRM', 'Responsibility', 'Customer Only'],
  ['pci-dss', 'Responsibility matrix', 'Responsibility', 'Entity only'],
  ['pci-dss', 'Responsibility matrix 3', 'Responsibility', 'Customer only'],
];
/** What says in a text that it is the customer's alone. */
const CUSTOMERS_TEXT = /for each customer to do|because no part of it is done by/;
/** Where a layout says what is left to the customer of what it gives to the provider alone. */
const ENTITY = new Set(['Customer responsibility', 'Specific coverage / scope of entity responsibility']);
/** Columns in which every row has a word. */
const ALWAYS = new Set(['cmmc-crm Responsibility', 'pci-dss Responsibility']);
const OWNERS = [
  'CSP-owned',
  'CSC-owned',
  '3rd-party outsourced',
  'Shared CSP and CSC',
  'Shared CSP and 3rd-party',
];
const INHERITED = 'Inherited from Pre-Existing  Authorization';

interface Look {
  /** The rows of each duty: a report reads its register anew at each walk. */
  readonly rows: ReadonlyMap<string, readonly RegisterRow[]>;
  readonly annex: FrameworkAnnex;
  readonly vantage: TemplateVantage;
  readonly kind: (party: string) => TemplateKind;
}
type TemplateKind = keyof TemplateVantage['seat'];

const rowsByDuty = (report: Report) => Map.groupBy(report.rows(), ({ responsibility }) => responsibility);

interface Bearing {
  /** A control, or a part of one that has a letter of its own. */
  readonly control: Pick<FrameworkAnnex['controls'][number], 'id' | 'responsibilities' | 'inherit'>;
  readonly rows: readonly RegisterRow[];
}
/** Of each look, by control: each of them is asked for several times over, and a walk through all for each takes longer than the laws. */
const known = new WeakMap<Look, ReadonlyMap<string, Bearing>>();

/** The rows that bear on a control, and what the catalogue says of it. */
function bearing(look: Look, id: string): Bearing {
  const found = (known.get(look) ?? everyBearing(look)).get(id);
  if (!found) throw new Error(id);
  return found;
}
function everyBearing(look: Look): ReadonlyMap<string, Bearing> {
  const all = look.annex.controls.flatMap((each) => [each, ...(each.parts ?? [])]);
  const rowsOf = (duties: readonly string[]) =>
    [...new Set(duties)].flatMap((duty) => look.rows.get(duty) ?? []);
  // Of several with one id the first counts.
  const every = new Map(
    all.toReversed().map((control) => [control.id, { control, rows: rowsOf(control.responsibilities) }]),
  );
  known.set(look, every);
  return every;
}
const applies = (row: RegisterRow) => row.notApplicable === null;

/** Whether nobody but the provider's side of the seat owns anything that bears on it, all of it decided, and it may be inherited whole. */
function isTheProvidersAlone(look: Look, id: string): boolean {
  const { control, rows } = bearing(look, id);
  const above = (row: RegisterRow) =>
    row.shares.length > 0 &&
    !row.misconception &&
    row.shares.every(({ party }) => look.vantage.seat[look.kind(party)] !== 'downstream');
  const owned = rows.filter(applies);
  return control.inherit === 'wholly' && owned.length > 0 && owned.every(above);
}
/** Whether the customer's side of the seat alone owns what bears on it, all of it decided. */
function isTheCustomersAlone(look: Look, id: string): boolean {
  const owned = bearing(look, id).rows.filter(applies);
  return (
    owned.length > 0 &&
    owned.every(({ shares, misconception }) => shares.length > 0 && !misconception) &&
    owned.every(({ shares }) => shares.every((share) => !isAbove(look, share)))
  );
}
/** Whether every duty that bears on it is answered, some part of it is not a provider's, and nothing of such a part has begun. */
function isPlanned(look: Look, id: string): boolean {
  const owned = bearing(look, id).rows.filter(applies);
  const own = owned.filter(({ shares }) => shares.some(({ party }) => look.kind(party) !== 'provider'));
  return (
    owned.every(({ shares, misconception }) => shares.length > 0 && !misconception) &&
    own.some(({ status }) => status === 'not-started') &&
    own.every(({ status }) => status === 'not-started' || status === 'risk-accepted')
  );
}
const isAbove = ({ vantage, kind }: Look, { party }: RegisterRow['shares'][number]): boolean =>
  vantage.seat[kind(party)] !== 'downstream';

/** Whether every duty that bears on it is done, and the customer has a part of it where it cannot be inherited whole. */
function isImplemented(look: Look, id: string): boolean {
  const { control, rows } = bearing(look, id);
  const byProvider = (row: RegisterRow) => row.shares.every(({ party }) => look.kind(party) === 'provider');
  const owned = rows.filter(applies);
  return (
    owned.length > 0 &&
    owned.every(
      (row) =>
        row.shares.length > 0 &&
        (byProvider(row) ? !row.misconception : row.status === 'implemented' && !row.misconception),
    ) &&
    (control.inherit === 'wholly' || owned.some((row) => !byProvider(row)))
  );
}

/** In which of the five ways an agency addresses a control; null where that is not decided. */
function agencysWay(look: Look, id: string): string | null {
  const { control, rows } = bearing(look, id);
  const owned = rows.filter(applies);
  if (rows.length === 0) return null;
  if (owned.length === 0) return 'The control was tailored out';
  if (owned.some((row) => row.shares.length === 0 || row.misconception)) return null;
  const kinds = new Set(owned.flatMap(({ shares }) => shares.map(({ party }) => look.kind(party))));
  const only = (...allowed: readonly TemplateKind[]) => [...kinds].every((each) => allowed.includes(each));
  if (only('provider'))
    return control.inherit === 'wholly'
      ? 'The agency relies on a provider capability without configuring it'
      : null;
  if (kinds.has('provider')) return 'The agency uses a provider capability';
  if (only('internal-provider')) return 'The system inherits an agency common control';
  return only('client') ? null : 'The agency implements it';
}

/** Services of the large workbook. */
const SERVICES = 8;
/** The rows of layouts are controls. With so few services in the large workbook, too, every answer that a layout has for one is given. */
const withReport = (which: LawWorkbook, look: (report: Report, catalogue: CatalogueIndex) => Promise<void>) =>
  withLawReport(which, look, SERVICES);

/** Every layout in the example; the sheets of frameworks are one template, which one of them shows beside it. */
const layoutsFor = (which: LawWorkbook, catalogue: CatalogueIndex) =>
  sheetLayouts(catalogue).filter(
    ({ id }) =>
      which === 'example' || !id.startsWith('framework:') || id === 'framework:soc2-tsc-2017' || isLongLook,
  );

describe.each(LAW_WORKBOOKS)('layouts of the %s workbook', (which) => {
  test('give a control away only where the catalogue and every duty say so', async () => {
    await withReport(which, async (report, catalogue) => {
      const kinds = kindsById(report.parties);
      const kind = (party: string) => kinds.get(party) ?? 'third-party';
      const rows = rowsByDuty(report);
      const flagged = new Set(
        [...rows].flatMap(([duty, bear]) => (bear.some(({ misconception }) => misconception) ? [duty] : [])),
      );
      for (const template of layoutsFor(which, catalogue))
        for (const vantage of template.vantages) {
          const name = `${template.id} ${vantage.id}`;
          const annex = layoutControls(template, catalogue);
          if (annex === null) throw new Error(name);
          const document = fillLayout(template, vantage, report, annex);
          const look: Look = { rows, annex, vantage, kind };
          if (document.counts.rows === 0) {
            expect(() => refuseEmpty(template, vantage, document), name).toThrow(DemarcError);
            continue;
          }
          const notes = document.sheets.find(({ headerRow }) => headerRow === 0)?.rows ?? [];
          const told = notes.flatMap(({ cells }) => cells).join('\n');
          expect(
            /unverified|in bulk|confirmed|\bdrafts?\b|not the last word/i.exec(told)?.[0],
            name,
          ).toBeUndefined();
          // What the notes say of marks and answers is what the tables do.
          if (template.id === 'fedramp-cis')
            expect(told).toMatch(/marked as planned once every duty that bears on it is answered\./);
          for (const [sentence] of told.matchAll(/[^.\n]*(?:answered|counts as) No\b[^.\n]*/g))
            expect(sentence, name).toMatch(/where the (?:organisation|provider) answers for itself/i);
          const all = document.sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells));
          const tables = document.sheets
            .filter(({ headerRow }) => headerRow > 0)
            .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells));
          expect(
            all.find((cell) => cell !== null && /\{[a-z-]+\}/.test(cell)),
            name,
          ).toBeUndefined();

          for (const [layout, sheet, header, words] of ALONE) {
            if (layout !== template.id || !document.sheets.some((each) => each.name === sheet)) continue;
            const [first = ''] = Object.keys(bodyOf(document, sheet)[0] ?? {});
            for (const row of bodyOf(document, sheet)) {
              const id = row[first] ?? '';
              const said = row[header] ?? null;
              // The word stands where it may, and nowhere else.
              if (vantage.id !== 'organisation' || sheet === 'Moderate CRM Worksheet')
                expect(said !== null && words.includes(said), `${name} ${id}`).toBe(
                  isTheProvidersAlone(look, id),
                );
              if (ALWAYS.has(`${layout} ${header}`)) expect(said, `${name} ${id}`).not.toBeNull();
              // Given away whole, it says how far that reaches where the catalogue knows.
              const why = annex.controls.find((each) => each.id === id)?.why;
              const entity = Object.keys(row).find((each) => ENTITY.has(each));
              if (entity && why !== undefined && isTheProvidersAlone(look, id))
                expect(row[entity], `${name} ${id}`).toContain(why);
            }
          }
          for (const [layout, sheet, header, word] of CUSTOMERS) {
            if (layout !== template.id || !document.sheets.some((each) => each.name === sheet)) continue;
            const [first = ''] = Object.keys(bodyOf(document, sheet)[0] ?? {});
            for (const row of bodyOf(document, sheet)) {
              const id = row[first] ?? '';
              expect(row[header] === word, `${name} ${id}`).toBe(isTheCustomersAlone(look, id));
            }
          }
          // Where the provider has a part, it is told how it is proved, or that nothing is recorded that proves it.
          if (template.id === 'pci-dss' && vantage.id === 'as-customer')
            for (const row of bodyOf(document, 'Responsibility matrix'))
              expect(
                (row['How and when TPSP will provide evidence of compliance to entity'] ?? null) !== null,
                row['Req ID'] ?? '',
              ).toBe((row['Specific coverage / scope of TPSP responsibility'] ?? null) !== null);
          if (template.id === 'fedramp-agency')
            for (const row of bodyOf(document, 'Control record')) {
              const id = row['Control ID'] ?? '';
              expect(row['How the control is addressed'] ?? null, id).toBe(agencysWay(look, id));
            }
          for (const sheet of document.sheets.filter(({ headerRow }) => headerRow > 0)) {
            const body = bodyOf(document, sheet.name);
            const [first = ''] = Object.keys(body[0] ?? {});
            const status = ['Status', 'Implementation status'].find((header) => header in (body[0] ?? {}));
            for (const row of body) {
              const id = row[first] ?? '';
              const implemented =
                status === undefined ? row.Implemented === 'X' : row[status] === 'Implemented';
              if (implemented) expect(isImplemented(look, id), `${name} ${id} is not implemented`).toBe(true);
              if (Object.values(row).some((cell) => cell !== null && CUSTOMERS_TEXT.test(cell)))
                expect(isTheCustomersAlone(look, id), `${name} ${id} is not the customer's alone`).toBe(true);
              // A customer may not inherit it: that stands whoever has a part, and only once somebody has.
              if (row['Can Be Inherited from CSP'] === 'No' && !isTheCustomersAlone(look, id)) {
                const { control, rows: bear } = bearing(look, id);
                expect(control.inherit, `${name} ${id}`).toBe('not');
                expect(
                  bear.some(({ shares }) => shares.length > 0),
                  `${name} ${id}`,
                ).toBe(true);
              }
              if ('Planned' in row) expect(row.Planned === 'X', `${name} ${id}`).toBe(isPlanned(look, id));
              const marks = Object.keys(row).filter((header) => row[header] === 'X');
              if (marks.includes('Implemented') && marks.includes(INHERITED) && marks.length === 2)
                expect(isTheProvidersAlone(look, id), `${name} ${id} is not inherited whole`).toBe(true);
            }
          }
          if (document.sheets.some(({ name: sheet }) => /Worksheet|matrix|CRM|Controls|CAIQ/.test(sheet)))
            expect(
              tables.some((cell) => cell?.includes('known misconception')),
              name,
            ).toBe(
              annex.controls.some(({ responsibilities }) =>
                responsibilities.some((duty) => flagged.has(duty)),
              ),
            );
        }
    });
  });

  test.each([
    ['csa-caiq', 'CAIQv4.0.3', 261],
    ['csa-caiq-4.1', 'CAIQv4.1.0', 283],
  ])('%s answers every question, with an owner and a text', async (id, sheet, questions) => {
    await withReport(which, async (report, catalogue) => {
      const template = sheetLayouts(catalogue).find((each) => each.id === id);
      if (!template) throw new Error(id);
      const kinds = kindsById(report.parties);
      const kind = (party: string) => kinds.get(party) ?? 'third-party';
      const rows = rowsByDuty(report);
      for (const vantage of template.vantages) {
        const annex = layoutControls(template, catalogue);
        if (annex === null) throw new Error(id);
        const document = fillLayout(template, vantage, report, annex);
        const look: Look = { rows, annex, vantage, kind };
        const body = bodyOf(document, sheet);
        expect(new Set(body.map((row) => row['Question ID'])).size).toBe(questions);
        expect(body).toHaveLength(questions);
        for (const row of body) {
          const at = `${vantage.id} ${row['Question ID']}`;
          expect(row['Question ID'], at).toMatch(new RegExp(`^${row['CCM Control ID']}\\.\\d+$`));
          expect(OWNERS, at).toContain(row['SSRM Control Ownership']);
          const texts = [
            row['CSP Implementation Description (Optional/Recommended)'],
            row['CSC Responsibilities (Optional/Recommended)'],
          ];
          expect(
            texts.some((text) => (text ?? '').length > 20),
            at,
          ).toBe(true);
          // An owner's word stands where no other side has a part.
          const { rows: all } = bearing(look, row['CCM Control ID'] ?? '');
          const sides = new Set(all.flatMap(({ shares }) => shares.map((share) => isAbove(look, share))));
          if (row['SSRM Control Ownership'] === 'CSC-owned') expect(sides.has(true), at).toBe(false);
          if (row['SSRM Control Ownership'] === 'CSP-owned') expect(sides.has(false), at).toBe(false);
          // That no part of it is the provider's is said only once everything about it is decided.
          if (row['CSP CAIQ Answer'] === 'NA') {
            const { rows: bear } = bearing(look, row['CCM Control ID'] ?? '');
            expect(bear.length, at).toBeGreaterThan(0);
            for (const each of bear) {
              expect(each.ownership.kind, `${at} ${each.ref}`).not.toBe('unanswered');
              expect(
                each.shares.filter((share) => isAbove(look, share)),
                `${at} ${each.ref}`,
              ).toEqual([]);
            }
          }
          // What AWS answers of itself is AWS's to say.
          if (vantage.id === 'as-customer')
            expect([null, undefined, 'NA'], at).toContain(row['CSP CAIQ Answer']);
          if (vantage.id === 'as-provider') expect(['Yes', 'No', 'NA'], at).toContain(row['CSP CAIQ Answer']);
        }
      }
    });
  });

  test('OSCAL states what was decided', async () => {
    await withReport(which, async (report) => {
      const input = oscalInput({ ...report, frameworks: [] }, { chosen: ['nist-800-53-r5'] });
      const folder = temporaryFolder();
      for (const layout of ['oscal-ssp', 'oscal-provider-ssp'] as const) {
        const { text, body, reconciliation } = await writeOscal(input, folder, layout);
        expect(reconciliation.problems).toEqual([]);
        expect(text.includes('date-authorized')).toBe(false);
        const components = nodes(node(body['system-implementation']).components);
        const types = new Map(components.map(({ uuid, type }) => [uuid, type]));
        expect(components.filter(({ type }) => type === 'this-system')).toHaveLength(1);
        const titles = new Set(components.map(({ title }) => title));
        for (const { part } of byComponents(body)) {
          const owners = new Set(propsOf(part, 'owner'));
          const only = (word: string) => owners.size > 0 && [...owners].every((owner) => owner === word);
          if (only('undecided')) expect(part['implementation-status']).toBeUndefined();
          const status = part['implementation-status'] as { readonly state: string } | undefined;
          if (status?.state === 'implemented') {
            expect(owners.has('undecided')).toBe(false);
            expect(propsOf(part, 'known-misconception')).toEqual([]);
            for (const each of propsOf(part, 'status'))
              expect(['implemented', 'inherited', 'not-applicable']).toContain(each);
          }
          if (part.inherited !== undefined)
            expect(types.get(part['component-uuid']), 'no system inherits from itself').not.toBe(
              'this-system',
            );
        }
        if (layout === 'oscal-provider-ssp') continue;
        const bearing = new Set(
          input.frameworks.flatMap(({ controls }) => controls.flatMap((each) => each.responsibilities)),
        );
        const acting = new Set(
          [...report.rows()]
            .filter(({ responsibility }) => bearing.has(responsibility))
            .flatMap(({ shares }) => shares.map(({ party }) => party)),
        );
        for (const { id, kind, name } of report.parties)
          if (acting.has(id) && (kind === 'internal-provider' || kind === 'third-party'))
            expect(titles.has(name), name).toBe(true);
      }
    });
  });
});
