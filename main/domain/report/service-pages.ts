import type { RegisterRow } from '../../contract/assignments.ts';
import type { Gap } from '../../contract/gaps.ts';
import { isAnswered, kindsById, namesById } from '../duties/ownership.ts';
import { SEVERITY_WORDS } from '../gaps/severity-words.ts';
import { UNANSWERED } from '../gaps/unanswered.ts';
import { environmentWords } from '../services/environments.ts';
import { evidenceNumbers } from '../sheets/register-cells.ts';
import { counted, numeral } from '../words/counted.ts';
import type { Block, BlockColumn } from './document.ts';
import { RACI_WORDS, raciCell, raciParties, raciStanding } from './raci.ts';
import type { Report, ReportService } from './report.ts';

const TITLE = 'Service by service: who does what';
/**
 * A page of its own for each service, and for what is answered once: its duties by party and person, as a RACI table holds them as far as a
 * workbook records it. The person named for a part does it and answers for it; nobody is made up to be consulted or informed.
 */
export function servicePages(report: Report): readonly Block[] {
  const subjects = bySubject(report.rows());
  if (subjects.size === 0) return [];
  const services = new Map(report.services.map((service) => [service.ref, service]));
  const gaps = bySubject(report.gaps);
  const people = namesById(report.people);
  return [
    { kind: 'heading', text: TITLE },
    {
      kind: 'paragraph',
      quiet: true,
      text: RACI_WORDS,
    },
    ...[...subjects].flatMap(([subject, rows]) =>
      page(rows, services.get(subject), gaps.get(subject) ?? [], report, people),
    ),
  ];
}

function bySubject<T extends { readonly subject: string }>(
  items: Iterable<T>,
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const list = found.get(item.subject);
    if (list) list.push(item);
    else found.set(item.subject, [item]);
  }
  return found;
}

function page(
  rows: readonly RegisterRow[],
  service: ReportService | undefined,
  gaps: readonly Gap[],
  report: Report,
  people: ReadonlyMap<string, string>,
): readonly Block[] {
  const label = rows[0]?.subjectLabel ?? '';
  const subject = rows[0]?.subject ?? '';
  const answered = rows.filter(({ ownership }) => isAnswered(ownership));
  const open = rows.filter(({ ownership }) => !isAnswered(ownership));
  // That a duty has no answer is said once, by its name.
  const others = gaps.filter(({ rule }) => rule !== UNANSWERED.id);
  const facts = [
    ...aboutService(service, report, people),
    ['Answered', `${answered.length} of ${counted(rows.length, 'duty', 'duties')}`] as const,
    ['Gaps', gapWords(gaps.length, others.length)] as const,
  ];
  return [
    {
      kind: 'heading',
      text: label === subject ? label : `${label} (${subject})`,
      below: true,
      newPage: true,
    },
    { kind: 'facts', composed: true, facts },
    ...(answered.length === 0 ? [] : [raciTable(label, answered, report, people)]),
    ...(open.length === 0
      ? []
      : [
          {
            kind: 'paragraph' as const,
            composed: true as const,
            text: `No answer yet: ${open.map((row) => (row.parked ? `${row.responsibilityName} (parked)` : row.responsibilityName)).join('; ')}.`,
          },
        ]),
    ...(others.length === 0 ? [] : [gapTable(label, others)]),
  ];
}

const gapWords = (all: number, others: number): string =>
  all === 0
    ? 'None'
    : all === others
      ? counted(all, 'gap')
      : `${counted(all, 'gap')}, ${others === 0 ? 'all' : numeral(all - others)} of them for want of an answer`;

const gapTable = (label: string, gaps: readonly Gap[]): Block => ({
  kind: 'table',
  name: `Gaps: ${label}`,
  columns: [
    { title: 'Severity', width: 10 },
    { title: 'Gap', width: 90, composed: true },
  ],
  rows: gaps.map(({ severity, sentence }) => [SEVERITY_WORDS[severity], sentence]),
});

function aboutService(
  service: ReportService | undefined,
  { environments }: Report,
  people: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  if (!service) return [];
  const named = (names: ReadonlyMap<string, string>, id: string | null) =>
    id === null ? null : (names.get(id) ?? id);
  const facts: readonly (readonly [string, string | null])[] = [
    ['AWS service', service.serviceName],
    ['Lead', named(people, service.lead) ?? 'Nobody is named'],
    ['Environment', environmentWords(service.environments, namesById(environments))],
    ['Account', service.account],
    ['Region', service.region],
    ['Data', service.dataClassification],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** One column for each party that has a part of any duty here. */
function raciTable(
  label: string,
  rows: readonly RegisterRow[],
  report: Report,
  people: ReadonlyMap<string, string>,
): Block {
  const kinds = kindsById(report.parties);
  const parties = raciParties(report, rows);
  const columns: readonly BlockColumn[] = [
    { title: 'Duty', width: 30 },
    ...parties.map(({ name }) => ({ title: name, width: 18, composed: true as const })),
    { title: 'Status', width: 14 },
    { title: 'Evidence', width: 12 },
  ];
  return {
    kind: 'table',
    name: `Who does what: ${label}`,
    columns,
    rows: rows.map((row) => [
      row.responsibilityName,
      ...parties.map(({ id }) => raciCell(row, id, people, kinds)),
      raciStanding(row, kinds),
      evidenceNumbers(row.evidence) ?? '',
    ]),
  };
}
