import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { invalidInput } from '../../contract/errors.ts';
import type { portfolio, portfolioTargetSchema } from '../../contract/methods/portfolio.ts';
import type { Difference, Part, PortfolioDuty, PortfolioGap } from '../../contract/portfolio.ts';
import { storable } from '../../portfolio/storable.ts';
import { type PortfolioTarget, parseAddress } from '../../portfolio/target.ts';
import type { FileJobContext, Handlers } from '../context.ts';
import type { CoreState } from '../core-state.ts';
import { openOrFile } from './open-or-file.ts';

/** The user's own portfolio, among their data. */
const OWN_PORTFOLIO = 'portfolio.sqlite';

/** The portfolio that is meant; INVALID_INPUT for an address that is none or holds a password. */
export function targetOf(
  { dataDir, files }: Pick<CoreState, 'dataDir' | 'files'>,
  to: z.output<typeof portfolioTargetSchema>,
): PortfolioTarget {
  if (to === 'own') {
    const path = join(dataDir, OWN_PORTFOLIO);
    return { kind: 'file', name: path, path };
  }
  if ('address' in to) return parseAddress(to.address);
  const path = files.targetOf(to.file);
  return { kind: 'file', name: path, path };
}

/** What of an input is said, in texts as a portfolio has them. */
const said = <T extends object>(given: T): T =>
  storable(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T);

/** For what is asked beside everything else, and comes at once or not at all. */
const atOnce = () => ({ signal: new AbortController().signal, progress: () => {} });

export const portfolioHandlers: Handlers<typeof portfolio> = {
  publish(context: FileJobContext, { to, asOf, unit, ...input }) {
    const { core, clock, signal, progress } = context;
    const chosen = input.files.map((file) =>
      openOrFile(context, file, 'No workbook is open to be published. Name its file.'),
    );
    const target = targetOf(core, to);
    if (target.kind === 'file' && chosen.some(({ path }) => path === target.path))
      throw invalidInput(`${target.name} is to be published to itself. Name another place.`);
    return core.runTask(
      {
        kind: 'publish',
        files: chosen,
        target,
        ...(unit === undefined ? {} : { unit }),
        audience: input.audience,
        asOf: asOf ?? clock.today(),
        appVersion: core.version,
        now: clock.now(),
      },
      { signal, progress },
    );
  },

  setup: ({ core, clock, signal, progress }, { address }) =>
    core.runTask(
      {
        kind: 'portfolio-setup',
        target: address === undefined ? null : parseAddress(address),
        appVersion: core.version,
        now: clock.now(),
      },
      { signal, progress },
    ),

  async report({ core }, { from, report, filter, asOf, limit }) {
    const read = await core.runTask(
      {
        kind: 'portfolio-report',
        target: targetOf(core, from),
        report,
        filter: said(filter),
        limit,
        asOf: asOf ?? core.clock.today(),
        files: [],
        appVersion: core.version,
      },
      atOnce(),
    );
    return read.report;
  },

  async exportReport({ core, files, clock, signal, progress }, { from, report, filter, asOf, ...input }) {
    const written = await core.runTask(
      {
        kind: 'portfolio-report',
        target: targetOf(core, from),
        report,
        filter: said(filter),
        limit: 1,
        asOf: asOf ?? clock.today(),
        files: input.files.map(({ format, target }) => ({ format, path: files.targetOf(target) })),
        appVersion: core.version,
      },
      { signal, progress },
    );
    return {
      report: written.report,
      files: written.files.map((file, index) => {
        const handle = input.files[index]?.target ?? '';
        return { ...file, name: files.nameOf(handle), handle };
      }),
    };
  },

  duties: ({ core }, { from, limit, ...wanted }) =>
    core.runTask(
      {
        kind: 'portfolio-look',
        target: targetOf(core, from),
        look: { at: 'duties', wanted: said(wanted), limit },
      },
      atOnce(),
    ) as Promise<Part<PortfolioDuty>>,

  gaps: ({ core }, { from, limit, ...wanted }) =>
    core.runTask(
      {
        kind: 'portfolio-look',
        target: targetOf(core, from),
        look: { at: 'gaps', wanted: said(wanted), limit },
      },
      atOnce(),
    ) as Promise<Part<PortfolioGap>>,

  async precedents({ core }, { from, ...filter }) {
    // Asked beside every card: where nothing was ever published it costs no thread.
    const target = targetOf(core, from);
    if (from === 'own' && target.kind === 'file' && !existsSync(target.path)) return [];
    const look = { at: 'precedents' as const, filter: said(filter) };
    return (await core.runTask({ kind: 'portfolio-look', target, look }, atOnce())) as readonly Difference[];
  },
};
