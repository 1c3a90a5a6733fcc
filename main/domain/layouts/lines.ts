import type { RegisterRow, RiskAcceptance } from '../../contract/assignments.ts';
import { trimEndOf } from '../words/trim-ends.ts';
import type { Side, TextPart, TextSource } from './template.ts';
import { fillIn, holds } from './template.ts';

/** One thing said in a cell: the same words about the same duty of several services are said once, for all of them. */
export interface Line {
  readonly source: TextSource;
  /** Party id; null where no party speaks. */
  readonly party: string | null;
  readonly duty: string;
  readonly dutyName: string;
  readonly text: string;
  /** Labels of the services (or of the organisation, or the provider) that it is said of, in register order. */
  readonly subjects: readonly string[];
  /** `ref party` of each share, `ref` of each other row that it stands for. */
  readonly keys: readonly string[];
  readonly evidence: readonly number[];
}

/** By what a part of a row is known again. */
export const shareKey = (ref: string, party: string): string => `${ref} ${party}`;
export type SideOf = (party: string) => Side;
/** The name of a person by id. */
export type NameOf = (person: string) => string;

/** What a row is about, as a reader from outside would say it. */
export const subjectOf = ({
  subjectKind,
  subjectLabel,
}: Pick<RegisterRow, 'subjectKind' | 'subjectLabel'>): string => {
  if (subjectKind === 'organisation') return 'Organisation-wide';
  // Its foundations lie under every service; its name alone would read as who does it.
  return subjectKind === 'provider' ? `All services on ${subjectLabel}` : subjectLabel;
};

const written = (text: string | null): string => (text ?? '').trim();

/** What a row says, not yet joined with what others say alike. */
function saidBy(
  row: RegisterRow,
  sideOf: SideOf,
  nameOf: NameOf,
): readonly Omit<Line, 'subjects' | 'evidence'>[] {
  const base = { duty: row.responsibility, dutyName: row.responsibilityName };
  if (row.ownership.kind === 'unanswered')
    return [
      {
        ...base,
        source: 'open',
        party: null,
        // Its name is a title: "Roles and identities has no answer" is no sentence.
        text: `${row.responsibilityName}: no answer yet.`,
        keys: [row.ref],
      },
    ];
  if (row.ownership.kind === 'not-applicable')
    return [
      {
        ...base,
        source: 'not-applicable',
        party: null,
        text: `${row.responsibilityName}: does not apply. ${written(row.notApplicable) || 'No reason was recorded.'}`,
        keys: [row.ref],
      },
    ];
  const said: Omit<Line, 'subjects' | 'evidence'>[] = row.shares.map((share) => ({
    ...base,
    source: sideOf(share.party),
    party: share.party,
    text: `${written(share.text) || `${row.responsibilityName} (nothing is written down).`}${row.misconception ? FLAG : ''}`,
    keys: [shareKey(row.ref, share.party)],
  }));
  if (row.risk !== null && row.status === 'risk-accepted')
    said.push({ ...base, source: 'risk', party: null, text: riskText(row, row.risk, nameOf), keys: [] });
  if (!row.misconception) return said;
  const text = `${row.responsibilityName}: the recorded answer rests on a known misconception and cannot stand.`;
  return [...said, { ...base, source: 'open', party: null, text, keys: [row.ref] }];
}
/** What was said of an accepted risk; where nothing is said of it, it is left out for whom the document is. */
function riskText(
  { responsibilityName }: Pick<RegisterRow, 'responsibilityName'>,
  { reason, approver, approvedOn, expiresOn }: RiskAcceptance,
  nameOf: NameOf,
): string {
  const approved = [
    ...(approver === null ? [] : [`by ${nameOf(approver)}`]),
    ...(approvedOn === null ? [] : [`on ${approvedOn}`]),
  ];
  const said = [
    trimEndOf(written(reason), '.') || 'no reason was recorded',
    ...(approved.length === 0 ? [] : [`approved ${approved.join(' ')}`]),
    expiresOn === null ? 'without an end' : `until ${expiresOn}`,
  ];
  return `${responsibilityName}: ${said.join('; ')}.`;
}
/** Stands behind every text of an answer that cannot stand. */
const FLAG = ' (Rests on a known misconception.)';

/** The lines of some rows, each text once for each duty and party. Every share, reason and open duty is in exactly one of them. */
export function linesOf(rows: readonly RegisterRow[], sideOf: SideOf, nameOf: NameOf): readonly Line[] {
  const lines = new Map<
    string,
    Omit<Line, 'subjects' | 'keys' | 'evidence'> & {
      subjects: string[];
      keys: string[];
      evidence: Set<number>;
    }
  >();
  for (const row of rows)
    for (const said of saidBy(row, sideOf, nameOf)) {
      const key = [said.source, said.party ?? '', said.duty, said.text].join('\u0000');
      let line = lines.get(key);
      if (!line) {
        line = { ...said, subjects: [], keys: [], evidence: new Set() };
        lines.set(key, line);
      }
      line.subjects.push(subjectOf(row));
      line.keys.push(...said.keys);
      for (const number of row.evidence) line.evidence.add(number);
    }
  return [...lines.values()].map((line) => ({ ...line, evidence: [...line.evidence].sort((a, b) => a - b) }));
}

export interface LineNames {
  readonly parties: ReadonlyMap<string, string>;
  /** How many services in use a duty is asked of; more than a few of them are counted instead of named. */
  readonly askedOf: (duty: string) => number;
  /** Whether a column's heading already means this party: AWS below us, the organisation itself, its clients. */
  readonly isPrincipal: (party: string) => boolean;
}
/** Up to here the services of a line are named one by one even when it is all of them. */
const NAMED = 4;

/** `Orders DB, Web: AWS patches the hosts.`; without the services where only one is spoken of. */
export function renderLine(
  line: Line,
  names: LineNames,
  show: { readonly subjects: boolean; readonly party: boolean },
): string {
  const { subjects } = line;
  const all = subjects.length > NAMED && subjects.length === names.askedOf(line.duty);
  const parts: string[] = [];
  if (show.subjects) parts.push(all ? `All ${subjects.length} services` : subjects.join(', '));
  if (show.party && line.party !== null) {
    const name = names.parties.get(line.party) ?? line.party;
    parts.push(parts.length > 0 ? `(${name})` : name);
  }
  return parts.length === 0 ? line.text : `${parts.join(' ')}: ${line.text}`;
}

/** Names of the parties that speak, each once, in the order in which they first do. */
const partiesIn = (lines: readonly Line[], names: LineNames): readonly string[] => [
  ...new Set(
    lines.flatMap((line) => (line.party === null ? [] : [names.parties.get(line.party) ?? line.party])),
  ),
];

export interface Paragraphs {
  readonly text: string | null;
  /** Keys of what stands in it. */
  readonly held: readonly string[];
}

/** The text of a cell from its parts: what holds and has something to say, with an empty line between them. */
export function renderParts(
  parts: readonly TextPart[],
  lines: readonly Line[],
  facts: ReadonlySet<string>,
  names: LineNames,
  words: Readonly<Record<string, string>>,
): Paragraphs {
  const paragraphs: string[] = [];
  const held: string[] = [];
  const several = new Set(lines.flatMap((line) => line.subjects)).size > 1;
  for (const part of parts) {
    if (!holds(part, facts)) continue;
    const said = part.from === undefined ? [] : lines.filter((line) => line.source === part.from);
    if (part.from !== undefined && said.length === 0) continue;
    const parties = partiesIn(said, names);
    const filled = { ...words, parties: parties.join(', ') };
    // A heading may name the parties; where it cannot, whoever is not meant by it is named line by line.
    const byLine =
      parties.length > 1 ||
      (!part.label?.includes('{parties}') &&
        said.some(({ party }) => party !== null && !names.isPrincipal(party)));
    const shown = said.map((line) => renderLine(line, names, { subjects: several, party: byLine }));
    const head = [part.label, part.say].flatMap((text) => (text === undefined ? [] : [fillIn(text, filled)]));
    paragraphs.push([...head, ...shown].join('\n'));
    for (const line of said) held.push(...line.keys);
  }
  return { text: paragraphs.length === 0 ? null : paragraphs.join('\n\n'), held };
}

/** The texts of one party alone, for a column of its own. */
export function renderParty(party: string, lines: readonly Line[], names: LineNames): Paragraphs {
  const several = new Set(lines.flatMap((line) => line.subjects)).size > 1;
  const said = lines.filter((line) => line.party === party);
  return {
    text:
      said.length === 0
        ? null
        : said.map((line) => renderLine(line, names, { subjects: several, party: false })).join('\n'),
    held: said.flatMap((line) => line.keys),
  };
}
