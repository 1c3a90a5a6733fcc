import type { ControlTextsPreview } from '../../../contract/control-texts.ts';
import { counted } from '../../../domain/words/counted.ts';
import type { WorkbookCommand } from '../context.ts';
import { EXIT, type ExitStatus } from '../exit.ts';
import { oneLine } from '../output.ts';

/** Takes the texts of an OSCAL catalogue in; with `dryRun` only says what would come in. */
export async function importControlTexts(
  { ask, print }: WorkbookCommand,
  file: string,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ExitStatus> {
  const result = await ask(dryRun ? 'texts.preview' : 'texts.record', { file });
  const changing = result.changes > 0 || result.gone > 0;
  print(
    'import-control-texts',
    {
      kind: 'control-texts',
      applied: !dryRun && changing,
      framework: result.framework,
      title: result.title,
      edition: result.version,
      changes: result.changes,
      gone: result.gone,
      unplaced: result.unplaced.length,
      matched: result.matched,
      known: result.known,
      withdrawn: result.withdrawn,
    },
    () => describe(result, dryRun),
  );
  return result.unplaced.length > 0 ? EXIT.found : EXIT.done;
}

function describe(result: ControlTextsPreview, dryRun: boolean): string {
  const lines = [
    `${oneLine(result.title)}, version ${oneLine(result.version)}`,
    `${counted(result.controls, 'control')}, ${result.withdrawn.toLocaleString('en-GB')} of them withdrawn; ${result.matched} of the ${result.known} controls of ${result.frameworkName} have their text here.`,
  ];
  if (result.missing.length > 0)
    lines.push(
      `Without a text: ${result.missing.join(', ')}${result.known - result.matched > result.missing.length ? ' and more' : ''}.`,
    );
  const { changes, gone } = result;
  if (result.replaces !== null && changes + gone > 0)
    lines.push(
      `${dryRun ? 'They would replace' : 'They replace'} ${oneLine(result.replaces)}${gone === 0 ? '' : `, of which ${counted(gone, 'text')} ${dryRun ? 'would go' : 'went'}`}.`,
    );
  for (const { place, why } of result.unplaced) lines.push(`not taken: ${oneLine(place)}: ${oneLine(why)}`);
  lines.push(
    changes + gone === 0
      ? 'These texts are in the workbook already; nothing was changed.'
      : dryRun
        ? `${counted(changes, 'text')} would come in or change; nothing was changed.`
        : `${counted(changes, 'text')} came in or changed.`,
  );
  return lines.map((line) => `${line}\n`).join('');
}
