import type { RegisterFilter } from '../../contract/assignments.ts';
import {
  AUDIENCES,
  type Audience,
  type AudienceId,
  MARK_LENGTHS,
  type MarksFor,
  PARTS,
  type Part,
  type Prepared,
} from '../../contract/audience.ts';
import type { ExportCounts, ExportFormat } from '../../contract/exports.ts';
import type { Gap } from '../../contract/gaps.ts';
import { RISK_ENDED, RISK_INCOMPLETE } from '../gaps/risk-acceptance.ts';
import { ACCEPTED_BY_AUTHOR, SIGNED_BY_ACCEPTOR, SIGNED_FOR_ANOTHER } from '../gaps/two-eyes.ts';
import type { Block } from './document.ts';
import type { ReportMeta } from './report.ts';

/** Marks that are given or left to the workbook. */
type GivenMarks = { readonly [Mark in 'classification' | 'distribution']?: string | null | undefined };
/** Those of a workbook, or of a state of one, which may have others for whoever else gets documents. */
export type OwnMarks = GivenMarks & { readonly marksFor?: MarksFor };

/** For whom a document is asked for, with the marks that were given. */
export type AskedMarks = GivenMarks & Pick<Prepared, 'audience'>;

/** The marks that documents for somebody bear in a workbook unless it is said otherwise: those for them, else those of the workbook. */
export function ownMarks(workbook: OwnMarks, audience: AudienceId): Omit<Prepared, 'audience'> {
  const theirs = audience === 'internal' ? undefined : workbook.marksFor?.[audience];
  return {
    classification: theirs?.classification ?? workbook.classification ?? null,
    distribution: theirs?.distribution ?? workbook.distribution ?? null,
  };
}

/** For whom a document is and how it is marked, of what a call was given: a mark that it does not speak of is that of the workbook. */
export function preparedOf(
  { audience, classification, distribution }: AskedMarks,
  workbook: OwnMarks,
): Prepared {
  const own = ownMarks(workbook, audience);
  return {
    audience,
    classification: classification === undefined ? own.classification : classification,
    distribution: distribution === undefined ? own.distribution : distribution,
  };
}

/**
 * The marks of a document about two states: what is asked for, else what either bears for whoever gets it, else both, the earlier first,
 * as far as there is room.
 */
export function preparedOfBoth(given: AskedMarks, before: OwnMarks, after: OwnMarks): Prepared {
  const [from, to] = [ownMarks(before, given.audience), ownMarks(after, given.audience)];
  return preparedOf(given, {
    classification: bothOf(from.classification, to.classification, MARK_LENGTHS.classification),
    distribution: bothOf(from.distribution, to.distribution, MARK_LENGTHS.distribution),
  });
}

const BETWEEN = ' / ';
type Mark = string | null | undefined;
function bothOf(before: Mark, after: Mark, most: number): string | null {
  if (!before || !after || before === after) return before || after || null;
  // Neither is left out: where both do not fit, each is shortened, the longer first.
  const room = most - BETWEEN.length;
  const least = Math.floor(room / 2);
  const first = shortened(before, Math.max(least, room - after.length));
  return `${first}${BETWEEN}${shortened(after, room - first.length)}`;
}
const shortened = (mark: string, most: number): string =>
  mark.length <= most
    ? mark
    : `${mark
        .slice(0, most - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;

/** Whether a document leaves a part of the workbook out, so that it must not say that there is none of it. */
export const leavesOut = ({ meta }: { readonly meta: Pick<ReportMeta, 'prepared'> }, part: Part): boolean =>
  AUDIENCES[meta.prepared.audience].without.includes(part);

/** What each part is a smaller piece of: where the whole is left out, its pieces need no word. */
const WITHIN: Readonly<Partial<Record<Part, Part>>> = { contents: 'evidence' };

/** `e-mail addresses; notes on duties`: what is left out for an audience; null where nothing is. */
export function leftOutWords({ without }: Pick<Audience, 'without'>): string | null {
  const told = without.filter((part) => {
    const whole = WITHIN[part];
    return whole === undefined || !without.includes(whole);
  });
  return told.length === 0 ? null : told.map((part) => PARTS[part]).join('; ');
}

/** `Prepared for a client. Left out: …`, so that what is not there is not read as none; null for internal use. */
export function preparedSentence({ audience }: Prepared): string | null {
  const { to } = AUDIENCES[audience];
  const words = leftOutWords(AUDIENCES[audience]);
  return words === null
    ? null
    : `Prepared for ${to}. Left out: ${words}. What is left out may exist: its absence here says nothing about it.`;
}

/** The lines by which a document says how it is marked, who may have it and what is left out of it. */
export const preparedFacts = (prepared: Prepared): readonly (readonly [name: string, value: string])[] => {
  const sentence = preparedSentence(prepared);
  return [
    ...(prepared.classification === null ? [] : [['Classification', prepared.classification] as const]),
    ...(prepared.distribution === null ? [] : [['Distribution', prepared.distribution] as const]),
    ...(sentence === null ? [] : [['Left out', sentence] as const]),
  ];
};

/** The same at the head of a document that is read; nothing where there is nothing to say. */
export function markedBlocks(prepared: Prepared): readonly Block[] {
  const facts = preparedFacts(prepared);
  return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}
/** What the last line of a document that is read begins with: `TLP:AMBER. `. */
export function sourceMark(prepared: Prepared): string {
  const mark = markOf(prepared);
  return mark === null ? '' : `${mark}. `;
}

/** The mark of every page and sheet: `TLP:AMBER, prepared for a client`; null where there is none to bear. */
export function markOf({ audience, classification }: Prepared): string | null {
  if (audience === 'internal') return classification;
  const prepared = `repared for ${AUDIENCES[audience].to}`;
  return classification === null ? `P${prepared}` : `${classification}, p${prepared}`;
}

/** The mark and who may have it, as one line: `TLP:AMBER, prepared for a client. Distribution: the board`; null where there is neither. */
export function markLine(prepared: Prepared): string | null {
  const { distribution } = prepared;
  const said = [markOf(prepared), distribution === null ? null : `Distribution: ${distribution}`];
  return said.filter((part) => part !== null).join('. ') || null;
}

/** Gaps that say who somebody is, by rule. */
const NAMING: ReadonlySet<string> = new Set([
  'owner-not-acknowledged',
  'changed-since-signed',
  'action-overdue',
  SIGNED_BY_ACCEPTOR.id,
  SIGNED_FOR_ANOTHER.id,
]);
const FOUND_BY_SCANNERS = 'failed-finding';
const OF_RISKS: ReadonlySet<string> = new Set([RISK_INCOMPLETE.id, RISK_ENDED.id]);

/** Whether an audience is told of a gap. */
export const tellsGap = ({ audience }: Prepared, { rule }: Pick<Gap, 'rule'>): boolean => {
  const { without } = AUDIENCES[audience];
  return !(
    without.includes('gaps') ||
    (without.includes('names') && NAMING.has(rule)) ||
    (without.includes('findings') && rule === FOUND_BY_SCANNERS) ||
    (without.includes('drafts') && rule === ACCEPTED_BY_AUTHOR.id) ||
    (without.includes('risks') && OF_RISKS.has(rule))
  );
};

/** The counts of what an audience gets; `gaps` are those of the workbook. Nought stands for what is left out. */
export function countsFor(
  prepared: Prepared,
  counts: ExportCounts,
  gaps: readonly Pick<Gap, 'rule'>[],
): ExportCounts {
  const { without } = AUDIENCES[prepared.audience];
  const kept = (part: Part, count: number) => (without.includes(part) ? 0 : count);
  return {
    ...counts,
    answered: kept('status', counts.answered),
    notes: kept('notes', counts.notes),
    evidence: kept('evidence', counts.evidence),
    gaps: gaps.filter((gap) => tellsGap(prepared, gap)).length,
    people: kept('names', counts.people),
  };
}

/** What rows may be chosen by for somebody else: a choice by anything that is left out would tell it. */
const OPEN_FILTERS: ReadonlySet<string> = new Set(['subject', 'domain', 'party', 'ownership', 'control']);

const handOutOnly = (to: string): string =>
  `A hand-out is for the person that it is made for, and cannot be prepared for ${to}. Leave one of the two out.`;

/** Why there are no hand-outs for an audience, as a sentence; null where there are. */
export const whyNoHandOut = ({ audience }: Pick<Prepared, 'audience'>): string | null =>
  audience === 'internal' ? null : handOutOnly(AUDIENCES[audience].to);

/** Why rows may not be chosen so for an audience, as a sentence; null where they may. */
export function whyNoExtract(
  { audience }: Prepared,
  {
    person,
    filter = {},
  }: { readonly person?: string | undefined; readonly filter?: RegisterFilter | undefined },
): string | null {
  if (audience === 'internal') return null;
  const { to, without } = AUDIENCES[audience];
  if (person !== undefined) return handOutOnly(to);
  const told = Object.entries(filter).some(([key, value]) => value !== undefined && !OPEN_FILTERS.has(key));
  if (filter.ownership === 'unanswered' && without.includes('open'))
    return `Open duties do not go out to ${to}. Choose other rows, or prepare the document for somebody else.`;
  return told
    ? `For ${to}, rows can be chosen by service, domain, party, owner and control alone: which rows were chosen by anything else would tell what is left out.`
    : null;
}

/** Why there are no minutes for an audience, as a sentence; null where there are. */
export function whyNoMinutes({ audience }: Pick<Prepared, 'audience'>): string | null {
  const { to, without } = AUDIENCES[audience];
  return without.includes('minutes')
    ? `Minutes say what was talked about in a room, which ${to} is not told. Write them for internal use, and say by their marks who may have them.`
    : null;
}

/** Why a receiver's form is not filled in for an audience, as a sentence; null where it is. */
export const whyNoForm = ({ audience }: Pick<Prepared, 'audience'>): string | null => {
  const { to, without } = AUDIENCES[audience];
  return without.includes('status')
    ? `A receiver's form asks how far the work is, which ${to} is not told.`
    : null;
};

/** Why a document is not for an audience, as a sentence; null where it is. */
export function whyNoFormat({ audience }: Pick<Prepared, 'audience'>, format: ExportFormat): string | null {
  const { to, without } = AUDIENCES[audience];
  return (format === 'docx' || format === 'html') && without.includes('names')
    ? `The Word and HTML documents say who does what and what is wrong, which ${to} is not told. Choose Excel, PDF or CSV for them.`
    : null;
}
