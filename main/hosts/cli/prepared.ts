import { Option } from 'commander';
import { AUDIENCE_IDS, AUDIENCES, type AudienceId, MARK_LENGTHS } from '../../contract/audience.ts';
import { invalidInput } from '../../contract/errors.ts';
import { suggest } from './near-miss.ts';

export interface PreparedOptions {
  readonly audience?: string;
  readonly classification?: string;
  readonly distribution?: string;
}
export const CLASSIFICATION_OPTION = new Option(
  '--classification <text>',
  'a mark on every page and sheet, such as Confidential or TLP:AMBER',
);
export const PREPARED_OPTIONS: readonly Option[] = [
  new Option(
    '--audience <who>',
    'prepare it for somebody: internal (unless said), auditor, client or public; what each is not told is left out, and the file says so',
  ),
  CLASSIFICATION_OPTION,
  new Option('--distribution <text>', 'who may have it; stands on the cover'),
];

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

/** The same beside what is to be written: INVALID_INPUT, before anything is, for what an audience does not get, and for a form. */
export function preparedFor(
  options: PreparedOptions,
  wanted: {
    readonly pack: string | undefined;
    readonly layout: string | undefined;
    readonly form: string | undefined;
  },
): ReturnType<typeof preparedFrom> {
  const prepared = preparedFrom(options);
  const { noPack, noLayout } = AUDIENCES[prepared.audience ?? 'internal'];
  if (wanted.pack !== undefined && noPack !== null)
    throw invalidInput(`${noPack} Nothing was written. Leave out --pack, or prepare it for somebody else.`);
  if (wanted.layout !== undefined && noLayout !== null)
    throw invalidInput(
      `${noLayout} Nothing was written. Leave out --layout, or prepare it for somebody else.`,
    );
  if (wanted.form !== undefined && Object.keys(prepared).length > 0)
    throw invalidInput(
      "A form is its receiver's own, and is filled in as it asks. Leave out --audience, --classification and --distribution, or leave out --fill.",
    );
  return prepared;
}
