import { leavesOut } from '../report/audience.ts';
import { chosenFrameworks, type Report, type ReportFramework } from '../report/report.ts';
import { counted } from '../words/counted.ts';
import { fewNames } from '../words/few-names.ts';
import { evidencePlaces } from './evidence-cells.ts';
import { statusWords } from './facts.ts';
import { type ControlRow, controlRow, type FillLook, type Gathered, gather, servicesText } from './gather.ts';
import { renderParts } from './lines.ts';
import { OWN_PARTS, OWN_SEAT } from './own-seat.ts';
import { settledFacts, soundReport } from './settled.ts';
import type { TextPart } from './template.ts';

/** One control of the organisation's own, as a tool for compliance takes it in: a duty in which it has a part. */
export interface ListedControl {
  /** Unique, the same in every export, without spaces and of 20 characters at the most. */
  readonly code: string;
  readonly name: string;
  /** The catalogue's id of the domain of the duty. */
  readonly domain: string;
  readonly domainName: string;
  /** How far it is, as far as no answer still to come can change that; null where that cannot be said. */
  readonly status: string | null;
  /** Something of it that was answered is not done, whatever is still open. */
  readonly undone: boolean;
  /** Who does what, and what is open. */
  readonly description: string;
  /** What the organisation itself does, nothing else. */
  readonly activity: string;
  /** How far it is, what it is asked of, and what proves it. */
  readonly notes: string;
  readonly emails: readonly string[];
  /** Ids of the controls of each framework that the duty helps to meet. */
  readonly requirements: ReadonlyMap<ReportFramework, readonly string[]>;
}
export interface ControlList {
  readonly controls: readonly ListedControl[];
  /** Those that were chosen for the workbook, in its order. */
  readonly frameworks: readonly ReportFramework[];
  /** The day as of which it is judged. */
  readonly asOf: string;
  /** What of the workbook is not in it; sentences. */
  readonly leftOut: readonly string[];
  /** Who is named and has no e-mail address, by which lists know owners; sentences. */
  readonly withoutAddress: readonly string[];
}

const OWN_PART: readonly TextPart[] = [{ from: 'self' }];

/**
 * The duties in which the organisation or a team of its own has a part, each as a control, in the order of the register. Only what can
 * stand is said: an answer that rests on a known misconception counts as none. What is others' alone, and what nobody has, is no control.
 */
export function controlList(report: Report, look?: FillLook): ControlList {
  const gathered = gather(soundReport(report), OWN_SEAT, look);
  const frameworks = chosenFrameworks(report);
  const rows = [...gathered.duties].map(([id, duty]) => ({ id, duty, row: rowOf(id, gathered) }));
  const codes = codesOf(rows.map(({ id }) => id));
  const listed = rows.filter(({ row }) => row.facts.has('self'));
  return {
    controls: listed.map(({ id, row }) => listedControl(id, codes.get(id) ?? id, row, gathered, frameworks)),
    frameworks,
    asOf: report.meta.judgedAsOf,
    leftOut: leftOutOf(rows),
    withoutAddress: withoutAddress(rows, gathered),
  };
}

/** A duty lies whole with whoever has it, so it is read like a control that may be inherited. */
function rowOf(id: string, gathered: Gathered): ControlRow {
  const [first] = gathered.duties.get(id)?.rows ?? [];
  const control = {
    id,
    title: first?.responsibilityName ?? id,
    group: first?.domain ?? '',
    responsibilities: [id],
    inherit: 'wholly' as const,
  };
  return controlRow(control, gathered);
}

function listedControl(
  id: string,
  code: string,
  row: ControlRow,
  gathered: Gathered,
  frameworks: readonly ReportFramework[],
): ListedControl {
  const said = (parts: readonly TextPart[]) =>
    renderParts(parts, row.lines, row.facts, gathered.names, {}).text ?? '';
  const status = statusWords(settledFacts(row.facts));
  const notes = [
    ['Status', status ?? 'Not decided'],
    ['Asked of', servicesText(row)],
    ['Evidence', leavesOut(gathered.report, 'evidence') ? null : evidencePlaces(row, gathered)],
  ] as const;
  return {
    code,
    name: row.control.title,
    domain: row.control.group,
    domainName: gathered.duties.get(id)?.rows[0]?.domainName ?? '',
    status,
    undone: row.facts.has('undone'),
    description: said(OWN_PARTS),
    activity: said(OWN_PART),
    notes: notes.flatMap(([label, text]) => (text === null ? [] : [`${label}: ${text}`])).join('\n'),
    emails: emailsOf(row, gathered),
    requirements: new Map(
      frameworks.map((framework) => [
        framework,
        framework.controls.flatMap((control) => (control.responsibilities.includes(id) ? [control.id] : [])),
      ]),
    ),
  };
}

/** People who are named for a part of the organisation's own. */
const namedIn = ({ duties }: ControlRow, { sideOf }: Gathered): ReadonlySet<string> =>
  new Set(
    duties.flatMap(({ rows }) =>
      rows.flatMap(({ shares }) =>
        shares.flatMap(({ party, person }) => (person === null || sideOf(party) !== 'self' ? [] : [person])),
      ),
    ),
  );
function emailsOf(row: ControlRow, gathered: Gathered): readonly string[] {
  const named = namedIn(row, gathered);
  return gathered.report.people.flatMap(({ id, email }) => (email !== null && named.has(id) ? [email] : []));
}

const LONGEST_CODE = 20;
/** A code for each id, no two the same: an id that is short enough is its own, and a code that another one has is worked out anew. */
export function codesOf(ids: readonly string[]): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  const plain = (id: string) => id.replace(/\s+/g, '-');
  const taken = new Set(ids.map(plain).filter((code) => code.length <= LONGEST_CODE));
  // In one order, so that the same duties have the same codes whatever they are listed by.
  for (const id of ids.toSorted()) {
    let code = plain(id);
    for (let nth = 0; code.length > LONGEST_CODE || (code !== plain(id) && taken.has(code)); nth += 1)
      code = shortened(plain(id), nth === 0 ? id : `${id} ${nth}`);
    taken.add(code);
    codes.set(id, code);
  }
  return codes;
}

/** Its beginning, and a number that is worked out of the whole (FNV-1a over its characters). */
function shortened(plain: string, whole: string): string {
  let hash = 0x811c9dc5;
  for (const sign of whole) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const tail = `-${hash.toString(36).padStart(7, '0')}`;
  return `${plain.slice(0, LONGEST_CODE - tail.length)}${tail}`;
}

function leftOutOf(rows: readonly { readonly row: ControlRow }[]): readonly string[] {
  const sentences: string[] = [];
  const say = (which: (facts: ControlRow['facts']) => boolean, one: string, many: string, why: string) => {
    const names = rows.flatMap(({ row }) =>
      !row.facts.has('self') && which(row.facts) ? [row.control.title] : [],
    );
    if (names.length > 0) sentences.push(`${counted(names.length, one, many)} ${why}: ${fewNames(names)}.`);
  };
  const theirs = (facts: ControlRow['facts']) => facts.has('upstream') || facts.has('downstream');
  say(theirs, 'duty is', 'duties are', 'not in it, because only others have a part');
  say(
    (facts) => !theirs(facts) && !facts.has('not-applicable'),
    'duty is',
    'duties are',
    'not in it, because nobody has it yet, or its answer cannot stand',
  );
  say(
    (facts) => facts.has('not-applicable'),
    'duty is',
    'duties are',
    'not in it, because it does not apply',
  );
  return sentences;
}

function withoutAddress(
  rows: readonly { readonly row: ControlRow }[],
  gathered: Gathered,
): readonly string[] {
  if (leavesOut(gathered.report, 'emails')) return [];
  const named = new Set(rows.flatMap(({ row }) => [...namedIn(row, gathered)]));
  const without = gathered.report.people.filter(({ id, email }) => named.has(id) && email === null);
  return without.length === 0
    ? []
    : [
        `${counted(without.length, 'person has', 'people have')} no e-mail address, so nothing is owned by them in it: ${fewNames(without.map(({ name }) => name))}.`,
      ];
}
