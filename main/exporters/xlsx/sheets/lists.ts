import { linkAddress } from '../../../domain/link-address.ts';
import { MODEL_WORDS } from '../../../domain/model-words.ts';
import { namesById } from '../../../domain/ownership.ts';
import { reportWords } from '../../../domain/provider-reports.ts';
import type { ReportAction } from '../../../domain/report/desk.ts';
import { type CellValue, excelDate } from '../cells.ts';
import { type Paint, sentenceCase } from '../context.ts';
import { EVIDENCE, REGISTER } from './register.ts';

const serial = (iso: string | null): number | null => (iso === null ? null : excelDate(iso));
const LANDSCAPE_LIST = { printTitlesRow: '1:1' } as const;

/** The services in use, as the workbook describes them. */
export async function writeServices(paint: Paint): Promise<void> {
  const { report, styles } = paint;
  const environments = namesById(report.environments);
  const people = namesById(report.people);
  const header = [
    'Ref',
    'Service',
    'AWS service',
    'Category',
    'Service model',
    'Environment',
    'Account',
    'Region',
    'Data classification',
    'Lead',
    'Life cycle',
    'Tags',
    'Notes',
    'Asked',
    'Answered',
  ];
  const sheet = paint.sheet('Services', {
    widths: [24, 24, 24, 14, 20, 14, 16, 16, 16, 20, 24, 24, 40, 8, 9],
    freeze: { rows: 1, columns: 1 },
    large: true,
    print: LANDSCAPE_LIST,
  });
  sheet.row(header, styles.header, 32);
  const text = styles.text();
  const looks = [styles.key(), ...new Array<number>(12).fill(text), styles.number, styles.number];
  for (const service of report.services) {
    const { lifecycle } = service;
    const life = lifecycle.state === 'active' ? 'Active' : sentenceCase(lifecycle.state);
    sheet.row(
      [
        service.ref,
        service.label,
        service.serviceName,
        sentenceCase(service.category),
        MODEL_WORDS[service.model],
        service.environment && (environments.get(service.environment) ?? service.environment),
        service.account,
        service.region,
        service.dataClassification,
        service.lead && (people.get(service.lead) ?? service.lead),
        lifecycle.date ? `${life} (${lifecycle.date})` : life,
        service.tags.join(', '),
        service.notes,
        service.asked,
        service.answered,
      ],
      looks,
    );
    await sheet.settle();
  }
  sheet.table('Services', header);
  paint.book.finish(sheet);
}

/** The evidence register, with the hash by which each file can be known again. */
export async function writeEvidence(paint: Paint, places: ReadonlyMap<string, number>): Promise<void> {
  const { report, styles } = paint;
  const header = [
    'Number',
    'Title',
    'Kind',
    'File',
    'SHA-256',
    'Size (bytes)',
    'Media type',
    'Link',
    'Text',
    'Covers from',
    'Covers to',
    'Expires',
    'Collected by',
    'Collected at (UTC)',
    'Supports',
    'Supported refs',
    'Replaced by',
    'Report on',
  ];
  const sheet = paint.sheet(EVIDENCE, {
    widths: [9, 34, 11, 26, 36, 12, 18, 34, 36, 12, 12, 12, 18, 17, 10, 44, 12, 24],
    tab: '8ED1C0',
    freeze: { rows: 1, columns: 2 },
    large: true,
    print: { ...LANDSCAPE_LIST, fitToWidth: 2, printTitlesColumn: 'A:B' },
  });
  sheet.row(header, styles.header, 32);
  const text = styles.text();
  const date = styles.date();
  const parties = namesById(report.parties);
  for (const item of report.evidence) {
    const supported = item.links.map((ref) => places.get(ref)).find((place) => place !== undefined);
    const values: readonly CellValue[] = [
      `E-${item.number}`,
      item.title,
      sentenceCase(item.kind),
      item.fileName,
      item.sha256,
      item.size,
      item.mediaType,
      item.url,
      item.text,
      serial(item.coversFrom),
      serial(item.coversTo),
      serial(item.expires),
      item.collectedBy,
      serial(item.collectedAt),
      item.links.length,
      item.links.join('\n') || null,
      item.replacedBy === null ? null : `E-${item.replacedBy}`,
      item.providerReport && reportWords(item.providerReport, parties),
    ];
    sheet.row(values, [
      styles.key(),
      text,
      text,
      text,
      styles.mono,
      styles.number,
      text,
      item.url ? styles.link() : text,
      text,
      date,
      date,
      date,
      text,
      styles.instant(),
      styles.number,
      supported === undefined ? text : styles.link(),
      text,
      text,
    ]);
    if (supported !== undefined)
      sheet.link(header.indexOf('Supported refs') + 1, { sheet: REGISTER, cell: `A${supported}` });
    // Excel keeps at most 2,079 characters of a link's address; a longer one stays readable as text.
    const address = linkAddress(item.url ?? '');
    const url = address !== null && URL.canParse(address) ? new URL(address) : null;
    if (url && url.href.length <= 2079) sheet.link(8, { url: url.href });
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
    'Owner of the action',
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
    report.desk().actions.map((action, index) => [action.number, { ...action, row: index + 2 }]),
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
  paint.book.define([{ name: GAP_SEVERITIES, area: `Gaps!$A$2:$A$${Math.max(2, sheet.lastRow)}` }]);
  sheet.table('Gaps', header);
  paint.book.finish(sheet);
}

export function writePeople(paint: Paint): void {
  const { report, styles } = paint;
  const header = ['Name', 'Party', 'Role', 'E-mail', 'Named for (register rows)'];
  const sheet = paint.sheet('People', {
    widths: [30, 28, 34, 36, 14],
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
        person.email,
        person.assignments,
      ],
      [styles.key(), text, text, text, styles.number],
    );
  sheet.table('People', header);
  paint.book.finish(sheet);
}
