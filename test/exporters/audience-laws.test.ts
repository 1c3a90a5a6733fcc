import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import readBook, { type SheetData } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { layoutControls, sheetLayouts } from '../../main/catalogue/layouts.ts';
import type { CatalogueIndex } from '../../main/catalogue/lookup.ts';
import { AUDIENCE_IDS, AUDIENCES, type AudienceId } from '../../main/contract/audience.ts';
import { isAnswered } from '../../main/domain/duties/ownership.ts';
import { fillLayout, vantageOf } from '../../main/domain/layouts/fill.ts';
import { stackInputs, workbookPicture } from '../../main/domain/pictures/demarcation.ts';
import { markLine, markOf, preparedSentence } from '../../main/domain/report/audience.ts';
import { forAudience } from '../../main/domain/report/for-audience.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { writeCsv } from '../../main/exporters/csv.ts';
import { writeLayout } from '../../main/exporters/layouts/write-layout.ts';
import { prepareOscal } from '../../main/exporters/oscal/prepare-oscal.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { reconcileCsv } from '../../main/exporters/reconcile/csv.ts';
import { reconcilePdf } from '../../main/exporters/reconcile/pdf.ts';
import { reconcileXlsx } from '../../main/exporters/reconcile/xlsx.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { CANARIES, CANARY_DAY, type Canary, withCanaries } from '../support/canaries.ts';
import {
  LAW_WORKBOOKS,
  type LawWorkbook,
  SHORT,
  withFewControls,
  withLawReport,
} from '../support/law-workbooks.ts';
import { unpack } from '../support/pack.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { isLongLook } from '../support/property.ts';
import { smallInput } from '../support/small-report.ts';
import { temporaryFolder } from '../support/temp.ts';

// Nothing that a profile leaves out occurs anywhere in what is written for it: a canary stands in every such field of the report, and is
// looked for in every byte of the file once it is unpacked.

const JOB = { signal: new AbortController().signal, progress: () => undefined };
const MARK = 'TLP:AMBER & more';

const hiddenFrom = (audience: AudienceId): readonly Canary[] =>
  (Object.keys(CANARIES) as Canary[]).filter((canary) =>
    AUDIENCES[audience].without.includes(CANARIES[canary]),
  );
/** A PDF unpacked is tens of megabytes: it is put in small letters once, not for each canary. */
function foundIn(texts: readonly string[], canaries: readonly string[]): readonly string[] {
  const small = texts.map((text) => text.toLowerCase());
  return canaries.filter((canary) => small.some((text) => text.includes(canary)));
}

/** Every part of a package as text, by its name. */
const partsOf = async (path: string): Promise<ReadonlyMap<string, string>> =>
  new Map([...(await unpack(path))].map(([name, bytes]) => [name, bytes.toString('utf8')]));

/**
 * The text of a PDF in the order in which it stands there, and its objects unpacked. Titles and descriptions are UTF-16 there: without its
 * empty bytes it is read as the rest is, and no word is lost.
 */
function pdfTexts(path: string): readonly string[] {
  const texts = [pdfText(path, '-raw')];
  const qpdf = findProgram('qpdf');
  if (qpdf === null) return texts;
  const plain = `${path}.plain`;
  execFileSync(qpdf, ['--qdf', '--object-streams=disable', path, plain], { stdio: 'ignore' });
  return [...texts, readFileSync(plain, 'latin1').replaceAll('\0', '')];
}

/** Of all tests here: what one has made is looked at by others. */
const place = temporaryFolder();

const prepared = (audience: AudienceId) => ({ audience, classification: MARK, distribution: 'The board' });

interface Made extends Readonly<Record<'pdf' | 'xlsx' | 'csv', readonly string[]>> {
  readonly parts: ReadonlyMap<string, string>;
  /** What another reader finds on each sheet. */
  readonly sheets: ReadonlyMap<string, SheetData>;
}
/** The documents of a report for somebody, as texts, and the parts and sheets of the Excel file; each is read back by our own readers as well. */
async function writeAll(report: Report): Promise<Made> {
  const folder = mkdtempSync(join(place, 'documents-'));
  const at = (name: string) => join(folder, name);
  await writePdf(report, at('a.pdf'), JOB);
  expect((await reconcilePdf(at('a.pdf'), report)).problems).toEqual([]);
  await writeXlsx(report, at('a.xlsx'));
  expect((await reconcileXlsx(at('a.xlsx'), report)).problems).toEqual([]);
  await writeCsv(report, at('a.csv'));
  expect((await reconcileCsv(at('a.csv'), report)).problems).toEqual([]);
  const parts = await partsOf(at('a.xlsx'));
  return {
    pdf: pdfTexts(at('a.pdf')),
    xlsx: [...parts].flat(),
    csv: [readFileSync(at('a.csv'), 'utf8')],
    parts,
    sheets: new Map((await readBook(at('a.xlsx'))).map(({ sheet, data }) => [sheet, data])),
  };
}

function sheetOf(sheets: Made['sheets'], name: string): SheetData {
  const found = sheets.get(name);
  if (!found) throw new Error(`There is no sheet ${name}.`);
  return found;
}

/** The counts by which documents say how far the work is. */
const PROGRESS = {
  pdf: [
    / has answered [\d,]+ of /,
    / of duties answered/,
    /\d of [\d,]+ answered/,
    /\d of [\d,]+ dut(?:y|ies)/,
    /\([\d,]+ answered\)/,
  ],
  xlsx: [/\d of [\d,]+ responsibilities answered/, />Answered</],
} as const;
/** As it is printed, and as Excel counts it. */
const DAY_WORDS = { pdf: ['7 mar 2031'], xlsx: [CANARY_DAY, '<v>47914</v>'], csv: [CANARY_DAY] };

/** Of the large workbook: each field is left out for one row as for many, and every document is written once for each reader. */
const SERVICES = 2;

const withPlanted = <T>(
  which: LawWorkbook,
  look: (report: Report, catalogue: CatalogueIndex) => Promise<T>,
): Promise<T> =>
  withLawReport(
    which,
    (report, catalogue) => look(withCanaries(withFewControls(report)), catalogue),
    SERVICES,
    SHORT,
  );

/** A layout of a framework is one template, whatever the framework: what it could tell, it tells of a short one. */
const isOneOfMany = (id: string): boolean => id.startsWith('framework:') && id !== 'framework:soc2-tsc-2017';

describe.each(LAW_WORKBOOKS)('the %s workbook', (which) => {
  // A client is told less than an auditor: in every workbook one of them is enough.
  const reader = which === 'large' ? 'auditor' : 'client';
  // The documents for either are written of the example, and what another workbook has besides is told where all is told, or nothing.
  const readers = AUDIENCE_IDS.filter(
    (id) => which === 'example' || id === 'internal' || id === 'public' || (id === reader && isLongLook),
  );
  const known = new Map<AudienceId, Made>();
  /** The documents for an audience, made once for all that is looked for in them. */
  async function documentsFor(report: Report, audience: AudienceId): Promise<Made> {
    const made = known.get(audience) ?? (await writeAll(forAudience(report, prepared(audience))));
    known.set(audience, made);
    return made;
  }
  test.each(readers)('PDF, Excel and CSV for %s hold nothing that is left out', async (audience) => {
    await withPlanted(which, async (report) => {
      const made = await documentsFor(report, audience);
      for (const format of ['pdf', 'xlsx', 'csv'] as const) {
        const texts = made[format];
        expect(foundIn(texts, hiddenFrom(audience)), format).toEqual([]);
        if (audience === 'public') expect(foundIn(texts, DAY_WORDS[format]), format).toEqual([]);
      }
      const sentence = preparedSentence(prepared(audience));
      const flat = (made.pdf[0] ?? '').replace(/\s+/g, ' ');
      if (sentence !== null) expect(flat).toContain(sentence);
      // A page with the mark for each page.
      const pages = (made.pdf[0] ?? '').split('\f').slice(0, -1);
      expect(pages.filter((page) => page.includes(markOf(prepared(audience)) ?? '')).length).toBe(
        pages.length,
      );
    });
  });

  test('nothing that goes to the public says how far the work is, in no count either', async () => {
    await withPlanted(which, async (report) => {
      for (const audience of ['internal', 'public'] as const) {
        const made = await documentsFor(report, audience);
        const [pdf, xlsx] = [made.pdf.join('\n').replace(/\s+/g, ' '), made.xlsx.join('\n')];
        for (const [name, text, count] of [
          ...PROGRESS.pdf.map((count) => ['pdf', pdf, count] as const),
          ...PROGRESS.xlsx.map((count) => ['xlsx', xlsx, count] as const),
        ])
          if (audience === 'public') expect(text, `${name} ${count}`).not.toMatch(count);
          // What only services have is in no empty workbook; nothing is looked for in vain.
          else if (report.services.length > 0) expect(text, `${name} ${count}`).toMatch(count);
      }
      const reduced = forAudience(report, prepared('public'));
      expect([reduced.counts.answered, reduced.summary.answered]).toEqual([0, 0]);
      expect(reduced.services.every(({ answered }) => answered === 0)).toBe(true);
      const open = [reduced.summary, ...reduced.summary.byDomain].flatMap(({ ownership }) => ownership);
      expect(open.some(({ key }) => key === 'unanswered')).toBe(false);
      const { sheets } = await documentsFor(report, 'public');
      const [, services = []] = sheetOf(sheets, 'Services');
      expect(services).not.toContain('Answered');
      for (const sheet of ['Frameworks', 'Counts']) {
        const [heads = []] = sheetOf(sheets, sheet).slice(sheet === 'Counts' ? 0 : 1);
        expect(heads, sheet).not.toContain('Unanswered');
        expect(heads, sheet).toContain('Provider alone');
      }
      for (const sheet of ['Summary', 'About']) {
        const heads = sheetOf(sheets, sheet).map(([head]) => head);
        expect(heads).not.toContain('Answered');
        expect(sheet === 'Summary' && heads.includes('Unanswered')).toBe(false);
      }
    });
  });

  test('nothing that goes to the public tells of a duty that nobody has answered', async () => {
    await withPlanted(which, async (report) => {
      const rows = [...report.rows()];
      const open = rows.filter(({ ownership }) => !isAnswered(ownership)).map(({ ref }) => ref.toLowerCase());
      const refs = (made: Made) => {
        const found = new Set<string>();
        for (const [, ref = ''] of made.csv.join('').matchAll(/^"?([^",]+\/[^",]+)"?,/gm)) found.add(ref);
        for (const [, ref = ''] of made.xlsx.join('').matchAll(/>([^<>\s]+\/[^<>\s]+)</g)) found.add(ref);
        return found;
      };
      const told = refs(await documentsFor(report, 'internal'));
      expect(open.filter((ref) => !told.has(ref))).toEqual([]);
      const made = await documentsFor(report, 'public');
      const toThePublic = refs(made);
      expect(open.filter((ref) => toThePublic.has(ref))).toEqual([]);
      expect(made.csv.join('')).not.toContain('Unanswered');
      // What formulas and rules of a sheet look for is said to nobody.
      for (const [name, text] of made.parts)
        if (/sharedStrings|sheet\d+\.xml$|chart\d+\.xml$/.test(name))
          expect(text.replace(/<(cfRule|formula1?|f)\b[\s\S]*?<\/\1>/g, ''), name).not.toMatch(/unanswered/i);
      const reduced = forAudience(report, prepared('public'));
      const answered = rows.length - open.length;
      expect([...reduced.rows()].length).toBe(answered);
      expect([reduced.counts.rows, reduced.summary.asked, reduced.matrix.cells.length]).toEqual(
        new Array(3).fill(answered),
      );
      expect(reduced.services.reduce((sum, { asked }) => sum + asked, 0)).toBeLessThanOrEqual(answered);
      // In no picture is a duty open, nor could an answer that is missing move the line.
      const picture = workbookPicture(stackInputs(reduced.matrix), { width: 100, height: 100 });
      expect(picture.shapes.filter(({ key, ghost }) => key === 'unanswered' || ghost)).toEqual([]);
      expect(picture.line.every(({ certain }) => certain)).toBe(true);
      if (open.length > 0 && answered > 0)
        expect(
          workbookPicture(stackInputs(report.matrix), { width: 100, height: 100 }).shapes.some(
            ({ key }) => key === 'unanswered',
          ),
        ).toBe(true);
    });
  });

  test('for internal use every canary is there, so that none is looked for in vain', async () => {
    await withPlanted(which, async (report) => {
      const made = await documentsFor(report, 'internal');
      const texts = [...made.pdf, ...made.xlsx];
      const rows = [...report.rows()];
      // Nobody has decided anything in an empty workbook, and it has no services.
      const absent: Canary[] = [
        ...(report.services.length > 0
          ? []
          : (['qxaccount', 'qxtag', 'qxsvcnote', 'qxdata', 'qxregion'] as const)),
        ...(rows.some(({ shares }) => shares.length > 0) ? [] : (['qxdeviates'] as const)),
        ...(rows.some(({ notApplicable }) => notApplicable !== null) ? [] : (['qxnoneed'] as const)),
        // An id of a person, and the account of an environment, stand in no document today.
        'qxslug',
        'qxenvacc',
      ];
      const wanted = (Object.keys(CANARIES) as Canary[]).filter((canary) => !absent.includes(canary));
      expect(foundIn(texts, wanted)).toEqual(wanted);
      if (rows.some(({ shares }) => shares.length > 0))
        expect(foundIn(made.xlsx, DAY_WORDS.xlsx.slice(1))).toHaveLength(1);
    });
  });

  test.each(readers)('for %s, what is told is told', async (audience) => {
    await withPlanted(which, async (report) => {
      const { sheets: read, parts } = await documentsFor(report, audience);
      const without = (part: (typeof AUDIENCES)[AudienceId]['without'][number]) =>
        AUDIENCES[audience].without.includes(part);
      const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
        ([, name]) => name,
      );
      expect(names.includes('Gaps')).toBe(!without('gaps'));
      expect(names.includes('Evidence')).toBe(!without('evidence'));
      expect(names.includes('People')).toBe(!without('names'));
      expect(names.includes('Sign-offs')).toBe(!without('signOffs'));
      expect(names.includes('Parked')).toBe(!without('drafts'));
      const [, header = [], ...body] = sheetOf(read, 'Register');
      const rows = [...report.rows()].filter(({ ownership }) => !without('open') || isAnswered(ownership));
      expect(body.length).toBe(rows.length);
      const heads = header.map(String);
      expect(heads.includes('Note')).toBe(!without('notes'));
      expect(heads.includes('To confirm')).toBe(!without('drafts'));
      expect(heads.includes('Status')).toBe(!without('status'));
      expect(heads.some((head) => head.endsWith(': named person'))).toBe(!without('names'));
      expect(heads.some((head) => head.endsWith(': role of who is named'))).toBe(
        without('names') && !without('roles'),
      );
      // Each sheet bears the mark; that in a header an ampersand is written twice is Excel's own rule.
      const sheets = [...parts].filter(([name]) => /worksheets\/sheet\d+\.xml$/.test(name));
      expect(sheets.length).toBeGreaterThan(names.length - 1);
      for (const [name, text] of sheets) expect(text, name).toContain('TLP:AMBER &amp;&amp; more');
      // On the screen, too, in a line above all else; what is hidden is for no reader.
      const seen = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*?>/g)].flatMap(([tag]) =>
        tag.includes('state="hidden"') ? [] : [/name="([^"]*)"/.exec(tag)?.[1] ?? ''],
      );
      expect(seen.length).toBeGreaterThan(5);
      for (const name of seen) expect(sheetOf(read, name)[0]?.[0], name).toBe(markLine(prepared(audience)));
      const about = sheetOf(read, 'About').flat().map(String);
      expect(about).toContain(MARK);
      expect(about.includes('Left out')).toBe(audience !== 'internal');
    });
  });

  // An empty workbook has nothing in them that another has not.
  const inLayouts: readonly AudienceId[] = which !== 'empty' || isLongLook ? [reader] : [];
  test.each(inLayouts)('layouts and OSCAL for %s', async (audience) => {
    await withPlanted(which, async (report, catalogue) => {
      const reduced = forAudience(report, prepared(audience));
      const folder = mkdtempSync(join(place, 'layouts-'));
      for (const template of sheetLayouts(catalogue)) {
        if (isOneOfMany(template.id)) continue;
        const document = fillLayout(
          template,
          vantageOf(template, undefined),
          reduced,
          layoutControls(template, catalogue),
        );
        const path = join(folder, `${template.id.replace(':', '-')}.xlsx`);
        await writeLayout(document, path, new Date(0));
        const texts = [...(await partsOf(path))].flat();
        expect(foundIn(texts, hiddenFrom(audience)), template.id).toEqual([]);
        expect(foundIn(texts, ['tlp:amber &amp;&amp; more']), template.id).toHaveLength(1);
      }
      const [first] = catalogue.catalogue.frameworks;
      if (first === undefined || [...report.rows()].every(({ shares }) => shares.length === 0)) return;
      const nist = catalogue.framework('nist-800-53-r5') ?? first;
      const helpers = catalogue.helpers(nist.id);
      const input = smallInput(reduced, [
        {
          id: nist.id,
          name: nist.name,
          version: nist.version,
          publisher: nist.publisher,
          subsetOf: null,
          controls: nist.controls.slice(0, 60).map((control) => ({
            id: control.id,
            token: control.oscalId,
            title: control.title,
            responsibilities: helpers.get(control.id) ?? [],
            inherit: control.inherit,
          })),
        },
      ]);
      for (const layout of ['oscal-component-definition', 'oscal-ssp', 'oscal-provider-ssp'] as const) {
        const oscal = prepareOscal(input, layout, '1.1.3');
        const path = join(folder, `${layout}.json`);
        await oscal.write(path);
        expect((await oscal.reconcile(path)).problems).toEqual([]);
        const text = readFileSync(path, 'utf8');
        expect(foundIn([text, atob64(text)], hiddenFrom(audience)), layout).toEqual([]);
        const [root] = Object.values(JSON.parse(text) as Record<string, { metadata: { props: unknown[] } }>);
        expect(root?.metadata.props).toContainEqual({
          name: 'marking',
          value: `${MARK}, prepared for ${AUDIENCES[audience].to}`,
        });
      }
    });
  });
});

/** What is packed as base64 in a document, unpacked. */
const atob64 = (text: string): string =>
  [...text.matchAll(/"value": ?"([A-Za-z0-9+/=]{8,})"/g)]
    .map(([, value = '']) => Buffer.from(value, 'base64').toString('utf8'))
    .join('\n');

test('a CSV without columns says so beside it, and holds what it has', async () => {
  await withPlanted('example', async (report) => {
    const path = join(place, 'alone.csv');
    const { warnings } = await writeCsv(forAudience(report, prepared('public')), path);
    expect(warnings.join(' ')).toContain('TLP:AMBER');
    const [head = []] = parse(readFileSync(path, 'utf8'), { bom: true }) as string[][];
    expect(head.slice(0, 6)).toEqual(['Ref', 'Service', 'AWS service', 'Asked', 'Domain', 'Responsibility']);
    expect(await writeCsv(report, path)).toEqual({ warnings: [] });
  });
});
