import { basename } from 'node:path';
import { DemarcError } from '../../../contract/errors.ts';
import type { NamedComparison } from '../../../contract/snapshots.ts';
import { GROUP_TITLES, KIND_TITLES } from '../../../domain/compare/words.ts';
import { type CommonOptions, NotOpened, withWorkbook } from '../context.ts';
import { counted, oneLine, table } from '../output.ts';
import type { AddCommand } from '../program.ts';

interface Options extends CommonOptions {
  readonly xlsx?: string;
}

export const addCompare: AddCommand = (program, streams) => {
  program
    .command('compare')
    .description('list what is different between two workbooks: services, ownership, texts, people, evidence')
    .argument('<before>', 'the earlier workbook')
    .argument('<after>', 'the later workbook')
    .option('--xlsx <path>', 'also write the changes as an Excel file')
    .action((before: string, after: string, options: Options) =>
      withWorkbook(after, 'read', options, streams, async ({ core, ask, print }) => {
        // Both go the same way: looked over whole and refused by name when damaged.
        const ends = {
          from: { file: registered(core, before) },
          to: { file: registered(core, after) },
        };
        const { from, to, ...found } = await ask('snapshots.compare', ends).catch(asNotOpened);
        const comparison: NamedComparison = {
          ...found,
          from: { ...from, name: before },
          to: { ...to, name: after },
        };
        const written =
          options.xlsx === undefined
            ? null
            : await ask('snapshots.exportComparison', {
                ...ends,
                target: core.files.registerTarget(options.xlsx).handle,
              });
        const sheet = written && {
          path: options.xlsx,
          bytes: written.bytes,
          sha256: written.sha256,
          rows: written.rows,
        };
        print({ ...comparison, ...(sheet ? { xlsx: sheet } : {}) }, () => textOf(comparison, sheet));
      }),
    );
};

function registered(core: Parameters<Parameters<typeof withWorkbook>[4]>[0]['core'], path: string): string {
  try {
    return core.files.registerSource(path).handle;
  } catch (error) {
    if (error instanceof DemarcError)
      throw new NotOpened('NOT_FOUND', `There is no workbook at ${path}. Check the path.`);
    throw error;
  }
}

/** The other workbook could not be opened: that has its own status, as for the first one. */
function asNotOpened(error: unknown): never {
  if (error instanceof DemarcError && error.code.startsWith('WORKBOOK_'))
    throw new NotOpened(error.code, error.message, error.details);
  throw error;
}

const CELL = 60;
const short = (text: string | null): string => {
  const line = oneLine(text ?? '');
  return line.length > CELL ? `${line.slice(0, CELL - 1)}…` : line;
};

function textOf(
  { changes, counts, total, from, to }: NamedComparison,
  sheet: { readonly path: string | undefined; readonly rows: number } | null,
): string {
  const names = `${basename(from.name)} and ${basename(to.name)}`;
  if (total === 0) return `${names} say the same.\n`;
  const groups = counts.map(
    ({ group, added, gone, changed, expired }) =>
      `${GROUP_TITLES[group]} ${added + gone + changed + expired}`,
  );
  return [
    `${counted(total, 'change')} between ${names}: ${groups.join(', ')}\n\n`,
    table(changes, [
      { head: 'WHAT', text: (change) => GROUP_TITLES[change.group] },
      { head: 'HOW', text: (change) => KIND_TITLES[change.kind] },
      { head: 'WHERE', text: (change) => change.ref ?? short(change.place) },
      { head: 'FIELD', text: (change) => change.field },
      { head: 'BEFORE', text: (change) => short(change.before) },
      { head: 'AFTER', text: (change) => short(change.after) },
    ]),
    sheet ? `\n${sheet.path}  ${counted(sheet.rows, 'change')}, read back and complete\n` : '',
  ].join('');
}
