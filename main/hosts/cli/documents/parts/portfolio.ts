import { z } from 'zod';
import { AUDIENCE_IDS } from '../../../../contract/audience.ts';
import {
  PORTFOLIO_REPORTS,
  type PortfolioBody,
  type PortfolioFilter,
  type PortfolioReportName,
  type PortfolioSetup,
  PUBLISH_OUTCOMES,
  type PublishedWorkbook,
  type PublishReport,
} from '../../../../contract/portfolio.ts';
import { errorCode } from './errors.ts';

const publishedWorkbook = z.object({
  file: z.string(),
  unit: z.string(),
  workbook: z.string(),
  title: z.string(),
  revision: z.number(),
  outcome: z.enum(PUBLISH_OUTCOMES),
  rows: z.number(),
  notices: z.array(z.string()),
}) satisfies z.ZodType<PublishedWorkbook>;

export const publishReport = z.object({
  portfolio: z.string(),
  audience: z.enum(AUDIENCE_IDS),
  asOf: z.string(),
  steps: z.array(z.string()),
  published: z.array(publishedWorkbook),
  failed: z.array(z.object({ file: z.string(), code: errorCode, message: z.string() })),
}) satisfies z.ZodType<PublishReport>;

export const portfolioSetup = z.object({
  portfolio: z.string().nullable(),
  applied: z.boolean(),
  steps: z.array(z.string()),
  statements: z.array(z.string()),
}) satisfies z.ZodType<PortfolioSetup>;

const gaps = z.object({ high: z.number(), medium: z.number(), low: z.number() });
const publication = { publication: z.string(), unit: z.string(), workbook: z.string(), title: z.string() };
const counts = {
  duties: z.number(),
  answered: z.number(),
  implemented: z.number(),
  evidenced: z.number(),
};
const change = z.object({ before: z.number().nullable(), after: z.number() });

const overview = z.object({
  totals: z.object({
    workbooks: z.number(),
    copies: z.number(),
    units: z.number(),
    asked: z.number(),
    answered: z.number(),
    implemented: z.number(),
    gaps,
    expired: z.number(),
    expiring: z.number(),
    actionsOpen: z.number(),
    signed: z.number(),
  }),
  workbooks: z.array(
    z.object({
      ...publication,
      organisation: z.string(),
      publisher: z.string(),
      forks: z.number(),
      revision: z.number(),
      audience: z.enum(AUDIENCE_IDS),
      judgedAsOf: z.string(),
      publishedAt: z.string(),
      asked: z.number(),
      answered: z.number(),
      implemented: z.number(),
      gaps,
      evidence: z.number(),
      expired: z.number(),
      expiring: z.number(),
      actionsOpen: z.number(),
      signed: z.enum(['current', 'changed', 'none']),
      signedAt: z.string().nullable(),
      trend: z.array(z.object({ at: z.string(), answered: z.number(), asked: z.number(), gaps: z.number() })),
    }),
  ),
});
const differences = z.object({
  total: z.number(),
  differences: z.array(
    z.object({
      service: z.string(),
      serviceName: z.string(),
      domainName: z.string(),
      duty: z.string(),
      dutyName: z.string(),
      owners: z.array(
        z.object({
          owner: z.string(),
          workbooks: z.number(),
          duties: z.number(),
          deviating: z.number(),
          reasons: z.array(z.object({ reason: z.string(), workbooks: z.number() })),
        }),
      ),
    }),
  ),
});
const coverage = z.object({
  frameworks: z.array(
    z.object({
      framework: z.string(),
      name: z.string(),
      version: z.string(),
      workbooks: z.number(),
      controls: z.number(),
      ...counts,
    }),
  ),
  controls: z.array(
    z.object({ control: z.string(), title: z.string(), workbooks: z.number(), whole: z.number(), ...counts }),
  ),
  workbooks: z.array(
    z.object({ ...publication, framework: z.string(), controls: z.number(), whole: z.number(), ...counts }),
  ),
});
const evidence = z.object({
  until: z.string(),
  items: z.array(
    z.object({
      ...publication,
      number: z.number(),
      kind: z.string(),
      name: z.string(),
      expires: z.string(),
      expired: z.boolean(),
      duties: z.number(),
      collectedBy: z.string().nullable(),
    }),
  ),
  total: z.number(),
  months: z.array(z.object({ month: z.string(), count: z.number() })),
});
const load = z.object({
  lines: z.array(
    z.object({
      party: z.string(),
      partyKind: z.string(),
      person: z.string().nullable(),
      workbooks: z.number(),
      duties: z.number(),
      open: z.number(),
      overdue: z.number(),
    }),
  ),
  actions: z.array(
    z.object({ person: z.string().nullable(), workbooks: z.number(), open: z.number(), overdue: z.number() }),
  ),
});
const changes = z.object({
  since: z.string(),
  workbooks: z.array(
    z.object({
      ...publication,
      how: z.enum(['new', 'changed', 'same']),
      revision: change,
      answered: change,
      asked: change,
      gaps: change,
      publishedAt: z.string(),
    }),
  ),
});
const bodies = { overview, differences, coverage, evidence, load, changes } satisfies {
  readonly [N in PortfolioReportName]: z.ZodType<PortfolioBody<N>>;
};

const word = z.string().optional();
const filter = z.object({
  unit: word,
  workbook: word,
  text: word,
  service: word,
  duty: word,
  framework: word,
  person: word,
  party: word,
  until: word,
  since: word,
}) satisfies z.ZodType<PortfolioFilter>;

/** One report of six, as its name says; what it was asked for stands beside it. */
export const portfolioReport = z.object({
  report: z.enum(PORTFOLIO_REPORTS),
  portfolio: z.string(),
  asOf: z.string(),
  filter,
  body: z.union([
    bodies.overview,
    bodies.differences,
    bodies.coverage,
    bodies.evidence,
    bodies.load,
    bodies.changes,
  ]),
  files: z
    .array(
      z.object({
        path: z.string(),
        format: z.enum(['xlsx', 'pdf']),
        name: z.string(),
        bytes: z.number(),
        sha256: z.string(),
        texts: z.number(),
        warnings: z.array(z.string()),
      }),
    )
    .exactOptional(),
});
