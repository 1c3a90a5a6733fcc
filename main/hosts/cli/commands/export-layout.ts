import { invalidInput } from '../../../contract/errors.ts';
import { DECISION_RECORD, type Layout, type WrittenLayout } from '../../../contract/layouts.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { type Ask, type Command, type CommonOptions, withCore } from '../context.ts';
import type { DocumentOf } from '../documents/document.ts';
import { type Streams, table } from '../output.ts';
import type { preparedFrom } from '../prepared.ts';
import { refuseOtherEnding } from '../wanted-files.ts';

export interface LayoutOptions extends CommonOptions {
  readonly layout?: string;
  readonly out?: string;
  readonly vantage?: string;
  readonly framework?: string;
  readonly packageOverview?: string;
}

/** Lists the layouts; needs no workbook. */
export const showLayouts = (options: CommonOptions, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ ask, print }) => {
    const list = await ask('layouts.list', {});
    print('layouts', { layouts: list }, () => listText(list));
  });

const isPacked = ({ packLayout = [] }: { readonly packLayout?: readonly string[] }): boolean =>
  packLayout.includes(DECISION_RECORD);

/** The layout asked for and its path; null when none is. Throws INVALID_INPUT when one of the two is missing. */
export function layoutWanted(
  options: LayoutOptions & { readonly person?: string; readonly packLayout?: readonly string[] },
): {
  readonly id: string;
  readonly path: string;
  readonly vantage: string | undefined;
  readonly framework: string | undefined;
  readonly packageOverview: string | undefined;
} | null {
  const { layout: id, out: path, vantage, framework, packageOverview } = options;
  // Of a layout that goes into a pack it says what it says of one that is written alone.
  const overview = isPacked(options) ? undefined : packageOverview;
  if ([id, path, vantage, framework, overview].every((each) => each === undefined)) return null;
  if (id === undefined)
    throw invalidInput('Say which layout to write: --layout ID. "demarc export --list-layouts" lists them.');
  if (path === undefined) throw invalidInput(`Say where the layout ${id} is to be written: --out <path>.`);
  if (options.person !== undefined)
    throw invalidInput(
      'A layout is always of the whole workbook. Leave out --person, or leave out --layout.',
    );
  const own = id === DECISION_RECORD || !isPacked(options) ? packageOverview : undefined;
  return { id, path, vantage, framework, packageOverview: own };
}

/** INVALID_INPUT, before anything is written, for a path that ends in another format than the layout's. */
export async function refuseOtherFormat(
  { id, path }: NonNullable<ReturnType<typeof layoutWanted>>,
  ask: Ask,
): Promise<void> {
  const layout = (await ask('layouts.list', {})).find((entry) => entry.id === id);
  if (layout !== undefined) refuseOtherEnding(`The layout ${id}`, path, [`.${layout.format}`]);
}

/** Writes a layout; what is printed of it. */
export async function exportLayout(
  { core, ask }: Command,
  { id, path, vantage, framework, packageOverview }: NonNullable<ReturnType<typeof layoutWanted>>,
  said: ReturnType<typeof preparedFrom> & { readonly asOf?: string },
): Promise<{ readonly document: NonNullable<DocumentOf<'export'>['layout']>; readonly text: string }> {
  const { handle: _, ...written } = await ask('layouts.write', {
    layout: id,
    target: core.files.registerTarget(path).handle,
    ...(vantage === undefined ? {} : { vantage }),
    ...(framework === undefined ? {} : { framework }),
    ...(packageOverview === undefined ? {} : { packageOverview }),
    ...said,
  });
  const layout = (await ask('layouts.list', {})).find((entry) => entry.id === id);
  const cannotHold = layout?.cannotHold ?? [];
  return { document: { path, ...written, cannotHold }, text: writtenText(written, cannotHold, path) };
}

function listText(list: readonly Layout[]): string {
  const rows = table(list, [
    { head: 'ID', text: (layout) => layout.id },
    { head: 'LAYOUT', text: (layout) => layout.title },
    { head: 'FILE', text: (layout) => layout.format },
    { head: 'COLUMNS', text: (layout) => (layout.verified ? 'known' : 'unverified') },
    { head: 'VANTAGES', text: (layout) => layout.vantages.map(({ id }) => id).join(', ') },
  ]);
  return `${rows}\n${counted(list.length, 'layout')}. Where no vantage is named, the first is taken of which somebody has a part. --json says what each cannot hold.\n`;
}

function writtenText(
  written: Omit<WrittenLayout, 'handle'>,
  cannotHold: readonly string[],
  path: string,
): string {
  const counts = written.reconciliation.counted.map(({ what, found }) => `${numeral(found)} ${what}`);
  return [
    `${path}  ${counted(written.bytes, 'byte')}`,
    `  ${written.layout}${written.vantage === null ? '' : `, from the seat ${written.vantage}`}`,
    `  read back and complete: ${counts.join(', ')}`,
    ...cannotHold.map((sentence) => `  cannot hold: ${sentence}`),
    ...written.leftOut.map((sentence) => `  left out: ${sentence}`),
    `  sha256 ${written.sha256}`,
    '',
  ].join('\n');
}
