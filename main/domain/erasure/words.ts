import type { ErasedEvidence, RecordedErasure } from '../../contract/erasure.ts';
import { ruleOf } from '../merge/table-rules.ts';
import { counted } from '../words/counted.ts';
import { listed } from '../words/listed.ts';

/** The sentence of the change log. It names nobody. */
export function erasedWords(label: string | null, contents: readonly ErasedEvidence[]): string {
  if (label !== null) return `Erased a person for good, who stands as "${label}" since`;
  return `Destroyed the content of ${contents.map(({ number }) => `E-${number}`).join(', ')} for good`;
}

/** Records by what they are called, those of one word together. */
export function tableWords(
  rows: Readonly<Record<string, number>>,
): readonly { readonly what: string; readonly count: number }[] {
  const words = new Map<string, number>();
  for (const [table, count] of Object.entries(rows)) {
    const { word } = ruleOf(table);
    words.set(word, (words.get(word) ?? 0) + count);
  }
  return [...words].map(([what, count]) => ({ what, count }));
}

/** What it is in, where an "s" does not make the plural. */
const NOUNS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  person: ['person', 'people'],
  party: ['party', 'parties'],
  share: ['part of a duty', 'parts of duties'],
  evidence: ['piece of evidence', 'pieces of evidence'],
  'house rules': ['edition of the house rules', 'editions of the house rules'],
  'service of your own': ['service of your own', 'services of your own'],
  'duty of your own': ['duty of your own', 'duties of your own'],
};

/** Records in the words of whoever reads of them: `1 person, 5 services, 21 parts of duties`. */
export const recordsWords = (records: readonly { readonly what: string; readonly count: number }[]): string =>
  records
    .map(({ what, count }) => {
      const [one, many] = NOUNS[what] ?? [what, pluralOf(what)];
      return counted(count, one, many);
    })
    .join(', ');
/** `hold on evidence` as `holds on evidence`. */
const pluralOf = (what: string): string =>
  what.replace(/^[^ ]+(?= (?:of|on|to|between|where|that) |$)/, '$&s');

export interface Remaining {
  /** What was read from files that are destroyed. */
  readonly read: { readonly findings: number; readonly claims: number };
  /** Names of other people in which the name stands. */
  readonly others: readonly string[];
  /** Numbers of the evidence in whose files the name is written. */
  readonly named: readonly number[];
  /** Numbers of sign-offs over a state of before, whose digest may be over texts with the name. */
  readonly staying: readonly number[];
  /** Redacted entries that an older program wrote, whose hash has no salt. */
  readonly unsalted: number;
  /** Paths of what was saved when the file of the workbook was taken away. */
  readonly rescued: readonly string[];
  /** Where the workbook lies as well, or what cannot be read and may be it, and the folders with backups of what lies there. */
  readonly elsewhere: readonly {
    readonly path: string;
    readonly isRead: boolean;
    readonly backups: readonly string[];
  }[];
}

/** What could not be looked into or written, of the backups on this machine. */
export const unreadWords = (paths: readonly string[]): readonly string[] =>
  paths.length === 0
    ? []
    : [
        `What lies at ${listed(paths)} could not be read, written or told apart: ${paths.length === 1 ? 'it' : 'each'} may be a backup of this workbook with all that was erased, and stays as it is. Delete it, or ask whoever may${paths.some((path) => path.endsWith('.blocks.txt')) ? '; the blocks that such a list names go with a later backup' : ''}.`,
      ];

/** What lies where no erasure reaches. */
export function remainingWords(
  kind: 'person' | 'evidence',
  { read, others, named, staying, unsalted, rescued, elsewhere }: Remaining,
): readonly string[] {
  const saved =
    rescued.length === 0
      ? []
      : [
          `What was saved when the file was taken away or out of reach, or was left over beside it, stays as it is: ${rescued.join(', ')}. Do the same in each, or delete it.`,
        ];
  const other = elsewhere.map(({ path, isRead, backups }) => {
    const what = isRead
      ? `This workbook lies at ${path} as well`
      : `What lies at ${path} cannot be read, and may be this workbook`;
    const kept = backups.length === 0 ? '' : `, with backups in ${backups.join(' and ')}`;
    return `${what}${kept}. That stays as it is: do the same there, unless that was done, or delete ${backups.length === 0 ? 'it' : 'all of that'}.`;
  });
  const gone =
    'Exports, packs, copies of the workbook, copies that others merged, backups that you, other programs or other machines made, and backups on a disk that is not there now stay as they are, wherever they went. Ask whoever has them.';
  if (kind === 'evidence') {
    const records = [
      ...(read.findings === 0 ? [] : [counted(read.findings, 'finding')]),
      ...(read.claims === 0 ? [] : [counted(read.claims, 'claim')]),
    ];
    return [
      ...(records.length === 0
        ? []
        : [
            `What was read from it is a record of its own and stays in the workbook: ${records.join(' and ')}, with the names of resources and the words that stood in the file.`,
          ]),
      ...saved,
      ...other,
      gone,
    ];
  }
  return [
    ...others.map(
      (name) =>
        `"${name}" stays, which is the name of another person of this workbook. If it is the same person, erase that name as well.`,
    ),
    ...(unsalted === 0
      ? []
      : [
          `${counted(unsalted, 'change')} of before ${unsalted === 1 ? 'was' : 'were'} written by an older Demarc, whose hashes have no random part. They stay, as the chain needs them: whoever knows all else of the workbook could try a guess of the name on them.`,
        ]),
    ...(staying.length === 0
      ? []
      : [
          `The ${staying.length === 1 ? 'digest of sign-off' : 'digests of sign-offs'} ${staying.join(', ')} ${staying.length === 1 ? 'stays' : 'stay'}, over answers of before in which the name may have stood: whoever knows all else of those answers could try a guess of it on ${staying.length === 1 ? 'it' : 'them'}.`,
        ]),
    ...(named.length === 0
      ? []
      : [
          `The name or the address is written in the content of ${named.map((number) => `E-${number}`).join(', ')}, which stays as it is: a file of evidence is kept byte for byte or destroyed. Destroy it, and attach a redacted one if it is still needed.`,
        ]),
    ...saved,
    ...other,
    gone,
  ];
}

/** One sentence on what verify found of an erasure. */
export function recordedWords(erasure: RecordedErasure): string {
  const { change, at, who, label, entries, contents } = erasure;
  const by = `by ${who ?? 'somebody who gave no name'} on ${at.slice(0, 10)} (change ${change})`;
  if (label === null)
    return `The content of ${contents.map(({ number }) => `E-${number}`).join(', ')} was destroyed ${by}.`;
  return `A person was erased ${by}, who stands as "${label}" since: ${counted(entries, 'change')} of before ${entries === 1 ? 'says' : 'say'} what change ${change} vouches for, and no longer what ${entries === 1 ? 'its' : 'their'} own hash was made of.`;
}

/** What this account on this machine keeps of its own, outside of any workbook. */
export interface OwnTraces {
  /** The name under which the next change would be recorded, where it is that of the person. */
  readonly assessor: string | null;
  /** Names of keys. */
  readonly keys: readonly string[];
  /** The place of the workbook, where the name stands in it. */
  readonly path: string | null;
}

/** The same in sentences. */
export const ownTracesWords = ({ assessor, keys, path }: OwnTraces): readonly string[] => [
  ...(assessor === null
    ? []
    : [
        `This account still works under the name "${assessor}": say another one under Preferences, or the next change brings the name back.`,
      ]),
  ...(keys.length === 0
    ? []
    : [`This account keeps ${counted(keys.length, 'key')} of that name: ${keys.join(', ')}.`]),
  ...(path === null
    ? []
    : [
        `The name stands in the place of the workbook, ${path}, which the list of recent workbooks and the folder of its backups name as well. Move it.`,
      ]),
];
