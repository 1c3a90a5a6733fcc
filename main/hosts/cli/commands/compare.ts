import { basename } from 'node:path';
import type { NamedComparison } from '../../../contract/snapshots.ts';
import { GROUP_TITLES, KIND_TITLES } from '../../../domain/compare/words.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { asNotOpened, registerWorkbook } from '../other-workbook.ts';
import { counted, oneLine, short, table } from '../output.ts';

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
          from: { file: registerWorkbook(core, before) },
          to: { file: registerWorkbook(core, after) },
        };
        const { from, to, ...found } = await ask('snapshots.compare', ends).catch(asNotOpened);
        // The later one is also opened, which says what is to be known of it.
        for (const notice of from.notices) streams.err.write(`demarc: note: ${oneLine(notice)}\n`);
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
