import { MARK_LENGTHS } from '../../../contract/audience.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { LOGO_LIMITS, type Logo, type WorkbookInfo } from '../../../contract/workbook.ts';
import { readSmallBytes } from '../../../platform/small-file.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, table } from '../output.ts';

interface Options extends CommonOptions {
  readonly title?: string;
  readonly organisation?: string;
  readonly classification?: string;
  readonly distribution?: string;
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
    .option('--logo <picture>', 'a PNG or JPEG file: the picture on the covers of documents')
    .option('--no-logo', 'no picture')
    .option(...AS_OPTION)
    .action((file: string, options: Options) => {
      const { title, organisation, classification, distribution, logo } = options;
      const facts = Object.fromEntries(
        Object.entries({ title, organisation, classification, distribution }).filter(
          ([, value]) => value !== undefined,
        ),
      );
      const changes = Object.keys(facts).length > 0 || logo !== undefined;
      // Read before the workbook is taken: a file that is none leaves it alone.
      const picture = typeof logo === 'string' ? bytesOf(logo).toString('base64') : null;
      return withWorkbook(file, changes ? 'write' : 'read', options, streams, async ({ ask, print }) => {
        if (Object.keys(facts).length > 0) await ask('workbook.update', facts);
        if (logo !== undefined) await ask('workbook.setLogo', { file: picture });
        const info = await ask('workbook.info', {});
        const kept = await ask('workbook.logo', {});
        print('scope', { ...info, logo: kept }, () => shown(info, kept));
      });
    });
};

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
      ['Classification', info.classification ?? 'none'],
      ['Distribution', info.distribution ?? 'not limited'],
      ['Logo', logo === null ? 'none' : `${logo.width} x ${logo.height} pixels, ${logo.mediaType}`],
    ] as const,
    [
      { head: 'FACT', text: ([name]) => name },
      { head: 'VALUE', text: ([, value]) => oneLine(value) },
    ],
  );
