import { REVIEW_STATES, type RegisterFilter } from '../../../contract/assignments.ts';
import { invalidInput } from '../../../contract/errors.ts';
import type { WrittenExtract } from '../../../contract/exports.ts';
import { STATUS_LABELS } from '../../../domain/sheets/cell-words.ts';
import { REVIEW_WORDS } from '../../../domain/sheets/register-cells.ts';
import { findNamed, suggest } from '../../../domain/words/find-named.ts';
import type { Ask } from '../context.ts';

export interface OnlyOptions {
  readonly only?: readonly string[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}
/** What a key of --only filters by, and where its values are looked up: ids or names, one or the other. */
interface Key {
  readonly field: keyof RegisterFilter;
  readonly values: (ask: Ask) => Promise<readonly Named[]>;
  /** Said after a value that is not known: lists that are the same in every workbook need nothing. */
  readonly where: string;
}

const HERE = ' in this workbook';
const fixed = (field: keyof RegisterFilter, words: Readonly<Record<string, string>>): Key => ({
  field,
  values: async () => Object.entries(words).map(([id, name]) => ({ id, name })),
  where: '',
});
const listed = (field: keyof RegisterFilter, values: Key['values'], where = HERE): Key => ({
  field,
  values,
  where,
});

const plain = (values: readonly string[]): readonly Named[] => values.map((id) => ({ id, name: id }));

const KEYS: Readonly<Record<string, Key>> = {
  service: listed('subject', async (ask) =>
    (await ask('assignments.subjects', {})).map(({ ref, label }) => ({ id: ref, name: label })),
  ),
  domain: listed('domain', async (ask) => (await ask('catalogue.responsibilities', {})).domains),
  environment: listed('environment', (ask) => ask('environments.list', {})),
  account: listed('account', async (ask) => plain((await ask('assignments.filterOptions', {})).accounts)),
  region: listed('region', async (ask) => plain((await ask('assignments.filterOptions', {})).regions)),
  tag: listed('tag', async (ask) =>
    plain([...new Set((await ask('services.list', {})).flatMap(({ tags }) => tags))]),
  ),
  party: listed('party', (ask) => ask('parties.list', {})),
  person: listed('person', (ask) => ask('people.list', {})),
  status: fixed('status', STATUS_LABELS),
  review: fixed('review', Object.fromEntries(REVIEW_STATES.map((state) => [state, REVIEW_WORDS[state]]))),
  owner: fixed('ownership', {
    unanswered: 'Unanswered',
    'not-applicable': 'Not applicable',
    single: 'One party alone',
    shared: 'Shared',
  }),
  gap: listed(
    'gap',
    async (ask) =>
      (await ask('assignments.filterOptions', {})).gaps.map(({ rule, title }) => ({ id: rule, name: title })),
    '',
  ),
  checks: fixed('checks', { any: 'Any', failed: 'Failed' }),
  control: listed('control', async (ask) =>
    (await ask('assignments.filterOptions', {})).frameworks.flatMap((framework) =>
      framework.controls.map(({ id }) => ({
        id: `${framework.id}/${id}`,
        name: `${framework.name} ${id}`,
      })),
    ),
  ),
  parked: fixed('parked', { yes: 'Yes', no: 'No' }),
  'to-confirm': fixed('confirmLater', { yes: 'Yes', no: 'No' }),
};
const TEXT = 'text';
const KEY_NAMES = [...Object.keys(KEYS), TEXT];

/** The keys, for the help of the command. */
export const ONLY_HELP = `only the rows that fit, such as status=in-progress; repeatable. Keys: ${KEY_NAMES.join(', ')}`;

/** INVALID_INPUT for --only beside an output that is always of the whole workbook. */
export function checkOnly(options: OnlyOptions & { readonly pack?: string; readonly layout?: string }): void {
  if (options.only === undefined) return;
  const whole = options.pack !== undefined ? '--pack' : options.layout !== undefined ? '--layout' : null;
  if (whole !== null)
    throw invalidInput(
      `${whole === '--pack' ? 'A pack is of the whole workbook' : 'A layout is always of the whole workbook'}. Leave out --only, or leave out ${whole}.`,
    );
}

/**
 * The filter that `--only key=value` options ask for; null where there are none. Values are ids or names. INVALID_INPUT with
 * the nearest one for a key or value that is not known, and for a key given twice. `allowed`: the keys that a list knows.
 */
export async function filterFrom(
  only: readonly string[] | undefined,
  ask: Ask,
  allowed: readonly string[] = KEY_NAMES,
): Promise<RegisterFilter | null> {
  const filter = new Map<string, string | boolean>();
  for (const entry of only ?? []) {
    const equals = entry.indexOf('=');
    const key = entry.slice(0, Math.max(0, equals)).trim();
    const value = entry.slice(equals + 1).trim();
    if (key === '' || value === '')
      throw invalidInput(`"${entry}" is not key=value. Write --only status=in-progress, for example.`);
    const known = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (!allowed.includes(key))
      throw invalidInput(
        `--only does not know "${key}". ${suggest(key, allowed) || `There are: ${allowed.join(', ')}.`}`,
      );
    const field = known?.field ?? TEXT;
    if (filter.has(field))
      throw invalidInput(
        `--only ${key} is given twice. A row can fit one value of it; ask for each by itself.`,
      );
    filter.set(field, known ? await idOrFlag(key, value, known, ask) : value);
  }
  return filter.size === 0 ? null : (Object.fromEntries(filter) as RegisterFilter);
}

async function idOrFlag(key: string, value: string, known: Key, ask: Ask): Promise<string | boolean> {
  const { id } = findNamed(key, value, await known.values(ask), known.where);
  return known.field === 'parked' || known.field === 'confirmLater' ? id === 'yes' : id;
}

/** What an extract holds, in a line of its own. */
export const extractLine = (extract: WrittenExtract | null): string =>
  extract === null ? '' : `Only ${extract.rows} of ${extract.of} rows: ${extract.by.join(', ')}\n`;
