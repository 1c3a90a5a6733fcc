import { Option } from 'commander';
import { AUDIENCE_IDS, AUDIENCES, type AudienceId, MARK_LENGTHS } from '../../contract/audience.ts';
import { invalidInput } from '../../contract/errors.ts';
import { whyNoForm } from '../../domain/report/audience.ts';
import { suggest } from '../../domain/words/find-named.ts';

export interface PreparedOptions {
  readonly audience?: string;
  readonly classification?: string;
  readonly distribution?: string;
}
export const PREPARED_OPTIONS: readonly Option[] = [
  new Option(
    '--audience <who>',
    'prepare it for somebody: internal (unless said), auditor, client or public; what each is not told is left out, and the file says so',
  ),
  new Option('--classification <text>', 'a mark on every page and sheet, such as Confidential or TLP:AMBER'),
  new Option('--distribution <text>', 'who may have it; stands at its beginning'),
];

/** INVALID_INPUT for a mark, or an audience, where no document is asked for that could bear it. */
export function refuseUnborne(options: PreparedOptions, anyDocument: boolean, formats: string): void {
  if (anyDocument) return;
  const given = (['audience', 'classification', 'distribution'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (given !== undefined) throw invalidInput(`--${given} is for a document: name ${formats}, with a path.`);
}

/** What a call takes of them; INVALID_INPUT for an audience that is none, and for a mark that does not fit. */
export function preparedFrom({ audience, classification, distribution }: PreparedOptions): {
  readonly audience?: AudienceId;
  readonly classification?: string;
  readonly distribution?: string;
} {
  const id =
    audience === undefined ? undefined : AUDIENCE_IDS.find((each) => each === audience.toLowerCase());
  if (audience !== undefined && id === undefined)
    throw invalidInput(
      `--audience does not know "${audience}". ${suggest(audience, AUDIENCE_IDS) || `There are: ${AUDIENCE_IDS.join(', ')}.`}`,
    );
  for (const [name, text] of [
    ['classification', classification],
    ['distribution', distribution],
  ] as const)
    if (text !== undefined && (text.length > MARK_LENGTHS[name] || /\p{Cc}/u.test(text)))
      throw invalidInput(`--${name} takes one line of at most ${MARK_LENGTHS[name]} characters.`);
  return {
    ...(id === undefined ? {} : { audience: id }),
    ...(classification === undefined ? {} : { classification }),
    ...(distribution === undefined ? {} : { distribution }),
  };
}

/** The same beside what is to be written: INVALID_INPUT, before anything is, for what an audience does not get. */
export function preparedFor(
  options: PreparedOptions,
  wanted: {
    readonly pack: string | undefined;
    readonly layout: string | undefined;
    readonly form: string | undefined;
  },
): ReturnType<typeof preparedFrom> {
  const prepared = preparedFrom(options);
  const { audience = 'internal' } = prepared;
  const { noPack, noLayout } = AUDIENCES[audience];
  const noForm = whyNoForm({ audience });
  if (wanted.pack !== undefined && noPack !== null)
    throw invalidInput(`${noPack} Nothing was written. Leave out --pack, or prepare it for somebody else.`);
  if (wanted.layout !== undefined && noLayout !== null)
    throw invalidInput(
      `${noLayout} Nothing was written. Leave out --layout, or prepare it for somebody else.`,
    );
  if (wanted.form !== undefined && noForm !== null)
    throw invalidInput(`${noForm} Nothing was written. Leave out --fill, or prepare it for somebody else.`);
  return prepared;
}
