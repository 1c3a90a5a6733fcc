import { Option } from 'commander';
import { invalidInput } from '../../../contract/errors.ts';
import { DECISION_RECORD } from '../../../contract/layouts.ts';
import type { AbsentEvidence, AbsentReason, WrittenPack } from '../../../contract/packs.ts';
import { timestampWords } from '../../../domain/pack/timestamp-words.ts';
import { signedWithWords } from '../../../domain/signatures/key-words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { collect } from '../collect.ts';
import type { WorkbookCommand } from '../context.ts';
import type { DocumentOf } from '../documents/document.ts';
import { readPassphrase, withPassphraseRemedy } from '../key-passphrase.ts';
import { oneLine } from '../output.ts';
import { readPackPassword } from '../pack-password.ts';
import type { preparedFrom } from '../prepared.ts';

export interface PackOptions {
  readonly packLayout?: readonly string[];
  readonly packageOverview?: string;
  readonly requests?: string;
  readonly timestamp?: string;
}
export const PACK_OPTIONS: readonly Option[] = [
  new Option(
    '--pack-layout <id>',
    'a layout to go into the pack, such as fedramp-crm, or fedramp-crm@as-provider from a seat; once for each',
  ).argParser(collect),
  new Option(
    '--requests <file>',
    'what the auditor asked for, as CSV or Excel with the columns id, request, and refs or control ids: the pack answers each',
  ),
  new Option(
    '--timestamp <file>',
    'a timestamp by RFC 3161 (.tsr, .tst) on the manifest of this very pack, which lies in it then',
  ),
];
/** `fedramp-crm@as-provider`: an id, and the seat where one is named. */
function packLayouts({ packLayout = [], packageOverview }: PackOptions) {
  return packLayout.map((text) => {
    const [layout = '', vantage] = text.split('@');
    return {
      layout,
      ...(vantage === undefined ? {} : { vantage }),
      ...(layout === DECISION_RECORD && packageOverview !== undefined ? { packageOverview } : {}),
    };
  });
}

/** INVALID_INPUT for options that say nothing of a pack, or would say something else of it than they mean. */
export function checkPackOptions(
  options: {
    readonly pack?: string;
    readonly packPasswordFile?: string;
    readonly sign?: boolean;
    readonly passphraseFile?: string;
    readonly person?: string;
  } & PackOptions,
): void {
  if (options.pack === undefined && options.packPasswordFile !== undefined)
    throw invalidInput('--pack-password-file is for a pack. Name one with --pack, or leave it out.');
  if (options.pack === undefined && options.sign === true)
    throw invalidInput('--sign is for a pack. Name one with --pack, or leave it out.');
  for (const name of ['packLayout', 'requests', 'timestamp'] as const)
    if (options.pack === undefined && options[name] !== undefined)
      throw invalidInput(
        `--${name === 'packLayout' ? 'pack-layout' : name} is for a pack. Name one with --pack, or leave it out.`,
      );
  if (options.sign !== true && options.passphraseFile !== undefined)
    throw invalidInput('--passphrase-file is for a key that signs. Add --sign, or leave it out.');
  if (options.pack !== undefined && options.person !== undefined)
    throw invalidInput(
      'A pack is of the whole workbook. Leave out --person, or export a hand-out without --pack.',
    );
}

/** Writes the evidence pack; what there is to print of it. */
export async function exportPack(
  { core, ask }: WorkbookCommand,
  path: string,
  said: ReturnType<typeof preparedFrom> & { readonly asOf?: string },
  options: {
    readonly packPasswordFile?: string;
    readonly sign?: boolean;
    readonly passphraseFile?: string;
  } & PackOptions,
): Promise<{ readonly document: NonNullable<DocumentOf<'export'>['pack']>; readonly text: string }> {
  const password = await readPackPassword(options.packPasswordFile);
  const { handle: _, ...written } = await ask('packs.write', {
    target: core.files.registerTarget(path).handle,
    ...(password === null ? {} : { password }),
    ...(options.sign === true ? { sign: true, ...(await readPassphrase(options.passphraseFile)) } : {}),
    layouts: packLayouts(options),
    ...(options.requests === undefined
      ? {}
      : { requests: core.files.registerSource(options.requests).handle }),
    ...(options.timestamp === undefined
      ? {}
      : { timestamp: core.files.registerSource(options.timestamp).handle }),
    ...said,
  }).catch(withPassphraseRemedy);
  return { document: { path, ...written }, text: describe(written, path) };
}

function describe(pack: Omit<WrittenPack, 'handle'>, path: string): string {
  return [
    `${path}  ${counted(pack.bytes, 'byte')}${pack.encrypted ? ', encrypted with AES-256' : ''}`,
    `  read back and complete: ${counted(pack.files, 'file')}, ${pack.evidence} of them evidence`,
    ...(pack.signedWith === null ? [] : [`  ${oneLine(signedWithWords(pack.signedWith))}`]),
    ...pack.layouts.map(({ layout, file }) => `  layout ${layout}: ${file}`),
    ...(pack.requests === null
      ? []
      : [
          `  requests: ${counted(pack.requests.asked, 'request')}, ${pack.requests.open.length} of them without evidence`,
          ...pack.requests.open.map(({ id, why }) => `  not there: ${oneLine(id)}: ${oneLine(why)}`),
        ]),
    ...(pack.timestamp === null ? [] : [`  ${oneLine(timestampWords(pack.timestamp))}`]),
    ...pack.absent.map((piece) => `  not in it: ${absentWords(piece)}`),
    ...pack.warnings.map((warning) => `  note: ${warning}`),
    `  change log ${pack.changeLogHead}`,
    ...(pack.state === null ? [] : [`  state ${pack.state}`]),
    `  sha256 of its manifest ${pack.manifestSha256}`,
    `  sha256 ${pack.sha256}`,
    '',
  ].join('\n');
}

const WHY: Readonly<Record<AbsentReason, string>> = {
  'not-found': 'there is no file any more where it was recorded',
  altered: 'the file outside the workbook was altered after it was recorded',
  unreadable: 'the file outside the workbook could not be read',
};

export const absentWords = ({ number, title, why }: AbsentEvidence): string =>
  `E-${number} ${oneLine(title)}: ${WHY[why]}`;
