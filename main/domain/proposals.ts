import { type Proposal, type ProposalKind, STANCES } from '../contract/proposals.ts';
import { groupBy } from './group-by.ts';
import { STATUS_LABELS } from './sheets/cell-words.ts';
import { counted, numeral } from './words/counted.ts';

/** What a proposal says, whoever says it. */
export type Said = Pick<Proposal, 'kind' | 'owners' | 'status' | 'text'>;

/** Names of the parties as they stand in an answer: `AWS + Acme`; none where it does not apply. */
const ownersIn = (owners: readonly string[], parties: ReadonlyMap<string, string>): string =>
  owners.length === 0 ? 'Not applicable' : owners.map((id) => parties.get(id) ?? id).join(' + ');

/** A proposal in one sentence that begins after its author: `proposes AWS + Acme: since June`; to its author, `propose`. */
export function saidWords(
  { kind, owners, status, text }: Said,
  parties: ReadonlyMap<string, string>,
  to: 'others' | 'author' = 'others',
): string {
  const s = to === 'others' ? 's' : '';
  const begun: Readonly<Record<ProposalKind, string>> = {
    agree: `agree${s}: ${ownersIn(owners, parties)}`,
    object: `object${s}`,
    owners: `propose${s} ${ownersIn(owners, parties)}`,
    'not-applicable': `propose${s} that it does not apply`,
    status: `say${s} how far it is: ${status === null ? 'unknown' : STATUS_LABELS[status]}`,
    park: `ask${s} to park it`,
    remark: `remark${s}`,
    file: `offer${s} a file`,
  };
  return text === null ? begun[kind] : `${begun[kind]}${kind === 'agree' ? '. ' : ': '}${text}`;
}

/** What taking it over records, in words: `AWS + Acme`, `Not applicable`, `Implemented`, `Park it`; that of words alone is the note. */
export function resultWords({ kind, owners, status }: Said, parties: ReadonlyMap<string, string>): string {
  if (kind === 'agree' || kind === 'owners' || kind === 'not-applicable') return ownersIn(owners, parties);
  if (kind === 'status' && status !== null) return STATUS_LABELS[status];
  return kind === 'park' ? 'Park it' : kind === 'file' ? 'Attach it' : 'Into the note';
}

/** What would be recorded if it was taken; two proposals with one result are taken together. Null where words are all there is. */
export function resultOf({ kind, owners, status, text }: Said): string | null {
  if (kind === 'not-applicable' || (kind === 'agree' && owners.length === 0)) return 'not applicable';
  if (kind === 'agree' || kind === 'owners') return `owners ${owners.join('+')}`;
  if (kind === 'status') return `status ${status}`;
  return kind === 'park' ? `park ${text ?? ''}` : null;
}

/** Whether a voice has one such proposal for a duty. */
export const isStance = (kind: ProposalKind): boolean => (STANCES as readonly ProposalKind[]).includes(kind);

/** Whose words they are, as a key: a person of the workbook, whatever they are called by now, or a guest by name. */
export const voiceOf = ({
  person,
  name,
}: {
  readonly person: string | null;
  readonly name: string | null;
}): string => (person === null ? `guest ${name}` : `person ${person}`);

export interface TallyLine {
  /** `7 agree`, `2 propose Platform team`. */
  readonly words: string;
  readonly count: number;
  readonly kind: ProposalKind;
  /** Their numbers, the first one first. */
  readonly numbers: readonly number[];
}

/**
 * How many say what of one duty, most voices first. What was withdrawn or declined counts no more, and of each voice that is known what it
 * said last; words alone are not counted.
 */
export function tallyOf(
  proposals: readonly Pick<Proposal, 'number' | 'kind' | 'owners' | 'outcome' | 'by'>[],
  parties: ReadonlyMap<string, string>,
): readonly TallyLine[] {
  const heard = new Set<string>();
  const counting = proposals
    .filter(({ kind, outcome }) => isStance(kind) && (outcome === 'open' || outcome === 'taken'))
    .toSorted((a, b) => b.number - a.number)
    .filter(({ by }) => {
      if (by === null) return true;
      const voice = voiceOf(by);
      const isLast = !heard.has(voice);
      heard.add(voice);
      return isLast;
    })
    .reverse();
  const groups = groupBy(counting, (each) =>
    each.kind === 'park' || each.kind === 'object' ? each.kind : `${each.kind} ${each.owners.join('+')}`,
  );
  const severalAgree = [...groups.keys()].filter((key) => key.startsWith('agree ')).length > 1;
  return [...groups.values()]
    .flatMap((group): TallyLine[] => {
      const [first] = group;
      if (first === undefined) return [];
      const one = group.length === 1;
      const owners = ownersIn(first.owners, parties);
      const verbs: Readonly<Record<ProposalKind, string>> = {
        agree: `${one ? 'agrees' : 'agree'}${severalAgree ? ` with ${owners}` : ''}`,
        owners: `${one ? 'proposes' : 'propose'} ${owners}`,
        'not-applicable': `${one ? 'says' : 'say'} that it does not apply`,
        object: one ? 'objects' : 'object',
        park: one ? 'asks to park it' : 'ask to park it',
        status: '',
        remark: '',
        file: '',
      };
      const words = `${numeral(group.length)} ${verbs[first.kind]}`;
      return [{ words, count: group.length, kind: first.kind, numbers: group.map(({ number }) => number) }];
    })
    .sort((a, b) => b.count - a.count || (a.numbers[0] ?? 0) - (b.numbers[0] ?? 0));
}

/** `7 agree, 2 propose Platform team`; empty where nobody said anything that counts. */
export const tallyWords = (lines: readonly TallyLine[]): string => lines.map(({ words }) => words).join(', ');

/** What one key takes over: of what can be recorded and is open, what most say; null where there is nothing. */
export function leadingOf(proposals: readonly Proposal[]): Proposal | null {
  const open = proposals
    .filter((each) => each.outcome === 'open' && resultOf(each) !== null)
    .toSorted((a, b) => a.number - b.number);
  let leading: readonly Proposal[] = [];
  for (const group of groupBy(open, (each) => String(resultOf(each))).values())
    if (group.length > leading.length) leading = group;
  return leading[0] ?? null;
}

/** What is taken with a proposal: everything open on its duty with the same result, itself first. */
export function takenWith<P extends Said & Pick<Proposal, 'number' | 'outcome'>>(
  one: P,
  proposals: readonly P[],
): readonly P[] {
  const result = resultOf(one);
  if (result === null) return [one];
  const others = proposals.filter(
    (each) => each.number !== one.number && each.outcome === 'open' && resultOf(each) === result,
  );
  return [one, ...others.toSorted((a, b) => a.number - b.number)];
}

/** `Ben Ode`, `Ben Ode and Zoë Müller`, `Ben Ode, Zoë Müller and 5 others`; those without a name are counted: `3 in the room`. */
export function authorsWords(by: readonly (string | null)[]): string {
  const names = [...new Set(by.filter((name) => name !== null))];
  const nameless = by.filter((name) => name === null).length;
  if (names.length === 0) return nameless === 1 ? 'somebody in the room' : `${numeral(nameless)} in the room`;
  const shown = names.length + (nameless > 0 ? 1 : 0) > 3 ? names.slice(0, 2) : names;
  const rest = names.length - shown.length + nameless;
  const last = rest === 0 ? [] : [counted(rest, 'other')];
  const all = [...shown, ...last];
  return all.length === 1 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** A stored row in one sentence, with the name of whoever said it: `Ben Ode proposes AWS + Acme`. */
export function proposalSummary(
  row: Readonly<Record<string, string | number | null | undefined>>,
  partyName: (id: string) => string,
): string {
  const said = {
    kind: row.kind as ProposalKind,
    owners: JSON.parse(String(row.owners ?? '[]')) as readonly string[],
    status: (row.status ?? null) as Proposal['status'],
    text: row.text === null || row.text === undefined ? null : String(row.text),
  };
  const names = new Map(said.owners.map((id) => [id, partyName(id)]));
  return `${row.name ?? 'Somebody in the room'} ${saidWords(said, names)}`;
}
