import type { ControlTextsPreview, OtherTexts } from '../../../contract/control-texts.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { unplacedInWords } from '../../../domain/controls/control-texts.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import type { WorkbookCommand } from '../context.ts';
import { EXIT, type ExitStatus } from '../exit.ts';
import { oneLine } from '../output.ts';

export interface ControlTextsOptions {
  readonly catalogue?: readonly string[];
  readonly replace?: string;
}

/** Takes the texts of an OSCAL catalogue or profile in; with `dryRun` only says what would come in. */
export async function importControlTexts(
  { ask, print, core }: WorkbookCommand,
  file: string,
  { dryRun, catalogue = [], replace }: ControlTextsOptions & { readonly dryRun: boolean },
): Promise<ExitStatus> {
  const result = await ask(dryRun ? 'texts.preview' : 'texts.record', {
    file,
    beside: catalogue.map((path) => core.files.registerSource(path).handle),
    ...(replace === undefined ? {} : { replaces: await keyOf(ask, replace) }),
  });
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

/** The catalogue that is called so, by its key or its title; an unknown word is asked for as it is, and refused with what there is. INVALID_INPUT for a title that several have. */
async function keyOf(ask: WorkbookCommand['ask'], word: string): Promise<string> {
  const sources = await ask('texts.list', {});
  const titled = sources.filter(({ title }) => title.toLowerCase() === word.toLowerCase());
  if (titled.length > 1 && !sources.some(({ key }) => key === word))
    throw invalidInput(
      `${titled.length} catalogues in this workbook are called "${oneLine(word)}": ${titled.map(({ key, version }) => `${key} (version ${oneLine(version)})`).join(', ')}. Name one by its id, which stands before the bracket.`,
    );
  return titled[0]?.key ?? word;
}

function describe(result: ControlTextsPreview, dryRun: boolean): string {
  const lines = [
    `${oneLine(result.title)}, version ${oneLine(result.version)}`,
    `${counted(result.controls, 'control')}, ${numeral(result.withdrawn)} of them withdrawn; ${result.matched} of the ${result.known} controls of ${result.frameworkName} have their text here.`,
  ];
  if (result.missing.length > 0)
    lines.push(
      `Without a text: ${result.missing.join(', ')}${result.known - result.matched > result.missing.length ? ' and more' : ''}.`,
    );
  const { changes, gone, replaces, others } = result;
  if (replaces !== null && changes + gone > 0)
    lines.push(
      `${dryRun ? 'They would replace' : 'They replace'} ${called(replaces)}${gone === 0 ? '' : `, of which ${counted(gone, 'text')} ${dryRun ? 'would go' : 'went'}`}.`,
    );
  const beside = others.filter(({ key }) => key !== replaces?.key);
  if (changes > 0 && beside.length > 0)
    lines.push(
      `Beside them: ${beside.map(called).join('; ')}. Nothing of ${beside.length === 1 ? 'it' : 'them'} is replaced; --replace names one that should be.`,
    );
  for (const words of unplacedInWords(result.unplaced)) lines.push(`not taken: ${oneLine(words)}`);
  lines.push(
    changes + gone === 0
      ? 'These texts are in the workbook already; nothing was changed.'
      : dryRun
        ? `${counted(changes, 'text')} would come in or change; nothing was changed.`
        : `${counted(changes, 'text')} came in or changed.`,
  );
  return lines.map((line) => `${line}\n`).join('');
}

const called = ({ title, version, key }: OtherTexts): string =>
  `${oneLine(title)}, version ${oneLine(version)} (${oneLine(key)})`;
