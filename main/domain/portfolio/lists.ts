import type {
  OverviewLine,
  PortfolioBody,
  PortfolioReport,
  PortfolioReportName,
} from '../../contract/portfolio.ts';
import { type ListCell, type ListColumn, textColumn } from '../report/report-list.ts';
import { unitLines } from './sums.ts';

/** A list of a report, for a sheet and a page alike. */
export interface PortfolioList {
  readonly name: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly ListCell[])[];
}

const number = (header: string, width = 11): ListColumn => ({ header, width, kind: 'number' });
const date = (header: string): ListColumn => ({ header, width: 12, kind: 'date' });
const UNIT = textColumn('Unit', 22);
const WORKBOOK = textColumn('Workbook', 34);

type Lists = { readonly [N in PortfolioReportName]: (body: PortfolioBody<N>) => readonly PortfolioList[] };
const LISTS: Lists = {
  overview: (body) => [
    {
      name: 'Workbooks',
      columns: [
        UNIT,
        WORKBOOK,
        textColumn('Organisation', 24),
        number('Revision'),
        ...STANDING,
        textColumn('Signed', 16),
        date('Published'),
        number('Other copies'),
      ],
      rows: body.workbooks.map((line) => [
        line.unit,
        line.title,
        line.organisation,
        line.revision,
        ...standing(line),
        SIGNED[line.signed],
        line.publishedAt.slice(0, 10),
        line.forks,
      ]),
    },
    {
      name: 'Units',
      columns: [UNIT, number('Workbooks'), ...STANDING, number('Signed')],
      rows: unitLines(body).map((line) => [line.unit, line.workbooks, ...standing(line), line.signed]),
    },
  ],
  differences: ({ differences }) => [
    {
      name: 'Differences',
      columns: [
        textColumn('Service', 26),
        textColumn('Domain', 24),
        textColumn('Duty', 30),
        textColumn('Owner', 26),
        number('Workbooks'),
        number('Duties'),
        number('Not as suggested'),
        textColumn('Reasons', 60),
      ],
      rows: differences.flatMap(({ serviceName, domainName, dutyName, owners }) =>
        owners.map(({ owner, workbooks, duties, deviating, reasons }) => [
          serviceName,
          domainName,
          dutyName,
          owner,
          workbooks,
          duties,
          deviating,
          reasons.map(({ reason, workbooks: count }) => `${reason} (${count})`).join('; ') || null,
        ]),
      ),
    },
  ],
  coverage: ({ frameworks, controls, workbooks }) => [
    {
      name: 'Frameworks',
      columns: [
        textColumn('Framework', 34),
        textColumn('Version', 12),
        number('Workbooks'),
        number('Controls'),
        ...COUNTS,
      ],
      rows: frameworks.map((line) => [
        line.name,
        line.version,
        line.workbooks,
        line.controls,
        ...counts(line),
      ]),
    },
    ...(controls.length === 0
      ? []
      : [
          {
            name: 'Controls',
            columns: [
              textColumn('Control', 14),
              textColumn('Title', 44),
              number('Workbooks'),
              number('All answered in'),
              ...COUNTS,
            ],
            rows: controls.map((line) => [
              line.control,
              line.title,
              line.workbooks,
              line.whole,
              ...counts(line),
            ]),
          },
        ]),
    {
      name: 'By workbook',
      columns: [
        UNIT,
        WORKBOOK,
        textColumn('Framework', 24),
        number('Controls'),
        number('All answered'),
        ...COUNTS,
      ],
      rows: workbooks.map((line) => [
        line.unit,
        line.title,
        frameworks.find(({ framework }) => framework === line.framework)?.name ?? line.framework,
        line.controls,
        line.whole,
        ...counts(line),
      ]),
    },
  ],
  evidence: ({ items, months }) => [
    {
      name: 'Expiring evidence',
      columns: [
        date('Expires'),
        textColumn('State', 12),
        UNIT,
        WORKBOOK,
        textColumn('Evidence', 8),
        textColumn('Title', 44),
        number('Duties'),
        textColumn('Collected by', 22),
      ],
      rows: items.map((item) => [
        item.expires,
        item.expired ? 'Expired' : 'Expires',
        item.unit,
        item.title,
        `E-${item.number}`,
        item.name,
        item.duties,
        item.collectedBy,
      ]),
    },
    {
      name: 'By month',
      columns: [textColumn('Month', 12), number('Pieces')],
      rows: months.map(({ month, count }) => [month, count]),
    },
  ],
  load: ({ lines, actions }) => [
    {
      name: 'Duties',
      columns: [
        textColumn('Party', 28),
        textColumn('Person', 28),
        number('Workbooks'),
        number('Duties'),
        number('Still to do'),
        number('Overdue'),
      ],
      rows: lines.map((line) => [
        line.party,
        line.person,
        line.workbooks,
        line.duties,
        line.open,
        line.overdue,
      ]),
    },
    {
      name: 'Actions',
      columns: [textColumn('Person', 28), number('Workbooks'), number('Still to do'), number('Overdue')],
      rows: actions.map((line) => [line.person, line.workbooks, line.open, line.overdue]),
    },
  ],
  changes: ({ workbooks }) => [
    {
      name: 'Changes',
      columns: [
        UNIT,
        WORKBOOK,
        textColumn('How', 10),
        number('Revision before'),
        number('Revision'),
        number('Answered before'),
        number('Answered'),
        number('Asked before'),
        number('Asked'),
        number('Gaps before'),
        number('Gaps'),
        date('Published'),
      ],
      rows: workbooks.map((line) => [
        line.unit,
        line.title,
        line.how,
        line.revision.before,
        line.revision.after,
        line.answered.before,
        line.answered.after,
        line.asked.before,
        line.asked.after,
        line.gaps.before,
        line.gaps.after,
        line.publishedAt.slice(0, 10),
      ]),
    },
  ],
};

const SIGNED = { current: 'Signed', changed: 'Changed since', none: 'Not signed' } as const;
/** How far a workbook is, or all of a unit. */
const STANDING: readonly ListColumn[] = [
  number('Asked'),
  number('Answered'),
  number('Implemented'),
  number('High gaps'),
  number('Medium gaps'),
  number('Low gaps'),
  number('Expired evidence'),
  number('Expiring evidence'),
  number('Open actions'),
];
const standing = (
  line: Pick<
    OverviewLine,
    'asked' | 'answered' | 'implemented' | 'gaps' | 'expired' | 'expiring' | 'actionsOpen'
  >,
) => [
  line.asked,
  line.answered,
  line.implemented,
  line.gaps.high,
  line.gaps.medium,
  line.gaps.low,
  line.expired,
  line.expiring,
  line.actionsOpen,
];
const COUNTS: readonly ListColumn[] = [
  number('Duties'),
  number('Answered'),
  number('Implemented'),
  number('With evidence'),
];
const counts = (line: { duties: number; answered: number; implemented: number; evidenced: number }) => [
  line.duties,
  line.answered,
  line.implemented,
  line.evidenced,
];

/** The lists that a report comes to: the same in the terminal, in a sheet and on a page. */
export const portfolioLists = <N extends PortfolioReportName>(
  report: PortfolioReport<N>,
): readonly PortfolioList[] => LISTS[report.report](report.body as never);
