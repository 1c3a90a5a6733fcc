import { AUDIENCES, MARK_LENGTHS, OTHERS } from '../../../contract/audience.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { LOGO_LIMITS, type Logo, type WorkbookInfo } from '../../../contract/workbook.ts';
import { readSmallBytes } from '../../../platform/small-file.ts';
import { collect } from '../collect.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, table } from '../output.ts';

interface Options extends CommonOptions {
  readonly title?: string;
  readonly organisation?: string;
  readonly classification?: string;
  readonly distribution?: string;
  readonly framework?: readonly string[];
  readonly lead?: string;
  readonly from?: string;
  readonly to?: string;
  readonly reviewOn?: string;
  readonly note?: string;
  readonly agenda?: readonly string[];
  readonly for?: string;
  /** A path; false for none. */
  readonly logo?: string | false;
}
/** What is read of a file before it is refused as too large for a logo. */
const MOST = LOGO_LIMITS.bytes * 2;

/** What the workbook says of itself and of its documents: shown, or changed as asked. */
export const addScope: AddCommand = (program, streams) => {
  program
    .command('scope')
    .description('show what a workbook says of itself and how its documents are marked, or change it')
    .argument('<file>', 'the workbook')
    .option('--title <title>', 'title of the assessment')
    .option('--organisation <name>', 'name of the organisation that is assessed')
    .option(
      '--classification <text>',
      `the mark that documents bear unless another is asked for, such as Confidential or TLP:AMBER: at most ${MARK_LENGTHS.classification} characters, "" for none`,
    )
    .option(
      '--distribution <text>',
      'who may have the documents unless something else is said; "" for everybody',
    )
    .option(
      '--framework <framework>',
      'a framework that matters, by id or name; once for each, in place of those chosen; "" for none',
      collect,
    )
    .option('--lead <person>', 'the lead assessor, by id or name; "" for nobody')
    .option('--from <date>', 'first day of the period; "" for none')
    .option('--to <date>', 'last day of the period; "" for none')
    .option('--review-on <date>', 'when the assessment is to be looked at again; "" for no day')
    .option('--note <text>', 'what is in scope and what is not; "" for nothing')
    .option(
      '--agenda <service>',
      'what meetings go through unless it is said otherwise, by ref or label; once for each, in order; "" for everything',
      collect,
    )
    .option(
      '--for <audience>',
      `with --classification and --distribution: the marks of documents for one of ${OTHERS.join(', ')} alone; "" for those of the workbook`,
    )
    .option('--logo <picture>', 'a PNG or JPEG file: the picture on the covers of documents')
    .option('--no-logo', 'no picture')
    .option(...AS_OPTION)
    .action((file: string, options: Options) => {
      const { logo } = options;
      const facts = factsOf(options);
      const changes = Object.keys(facts).length > 0 || logo !== undefined;
      // Read before the workbook is taken: a file that is none leaves it alone.
      const picture = typeof logo === 'string' ? bytesOf(logo).toString('base64') : null;
      return withWorkbook(file, changes ? 'write' : 'read', options, streams, async ({ ask, print }) => {
        if (Object.keys(facts).length > 0)
          await ask('workbook.apply', { steps: [{ step: 'set workbook', with: facts }], from: 'scope' });
        if (logo !== undefined) await ask('workbook.setLogo', { file: picture });
        const info = await ask('workbook.info', {});
        const kept = await ask('workbook.logo', {});
        print('scope', { ...info, logo: kept }, () => shown(info, kept));
      });
    });
};

/** The fields of the step that were given; an empty text takes away what may be missing. */
function factsOf(options: Options): Readonly<Record<string, unknown>> {
  const { title, organisation, framework, lead, from, to, reviewOn, note } = options;
  const given = {
    title,
    organisation,
    ...marksOf(options),
    usualAgenda: options.agenda?.filter((each) => each !== ''),
    frameworks: framework?.filter((each) => each !== ''),
    leadAssessor: lead === '' ? null : lead,
    periodFrom: from === '' ? null : from,
    periodTo: to === '' ? null : to,
    reviewOn: reviewOn === '' ? null : reviewOn,
    scopeNote: note === '' ? null : note,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** The marks that were given, of the workbook or of documents for somebody. INVALID_INPUT for nobody that there is. */
function marksOf({ classification, distribution, for: whom }: Options): Readonly<Record<string, unknown>> {
  if (whom === undefined) return { classification, distribution };
  const other = OTHERS.find((each) => each === whom);
  if (other === undefined) throw invalidInput(`--for takes ${OTHERS.join(', ')}, not "${whom}".`);
  if (classification === undefined && distribution === undefined)
    throw invalidInput(
      '--for goes with --classification or --distribution, which say how documents for them are marked.',
    );
  return {
    marksFor: {
      [other]: {
        ...(classification === undefined ? {} : { classification }),
        ...(distribution === undefined ? {} : { distribution }),
      },
    },
  };
}

function bytesOf(path: string): Buffer {
  try {
    return readSmallBytes(path, MOST);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw invalidInput(`The picture ${path} cannot be read. Check its name and that you may read it.`);
    throw error;
  }
}

const shown = (info: WorkbookInfo, logo: Logo | null): string =>
  table(
    [
      ['Title', info.title],
      ['Organisation', info.organisation],
      ['Frameworks', info.frameworks.join(', ') || 'none'],
      ['Period', `${info.periodFrom ?? 'open'} to ${info.periodTo ?? 'open'}`],
      ['Classification', info.classification ?? 'none'],
      ['Distribution', info.distribution ?? 'not limited'],
      ...OTHERS.flatMap((other) => {
        const { classification, distribution } = info.marksFor[other];
        const marks = [classification, distribution].filter((mark) => mark !== null);
        return marks.length === 0 ? [] : [[`Marks for ${AUDIENCES[other].to}`, marks.join('; ')] as const];
      }),
      ['Agenda of meetings', info.usualAgenda.join(', ') || 'everything'],
      ['Logo', logo === null ? 'none' : `${logo.width} x ${logo.height} pixels, ${logo.mediaType}`],
    ] as const,
    [
      { head: 'FACT', text: ([name]) => name },
      { head: 'VALUE', text: ([, value]) => oneLine(value) },
    ],
  );
