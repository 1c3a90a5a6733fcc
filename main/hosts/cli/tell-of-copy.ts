import type { WorkbookInfo } from '../../contract/workbook.ts';
import type { Ask } from './context.ts';
import { oneLine, type Streams } from './output.ts';

/** Says once on a terminal of a plain copy that it is one, and what makes another assessment of it; the app asks. */
export async function tellOfCopy(
  ask: Ask,
  { id, copyOf, fileName }: WorkbookInfo,
  streams: Streams,
): Promise<void> {
  if (copyOf === null || copyOf.told || streams.err.isTTY !== true) return;
  const other = oneLine(`${copyOf.fileName} in ${copyOf.folder}`);
  streams.err.write(
    `demarc: note: ${oneLine(fileName)} has the identity of ${other}: it is a copy of the same assessment, to be merged later. If it is the beginning of another one, make it with "demarc copy --as-new" or "demarc new --from".\n`,
  );
  await ask('app.settleCopy', { id, as: 'told' });
}
