import type { Command as Commander } from 'commander';
import { invalidInput, notFound } from '../../../contract/errors.ts';
import type { MethodOf } from '../../../contract/index.ts';
import type { InputOf } from '../../../contract/methods/method.ts';
import type { EditionDifference, EditionLine, EditionLook, Provider } from '../../../contract/providers.ts';
import { editionWords } from '../../../domain/providers/origin-words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { plainName } from '../../../domain/words/plain-text.ts';
import type { AddCommand } from '../command.ts';
import { type Ask, type CommonOptions, type WorkbookCommand, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { addSteps } from '../one-step.ts';
import { asNotOpened, registerWorkbook } from '../other-workbook.ts';
import { oneLine, type Streams, table } from '../output.ts';
import { asPortfolioNotOpened, portfolioTarget } from '../portfolio-target.ts';

type Source = InputOf<MethodOf<'providers.look'>>['file'];

interface Options extends CommonOptions {
  readonly from?: string;
  readonly unit?: string;
  readonly party?: string;
  readonly thirdParty?: boolean;
  readonly authorised?: string;
  readonly older?: boolean;
}
const PARTY = { argument: '<party>', about: 'the provider, by id or name', field: 'party' };
const AUTHORISED = [
  '--authorised <date>',
  'the day on which its system was authorised, which a leveraged authorisation in OSCAL needs',
] as const;

/** The other workbooks from which one inherits: listed, added, compared with a newer edition, brought up to it, removed. */
export const addProviders: AddCommand = (program, streams) => {
  const providers = program
    .command('providers')
    .description(
      'list the other workbooks whose answers stand in this one, add one, or take a newer edition of one',
    )
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const list = await ask('providers.list', {});
        print('providers', { providers: list }, () => listed(list));
      }),
    );
  addTaking(providers, streams);
  addSteps(providers, streams, [
    {
      verb: 'authorise',
      about: 'say on which day the system of a provider was authorised',
      step: 'say when provider was authorised',
      takes: [PARTY],
      options: [{ option: '--on <date>', about: 'the day; "" where it is not known', field: 'authorisedOn' }],
    },
    {
      verb: 'remove',
      about: 'inherit nothing more from a provider: what was held is open again',
      step: 'remove provider',
      takes: [PARTY],
    },
  ]);
};

/** The commands that read another workbook. */
function addTaking(providers: Commander, streams: Streams): void {
  const verb = (name: string, about: string): Commander =>
    providers
      .command(name)
      .description(about)
      .argument('<file>', 'the workbook')
      .argument(
        '<theirs>',
        'the workbook of the provider, or an evidence pack of it; with --from its title or id. It is only read',
      )
      .option(
        '--from <target>',
        'what was published of it for internal use: to a portfolio file, to postgresql://user@host/database, or to "own"',
      )
      .option('--unit <name>', 'with --from, where several units have published that title');
  const run = (
    access: 'read' | 'write',
    command: Commander,
    paths: { readonly file: string; readonly theirs: string },
    options: Options,
    act: (command: WorkbookCommand, file: Source) => Promise<EditionLook>,
  ) => {
    const json = command.optsWithGlobals<CommonOptions>().json === true ? { json: true } : {};
    return withWorkbook(paths.file, access, { ...options, ...json }, streams, async (workbook) => {
      const look = await act(workbook, await sourceOf(workbook, paths.theirs, options)).catch(asNotOpened);
      for (const notice of look.notices) streams.err.write(`demarc: note: ${oneLine(notice)}\n`);
      const taken = access === 'write';
      workbook.print('provider-edition', { ...look, taken }, () => told(look, taken));
      if (!taken && differs(look.difference)) throw new ExitWith(EXIT.found);
    });
  };
  verb('add', "let another workbook answer here, as one of this workbook's parties")
    .requiredOption('--party <party>', 'as whom it answers here, by id or name; a new name becomes a party')
    .option('--third-party', 'a party that is new is a vendor, and no provider inside the organisation')
    .option(...AUTHORISED)
    .option(...AS_OPTION)
    .action((file: string, theirs: string, options: Options, command: Commander) =>
      run('write', command, { file, theirs }, options, async ({ ask }, handle) =>
        ask('providers.take', {
          file: handle,
          as: await partyFor(ask, options),
          ...(options.authorised === undefined ? {} : { authorisedOn: options.authorised }),
        }),
      ),
    );
  verb(
    'check',
    'show what a newer edition would change, and take nothing; status 1 where there is any',
  ).action((file: string, theirs: string, options: Options, command: Commander) =>
    run('read', command, { file, theirs }, options, ({ ask }, handle) =>
      ask('providers.look', { file: handle }),
    ),
  );
  verb('update', 'take a newer edition of a provider, as one change')
    .option(...AUTHORISED)
    .option('--older', 'also where it is older than the one that is held')
    .option(...AS_OPTION)
    .action((file: string, theirs: string, options: Options, command: Commander) =>
      run('write', command, { file, theirs }, options, ({ ask }, handle) =>
        ask('providers.take', {
          file: handle,
          older: options.older === true,
          ...(options.authorised === undefined ? {} : { authorisedOn: options.authorised }),
        }),
      ),
    );
}

/** The file of the provider, or what a portfolio has of it by its title or id. */
async function sourceOf(
  { core, ask }: WorkbookCommand,
  theirs: string,
  { from, unit }: Options,
): Promise<Source> {
  if (from === undefined) return registerWorkbook(core, theirs);
  const portfolio = from === 'own' ? 'own' : portfolioTarget(core, from);
  const { rows } = await ask('portfolio.editions', {
    from: portfolio,
    limit: 100_000,
    ...(unit === undefined ? {} : { unit }),
  }).catch(asPortfolioNotOpened);
  const found = rows.filter(
    ({ workbook, title }) => workbook === theirs || plainName(title) === plainName(theirs),
  );
  const [only, ...others] = found;
  if (!only)
    throw notFound(
      `workbook "${theirs}" in that portfolio that others can inherit from`,
      rows.length === 0
        ? 'Publish one for internal use, with answers that hold for others.'
        : `There are: ${rows.map(({ title }) => title).join(', ')}.`,
    );
  if (others.length > 0)
    throw invalidInput(
      `"${theirs}" is several published workbooks: ${found.map((each) => `${each.title} of ${each.unit} (${each.workbook}), revision ${each.revision}`).join('; ')}. Name its unit with --unit, or its id.`,
    );
  return { portfolio, publication: only.publication };
}

/** A party of the workbook by id or name, or one that is to become one. */
async function partyFor(ask: Ask, { party = '', thirdParty }: Options) {
  const parties = await ask('parties.list', {});
  const known = parties.find(({ id, name }) => id === party || plainName(name) === plainName(party));
  if (known) return { party: known.id };
  return {
    name: party,
    kind: thirdParty === true ? ('third-party' as const) : ('internal-provider' as const),
  };
}

const differs = ({ added, changed, gone }: EditionDifference): boolean =>
  added.length + changed.length + gone.length > 0;

function listed(providers: readonly Provider[]): string {
  if (providers.length === 0)
    return 'No other workbook answers here yet. "demarc providers add" takes one as a party.\n';
  const rows = table(providers, [
    { head: 'PARTY', text: ({ party }) => party },
    { head: 'WORKBOOK', text: ({ edition }) => oneLine(edition.title) },
    { head: 'REVISION', align: 'right', text: ({ edition }) => edition.rev },
    { head: 'DAY', text: ({ edition }) => edition.day },
    { head: 'STATE', text: ({ edition }) => edition.digest?.slice(0, 12) ?? 'not known' },
    { head: 'AUTHORISED', text: ({ authorisedOn }) => authorisedOn },
    { head: 'DUTIES', align: 'right', text: ({ duties }) => duties },
    { head: 'FOUNDATIONS', align: 'right', text: ({ foundations }) => foundations },
    { head: 'ROWS', align: 'right', text: ({ rows: count }) => count },
    { head: 'OWN PART OPEN', align: 'right', text: ({ open }) => open },
    { head: 'NO LONGER HELD', align: 'right', text: ({ ended }) => ended.length },
  ]);
  const above = providers.flatMap(({ party, above: origins }) =>
    origins.map((origin) => `${party} inherits from ${oneLine(editionWords(origin))}\n`),
  );
  return [rows, ...above].join('');
}

function told({ edition, held, difference }: EditionLook, taken: boolean): string {
  const { added, changed, gone, same } = difference;
  const lines = (sign: string, of: readonly EditionLine[]) =>
    of.map(({ duty, what }) => `${sign} ${duty}: ${oneLine(what.join('; '))}\n`);
  const before = held === null ? '' : `, beside ${oneLine(editionWords(held))}`;
  return [
    ...lines('+', added),
    ...lines('~', changed),
    ...lines('-', gone),
    `${oneLine(editionWords(edition))}${before}: ${counted(added.length, 'new duty', 'new duties')}, ${changed.length} changed, ${gone.length} no longer held, ${same} as before${taken ? '' : '; nothing was taken'}\n`,
  ].join('');
}
