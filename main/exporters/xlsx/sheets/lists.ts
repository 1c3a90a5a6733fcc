import type { Part } from '../../../contract/audience.ts';
import type { Evidence } from '../../../contract/evidence.ts';
import { namesById } from '../../../domain/duties/ownership.ts';
import { reportWords } from '../../../domain/evidence/provider-reports.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import type { ReportAction } from '../../../domain/report/desk.ts';
import type { ReportService } from '../../../domain/report/report.ts';
import { environmentWords } from '../../../domain/services/environments.ts';
import { MODEL_WORDS } from '../../../domain/services/model-words.ts';
import { linkAddress } from '../../../domain/words/link-address.ts';
import { type CellValue, excelDate } from '../cells.ts';
import { type Paint, sentenceCase } from '../context.ts';
import { EVIDENCE, REGISTER } from './register.ts';

const serial = (iso: string | null): number | null => (iso === null ? null : excelDate(iso));
const LANDSCAPE_LIST = { printTitlesRow: '1:1' } as const;

/** A column of a list: it is not there where what it tells of is left out. */
interface Listed<T> {
  readonly header: string;
  readonly width: number;
  readonly look: number;
  readonly part?: Part;
  read(item: T): CellValue;
}

/** The services in use, as the workbook describes them. */
export async function writeServices(paint: Paint): Promise<void> {
  const { report, styles } = paint;
  const environments = namesById(report.environments);
  const people = namesById(report.people);
  const text = styles.text();
  const all: readonly Listed<ReportService>[] = [
    { header: 'Ref', width: 24, look: styles.key(), read: ({ ref }) => ref },
    { header: 'Service', width: 24, look: text, read: ({ label }) => label },
    { header: 'AWS service', width: 24, look: text, read: ({ serviceName }) => serviceName },
    { header: 'Category', width: 14, look: text, read: ({ category }) => sentenceCase(category) },
    { header: 'Service model', width: 20, look: text, read: ({ model }) => MODEL_WORDS[model] },
    {
      header: 'Environment',
      width: 14,
      look: text,
      part: 'details',
      read: (service) => environmentWords(service.environments, environments),
    },
    { header: 'Account', width: 16, look: text, part: 'accounts', read: ({ account }) => account },
    { header: 'Region', width: 16, look: text, part: 'details', read: ({ region }) => region },
    {
      header: 'Data classification',
      width: 16,
      look: text,
      part: 'details',
      read: ({ dataClassification }) => dataClassification,
    },
    {
      header: leavesOut(report, 'names') ? 'Role of the lead' : 'Lead',
      width: 20,
      look: text,
      part: 'roles',
      read: ({ lead }) => lead && (people.get(lead) ?? lead),
    },
    {
      header: 'Life cycle',
      width: 24,
      look: text,
      read: ({ lifecycle }) => {
        const life = lifecycle.state === 'active' ? 'Active' : sentenceCase(lifecycle.state);
        return lifecycle.date ? `${life} (${lifecycle.date})` : life;
      },
    },
    { header: 'Tags', width: 24, look: text, part: 'accounts', read: ({ tags }) => tags.join(', ') },
    { header: 'Notes', width: 40, look: text, part: 'notes', read: ({ notes }) => notes },
    { header: 'Asked', width: 8, look: styles.number, read: ({ asked }) => asked },
    { header: 'Answered', width: 9, look: styles.number, part: 'status', read: ({ answered }) => answered },
  ];
  const columns = all.filter(({ part }) => part === undefined || !leavesOut(report, part));
  const header = columns.map((column) => column.header);
  const looks = columns.map(({ look }) => look);
  const sheet = paint.sheet('Services', {
    widths: columns.map(({ width }) => width),
    freeze: { rows: 1, columns: 1 },
    large: true,
    print: LANDSCAPE_LIST,
  });
  sheet.row(header, styles.header, 32);
  for (const service of report.services) {
    sheet.row(
      columns.map(({ read }) => read(service)),
      looks,
    );
    await sheet.settle();
  }
  sheet.table('Services', header);
  paint.book.finish(sheet);
}

const [LINK, SUPPORTED] = ['Link', 'Supported refs'];

/** The evidence register, with the hash by which each file can be known again. */
export async function writeEvidence(paint: Paint, places: ReadonlyMap<string, number>): Promise<void> {
  const { report, styles } = paint;
  const text = styles.text();
  const date = styles.date();
  const parties = namesById(report.parties);
  const placeOf = (item: Evidence) =>
    item.links.map((ref) => places.get(ref)).find((place) => place !== undefined);
  const all: readonly Listed<Evidence>[] = [
    { header: 'Number', width: 9, look: styles.key(), read: ({ number }) => `E-${number}` },
    { header: 'Title', width: 34, look: text, read: ({ title }) => title },
    { header: 'Kind', width: 11, look: text, read: ({ kind }) => sentenceCase(kind) },
    { header: 'File', width: 26, look: text, part: 'contents', read: ({ fileName }) => fileName },
    { header: 'SHA-256', width: 36, look: styles.mono, read: ({ sha256 }) => sha256 },
    { header: 'Size (bytes)', width: 12, look: styles.number, read: ({ size }) => size },
    { header: 'Media type', width: 18, look: text, read: ({ mediaType }) => mediaType },
    { header: LINK, width: 34, look: text, part: 'contents', read: ({ url }) => url },
    { header: 'Text', width: 36, look: text, part: 'contents', read: (item) => item.text },
    { header: 'Covers from', width: 12, look: date, read: ({ coversFrom }) => serial(coversFrom) },
    { header: 'Covers to', width: 12, look: date, read: ({ coversTo }) => serial(coversTo) },
    { header: 'Expires', width: 12, look: date, read: ({ expires }) => serial(expires) },
    { header: 'Collected by', width: 18, look: text, part: 'names', read: ({ collectedBy }) => collectedBy },
    {
      header: 'Collected at (UTC)',
      width: 17,
      look: styles.instant(),
      read: ({ collectedAt }) => serial(collectedAt),
    },
    { header: 'Supports', width: 10, look: styles.number, read: ({ links }) => links.length },
    { header: SUPPORTED, width: 44, look: text, read: ({ links }) => links.join('\n') || null },
    {
      header: 'Replaced by',
      width: 12,
      look: text,
      read: ({ replacedBy }) => (replacedBy === null ? null : `E-${replacedBy}`),
    },
    {
      header: 'Report on',
      width: 24,
      look: text,
      read: ({ providerReport }) => providerReport && reportWords(providerReport, parties),
    },
  ];
  const columns = all.filter(({ part }) => part === undefined || !leavesOut(report, part));
  const header = columns.map((column) => column.header);
  const [link, supports] = [header.indexOf(LINK), header.indexOf(SUPPORTED)];
  const sheet = paint.sheet(EVIDENCE, {
    widths: columns.map(({ width }) => width),
    tab: '8ED1C0',
    freeze: { rows: 1, columns: 2 },
    large: true,
    print: { ...LANDSCAPE_LIST, fitToWidth: 2, printTitlesColumn: 'A:B' },
  });
  sheet.row(header, styles.header, 32);
  for (const item of report.evidence) {
    const supported = placeOf(item);
    const leads = (index: number) =>
      (index === link && item.url !== null) || (index === supports && supported !== undefined);
    sheet.row(
      columns.map(({ read }) => read(item)),
      columns.map(({ look }, index) => (leads(index) ? styles.link() : look)),
    );
    if (supported !== undefined) sheet.link(supports + 1, { sheet: REGISTER, cell: `A${supported}` });
    // Excel keeps at most 2,079 characters of a link's address; a longer one stays readable as text.
    const address = linkAddress(item.url ?? '');
    const url = address !== null && URL.canParse(address) ? new URL(address) : null;
    if (url && link >= 0 && url.href.length <= 2079) sheet.link(link + 1, { url: url.href });
    await sheet.settle();
  }
  sheet.table('Evidence', header);
  paint.book.finish(sheet);
}

/** By this name the Summary counts the gaps. */
export const GAP_SEVERITIES = 'Gaps_Severity';
const RANK = { high: 0, medium: 1, low: 2 } as const;

/** What the rules found, the gravest first, each with a link to its row of the register. */
export async function writeGaps(paint: Paint, places: ReadonlyMap<string, number>): Promise<void> {
  const { report, styles } = paint;
  const services = new Map(report.matrix.subjects.map((subject) => [subject.ref, subject.label]));
  const duties = namesById(report.responsibilities);
  const header = [
    'Severity',
    'Rule',
    'What is wrong or missing',
    'Service',
    'Responsibility',
    'Ref',
    'Action',
    leavesOut(report, 'names') ? 'Role of who does it' : 'Owner of the action',
    'Due',
  ];
  const sheet = paint.sheet('Gaps', {
    widths: [11, 24, 70, 24, 34, 44, 10, 24, 12],
    tab: 'F2A7B8',
    freeze: { rows: 1, columns: 0 },
    print: LANDSCAPE_LIST,
  });
  sheet.row(header, styles.header, 24);
  const text = styles.text();
  const date = styles.date();
  // In the order of their sheet.
  const actions = new Map<number | null, ReportAction & { readonly row: number }>(
    report
      .desk()
      .actions.map((action, index) => [action.number, { ...action, row: paint.book.rowOf(index) }]),
  );
  for (const gap of [...report.gaps].sort((a, b) => RANK[a.severity] - RANK[b.severity])) {
    const place = gap.ref === null ? undefined : places.get(gap.ref);
    const action = actions.get(gap.action);
    sheet.row(
      [
        sentenceCase(gap.severity),
        sentenceCase(gap.rule),
        gap.sentence,
        services.get(gap.subject) ?? gap.subject,
        gap.responsibility && (duties.get(gap.responsibility) ?? gap.responsibility),
        gap.ref ?? gap.subject,
        gap.action === null ? null : `A-${gap.action}`,
        action?.owner ?? null,
        serial(action?.dueOn ?? null),
      ],
      [
        styles.severity(gap.severity),
        text,
        text,
        text,
        text,
        place ? styles.link() : text,
        action ? styles.link() : text,
        text,
        date,
      ],
    );
    if (place) sheet.link(6, { sheet: REGISTER, cell: `A${place}` });
    if (action) sheet.link(7, { sheet: 'Actions', cell: `A${action.row}` });
    await sheet.settle();
  }
  const first = paint.book.rowOf(0);
  paint.book.define([
    { name: GAP_SEVERITIES, area: `Gaps!$A$${first}:$A$${Math.max(first, sheet.lastRow)}` },
  ]);
  sheet.table('Gaps', header);
  paint.book.finish(sheet);
}

/** Who is named, for which party, in how many rows of the register. */
export function writePeople(paint: Paint): void {
  const { report, styles } = paint;
  const mailed = !leavesOut(report, 'emails');
  const header = ['Name', 'Party', 'Role', ...(mailed ? ['E-mail'] : []), 'Named for (register rows)'];
  const sheet = paint.sheet('People', {
    widths: [30, 28, 34, ...(mailed ? [36] : []), 14],
    freeze: { rows: 1, columns: 0 },
    print: LANDSCAPE_LIST,
  });
  sheet.row(header, styles.header, 32);
  const text = styles.text();
  for (const person of report.people)
    sheet.row(
      [
        person.name,
        paint.names.get(person.party) ?? person.party,
        person.role,
        ...(mailed ? [person.email] : []),
        person.assignments,
      ],
      [styles.key(), text, text, ...(mailed ? [text] : []), styles.number],
    );
  sheet.table('People', header);
  paint.book.finish(sheet);
}
