import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { invalidInput } from '../../contract/errors.ts';
import type { portfolio, portfolioTargetSchema } from '../../contract/methods/portfolio.ts';
import type {
  Difference,
  Part,
  PortfolioAction,
  PortfolioConnection,
  PortfolioControl,
  PortfolioDuty,
  PortfolioEdition,
  PortfolioGap,
  PortfolioPiece,
  PortfolioState,
} from '../../contract/portfolio.ts';
import type { PortfolioLookTask } from '../../jobs/portfolio-tasks.ts';
import { storable } from '../../portfolio/storable.ts';
import { type PortfolioTarget, parseAddress } from '../../portfolio/target.ts';
import type { FileJobContext, Handlers } from '../context.ts';
import type { CoreState } from '../core-state.ts';
import { openOrFile } from './open-or-file.ts';

/** The user's own portfolio, among their data. */
const OWN_PORTFOLIO = 'portfolio.sqlite';

const fileAt = (path: string): PortfolioTarget => ({ kind: 'file', name: path, path });

/** The portfolio that is meant; INVALID_INPUT for an address that is none or holds a password, NOT_FOUND for one that is not connected any more. */
export function targetOf(
  { dataDir, files, portfolio: connected }: Pick<CoreState, 'dataDir' | 'files' | 'portfolio'>,
  to: z.output<typeof portfolioTargetSchema>,
): PortfolioTarget {
  if (to === 'own') return fileAt(join(dataDir, OWN_PORTFOLIO));
  if ('connected' in to) return connected.find(to.connected).target;
  return 'address' in to ? parseAddress(to.address) : fileAt(files.targetOf(to.file));
}

/** Where something is to be published: nothing would be left of it in a copy that goes with the program. */
function writableTargetOf(core: CoreState, to: z.output<typeof portfolioTargetSchema>): PortfolioTarget {
  if (to !== 'own' && 'connected' in to) {
    const { name, copy } = core.portfolio.find(to.connected).connection;
    if (copy)
      throw invalidInput(
        `${name} was uploaded, so only a copy of it is here, and nothing is published to that. Publish with "demarc publish FILE --to ${name}", or connect a server.`,
      );
  }
  return targetOf(core, to);
}

/** Connects a portfolio once it was found to be there and readable; its password is kept only by the key store of the system, and only if asked for. */
async function connect(
  core: CoreState,
  to: { readonly file: string } | { readonly address: string },
  typed: string | undefined,
  keep: boolean,
): Promise<PortfolioConnection> {
  const look = { at: 'door' as const };
  if ('file' in to) {
    const target = fileAt(core.files.pathOf(to.file));
    await core.runTask({ kind: 'portfolio-look', target, look }, atOnce());
    return core.portfolio.connect(target, {
      name: core.files.nameOf(to.file),
      copy: core.files.isUpload(to.file),
    });
  }
  const server = parseAddress(to.address);
  const password = typed ?? core.portfolio.passwords.read(server.name) ?? undefined;
  const target = password === undefined ? server : { ...server, password };
  await core.runTask({ kind: 'portfolio-look', target, look }, atOnce());
  if (typed !== undefined && keep) core.portfolio.passwords.keep(server.name, typed);
  else if (typed !== undefined) core.portfolio.passwords.forget(server.name);
  return core.portfolio.connect(target, { name: server.name, copy: false });
}

/** What of an input is said, in texts as a portfolio has them. */
const said = <T extends object>(given: T): T =>
  storable(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T);

/** For what is asked beside everything else, and comes at once or not at all. */
const atOnce = () => ({ signal: new AbortController().signal, progress: () => {} });

/** One's own portfolio to which nothing was ever published. */
const isNotThereYet = (from: z.output<typeof portfolioTargetSchema>, target: PortfolioTarget): boolean =>
  from === 'own' && target.kind === 'file' && !existsSync(target.path);

/** What a number of a report counts. */
const see = <T>(
  core: CoreState,
  from: z.output<typeof portfolioTargetSchema>,
  look: PortfolioLookTask['look'],
): Promise<Part<T>> =>
  core.runTask({ kind: 'portfolio-look', target: targetOf(core, from), look }, atOnce()) as Promise<Part<T>>;

export const portfolioHandlers: Handlers<typeof portfolio> = {
  async connect({ core }, { to, password, keep }) {
    const connection = await connect(core, to, password, keep);
    core.emit({ type: 'portfolio' });
    return connection;
  },

  disconnect({ core }) {
    core.portfolio.disconnect();
    core.emit({ type: 'portfolio' });
    return null;
  },

  connection: ({ core }) => core.portfolio.current(),

  keepsPasswords: ({ core }) => core.portfolio.passwords.available(),

  publish(context: FileJobContext, { to, asOf, unit, ...input }) {
    const { core, clock, signal, progress } = context;
    const chosen = input.files.map((file) =>
      openOrFile(context, file, 'No workbook is open to be published. Name its file.'),
    );
    const target = writableTargetOf(core, to);
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
    see<PortfolioDuty>(core, from, { at: 'duties', wanted: said(wanted), limit }),
  gaps: ({ core }, { from, limit, ...wanted }) =>
    see<PortfolioGap>(core, from, { at: 'gaps', wanted: said(wanted), limit }),
  evidence: ({ core }, { from, limit, ...wanted }) =>
    see<PortfolioPiece>(core, from, { at: 'evidence', wanted: said(wanted), limit }),
  actions: ({ core }, { from, limit, ...wanted }) =>
    see<PortfolioAction>(core, from, { at: 'actions', wanted: said(wanted), limit }),
  controls: ({ core }, { from, limit, ...wanted }) =>
    see<PortfolioControl>(core, from, { at: 'controls', wanted: said(wanted), limit }),

  workbooks: ({ core }, { from, limit, ...wanted }) =>
    see<PortfolioState>(core, from, { at: 'workbooks', wanted: said(wanted), limit }),
  publications: ({ core }, { from, limit, ...wanted }) =>
    see<PortfolioState>(core, from, { at: 'publications', wanted: said(wanted), limit }),

  editions: async ({ core }, { from, limit, ...filter }) => {
    const target = targetOf(core, from);
    if (isNotThereYet(from, target)) return { total: 0, rows: [] };
    return see<PortfolioEdition>(core, from, { at: 'editions', wanted: said(filter), limit });
  },

  async precedents({ core }, { from, ...filter }) {
    // Asked beside every card: where nothing was ever published it costs no thread.
    const target = targetOf(core, from);
    if (isNotThereYet(from, target)) return [];
    const look = { at: 'precedents' as const, filter: said(filter) };
    return (await core.runTask({ kind: 'portfolio-look', target, look }, atOnce())) as readonly Difference[];
  },
};
