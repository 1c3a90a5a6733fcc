import { AUDIENCES } from '../../contract/audience.ts';
import type { Evidence } from '../../contract/evidence.ts';
import { type OwnershipCount, ownerKeyLabel } from '../duties/owner-class.ts';
import { kindsById, namesById } from '../duties/ownership.ts';
import { reportWords } from '../evidence/provider-reports.ts';
import { SEVERITY_WORDS } from '../gaps/severity-words.ts';
import { DEMARCATION_ORDER } from '../pictures/demarcation.ts';
import { STATUS_LABELS } from '../sheets/cell-words.ts';
import { counted, numeral } from '../words/counted.ts';
import { dayAndTime, period, shortDate } from '../words/date-words.ts';
import { percentWords } from '../words/percent.ts';
import { leavesOut, markOf, preparedSentence } from './audience.ts';
import { type ControlFacts, controlFacts, controlStatusWords } from './control-facts.ts';
import {
  type Block,
  type BlockColumn,
  below,
  type DocumentModel,
  heading,
  logoWords,
  quiet,
  said,
} from './document.ts';
import { type ReportOutlook, reportOutlook } from './outlook.ts';
import { chosenFrameworks, extractWords, type Report, type ReportFramework } from './report.ts';
import { riskList } from './risk-list.ts';
import { servicePages } from './service-pages.ts';
import {
  acceptedSentence,
  actionStateWords,
  actionsSentence,
  coverageSentence,
  heldWords,
  reportStanding,
  risksSentence,
  sinceSentence,
  summarySentence,
} from './summary-words.ts';

/**
 * The report for those who read no register: the summary, what needs a decision, for each chosen framework its controls with the
 * duties behind them, their owners, status and evidence, and each service with who does what. What is made of a part of the workbook says so.
 */
export function overviewDocument(report: Report): DocumentModel {
  const { meta } = report;
  return {
    title: meta.title,
    subtitle: meta.organisation,
    subject: 'AWS shared responsibility: summary, decisions and controls',
    wide: true,
    logo: report.logo ? { ...report.logo, alt: logoWords(meta.organisation) } : undefined,
    mark: markOf(meta.prepared),
    blocks: [
      ...about(report),
      ...summary(report),
      ...decisions(report),
      ...controls(report),
      ...servicePages(report),
    ],
    source: `From revision ${meta.revision} of the workbook, digest ${meta.digest.slice(0, 16)}. Written by Demarc ${meta.appVersion} with catalogue ${meta.catalogueVersion}.`,
  };
}

const table = (
  name: string,
  columns: readonly BlockColumn[],
  rows: readonly (readonly string[])[],
): readonly Block[] => (rows.length === 0 ? [] : [{ kind: 'table', name, columns, rows }]);
function about(report: Report): readonly Block[] {
  const { meta, counts } = report;
  const part = extractWords(report);
  const { audience, classification, distribution } = meta.prepared;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Prepared for', AUDIENCES[audience].name],
    ['Classification', classification],
    ['Distribution', distribution],
    ['Left out', preparedSentence(meta.prepared)],
    ['Extract', part && `This document holds ${part}`],
    ['Period', period(meta.periodFrom, meta.periodTo)],
    ['Lead assessor', meta.leadAssessor],
    ['Last change', dayAndTime(meta.lastChange)],
    ['Judged as of', `${shortDate(meta.judgedAsOf)}: gaps, expiry and overdue dates are as of that day`],
    [
      'Covers',
      `${heldWords(report)}, ${counted(counts.evidence, 'piece')} of evidence, ${counted(counts.gaps, 'gap')}`,
    ],
  ];
  return [
    {
      kind: 'facts',
      composed: true,
      facts: facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    },
  ];
}

const COUNTS = (title: string): readonly BlockColumn[] => [
  { title, width: 40 },
  { title: 'Duties', width: 15 },
  { title: 'Share', width: 45 },
];
const GAPS: readonly BlockColumn[] = [
  { title: 'Severity', width: 12 },
  { title: 'Gap', width: 64, composed: true },
  { title: 'Where', width: 24 },
];
/** Gaps to look at first: the gravest. */
const FIRST = 6;

const ownerWords = (owners: readonly OwnershipCount[]): string =>
  owners.map(({ key, count }) => `${ownerKeyLabel(key)} ${numeral(count)}`).join(', ');

/** The domains as the pictures of the report have them: data first, facilities last. */
function fromData<T extends { readonly domain: string }>(domains: readonly T[]): readonly T[] {
  const order: readonly string[] = DEMARCATION_ORDER;
  const rank = ({ domain }: T) => (order.includes(domain) ? order.indexOf(domain) : order.length);
  return domains.toSorted((a, b) => rank(b) - rank(a));
}

function summary(report: Report): readonly Block[] {
  const { summary: sums, gaps } = report;
  const owned = sums.status.reduce((sum, { count }) => sum + count, 0);
  return [
    heading('Summary'),
    said(summarySentence(report)),
    below('Who owns the duties'),
    ...table(
      'Who owns the duties',
      COUNTS('Owner'),
      sums.ownership.map(({ key, count }) => [
        ownerKeyLabel(key),
        numeral(count),
        percentWords(count, sums.asked),
      ]),
    ),
    below('Domain by domain'),
    ...table(
      'Domain by domain',
      [
        { title: 'Domain', width: 25 },
        { title: 'Duties', width: 10 },
        { title: 'Owners', width: 65 },
      ],
      fromData(sums.byDomain).map(({ name, asked, ownership }) => [
        name,
        numeral(asked),
        ownerWords(ownership),
      ]),
    ),
    below('Status of the customer’s part'),
    ...table(
      'Status of the customer’s part',
      COUNTS('Status'),
      sums.status.map(({ status, count }) => [
        STATUS_LABELS[status],
        numeral(count),
        percentWords(count, owned),
      ]),
    ),
    below('Gaps by severity'),
    ...table(
      'Gaps by severity',
      [
        { title: 'Severity', width: 40 },
        { title: 'Gaps', width: 60 },
      ],
      sums.gaps.map(({ severity, count }) => [SEVERITY_WORDS[severity], numeral(count)]),
    ),
    ...(gaps.length === 0 ? [] : [below('To look at first')]),
    ...table(
      'To look at first',
      GAPS,
      gaps
        .slice(0, FIRST)
        .map(({ severity, sentence, ref, subject }) => [SEVERITY_WORDS[severity], sentence, ref ?? subject]),
    ),
  ];
}

/** The page for whoever decides, with all that it speaks of. */
function decisions(report: Report): readonly Block[] {
  const outlook = reportOutlook(report);
  const { high, accepted, actions } = outlook;
  return [
    heading('For whoever decides'),
    below('The gravest gaps, and risks that were accepted'),
    said(risksSentence(outlook, report)),
    ...table(
      'The gravest gaps, and accepted risks',
      [
        { title: 'What is at risk', width: 72, composed: true },
        { title: 'Where', width: 28 },
      ],
      [
        ...high.map(({ sentence, ref, subject }) => [sentence, ref ?? subject]),
        ...accepted.map((row) => [acceptedSentence(row, report), row.ref]),
      ],
    ),
    ...(leavesOut(report, 'risks') || report.desk().risks.length === 0
      ? []
      : [below('Accepted risks'), riskList(report.desk()).block]),
    below('Actions, the most urgent first'),
    said(actionsSentence(outlook)),
    ...table(
      'Open actions',
      [
        { title: 'Due', width: 13 },
        { title: 'Action', width: 51, composed: true },
        { title: 'Owner', width: 18 },
        { title: 'State', width: 18 },
      ],
      actions.map((action) => [
        action.dueOn === null ? 'No date' : shortDate(action.dueOn),
        `A-${action.number}: ${action.title}`,
        action.owner ?? 'Nobody',
        actionStateWords(action),
      ]),
    ),
    ...coverage(report, outlook),
    ...(report.signOffs.length === 0
      ? []
      : [below('Since it was signed'), ...report.signOffs.map((entry) => said(sinceSentence(entry)))]),
  ];
}

function coverage(report: Report, outlook: ReportOutlook): readonly Block[] {
  const parties = namesById(report.parties);
  return [
    below('What the provider’s evidence covers'),
    said(coverageSentence(outlook, report)),
    ...table(
      'Reports of providers',
      [
        { title: 'Evidence', width: 10 },
        { title: 'Report', width: 40, composed: true },
        { title: 'Covers', width: 22 },
        { title: 'Standing', width: 16 },
        { title: 'Speaks for', width: 12 },
      ],
      outlook.coverage.reports.map((each) => [
        `E-${each.number}`,
        `${each.title} (${reportWords(each.providerReport, parties)})`,
        period(each.coversFrom, each.coversTo) ?? 'Not said',
        reportStanding(each, report.meta.judgedAsOf),
        counted(each.duties, 'duty', 'duties'),
      ]),
    ),
  ];
}

const CONTROLS: readonly BlockColumn[] = [
  { title: 'Control', width: 28 },
  { title: 'Duty', width: 26 },
  { title: 'Owners', width: 20 },
  { title: 'Status', width: 14 },
  { title: 'Evidence', width: 12 },
];
const evidenceWords = (numbers: readonly number[]): string => numbers.map((n) => `E-${n}`).join(', ');

/** Each control with the duties that bear on it: never a claim that a control is met. */
function controls(report: Report): readonly Block[] {
  const frameworks = chosenFrameworks(report);
  if (frameworks.length === 0)
    return [heading('Controls'), quiet('No framework was chosen for the workbook, so no control is listed.')];
  const kinds = kindsById(report.parties);
  const factsOf = controlFacts(report.rows(), kinds);
  const names = namesById(report.responsibilities);
  return [
    heading('Controls of the frameworks'),
    quiet(
      'A duty listed here helps to meet the control beside it. Whether the control is met is for the assessor to say; this document does not claim it. ' +
        'Owners and status count a duty over all services in which it is asked; a status is that of the customer’s part.',
    ),
    ...frameworks.flatMap((framework) => frameworkBlocks(framework, names, factsOf)),
    ...evidenceBlocks(report, frameworks, factsOf),
  ];
}

function frameworkBlocks(
  framework: ReportFramework,
  names: ReadonlyMap<string, string>,
  factsOf: (duties: readonly string[]) => ControlFacts,
): readonly Block[] {
  const title = `${framework.name} ${framework.version}`;
  const linked = framework.controls.filter(({ responsibilities }) => responsibilities.length > 0);
  const others = framework.controls.filter(({ responsibilities }) => responsibilities.length === 0);
  const rows = linked.flatMap((control) =>
    control.responsibilities.map((id, at) => {
      const facts = factsOf([id]);
      return [
        // Each line names its control, so that it can be read by itself; the title stands with the first.
        at === 0 ? `${control.id} ${control.title}` : control.id,
        names.get(id) ?? id,
        ownerWords(facts.owners),
        controlStatusWords(facts),
        evidenceWords(facts.evidence),
      ];
    }),
  );
  return [
    below(title),
    quiet(
      `${framework.publisher}. ${counted(linked.length, 'control', 'controls')} of ${numeral(framework.controls.length)} with duties behind them.`,
    ),
    ...table(title, CONTROLS, rows),
    ...(others.length === 0
      ? []
      : [quiet(`No duty of this workbook’s catalogue bears on: ${others.map(({ id }) => id).join(', ')}.`)]),
  ];
}

/** What the numbers in the control view stand for. */
function evidenceBlocks(
  report: Report,
  frameworks: readonly ReportFramework[],
  factsOf: (duties: readonly string[]) => ControlFacts,
): readonly Block[] {
  const duties = frameworks.flatMap((framework) =>
    framework.controls.flatMap(({ responsibilities }) => responsibilities),
  );
  const named = new Set(factsOf(duties).evidence);
  const rows = report.evidence.filter((piece) => named.has(piece.number)).map(evidenceRow);
  if (rows.length === 0) return [];
  return [
    below('Evidence named above'),
    ...table(
      'Evidence named above',
      [
        { title: 'Evidence', width: 9 },
        { title: 'Title', width: 33 },
        { title: 'Covers', width: 18 },
        { title: 'Expires', width: 12 },
        { title: 'Where it is, or its SHA-256', width: 28, links: true },
      ],
      rows,
    ),
  ];
}

const evidenceRow = ({ number: n, title, coversFrom, coversTo, expires, url, sha256 }: Evidence) => [
  `E-${n}`,
  title,
  period(coversFrom, coversTo) ?? '',
  expires === null ? '' : shortDate(expires),
  url ?? sha256 ?? '',
];
