import type { Claim, ClaimOwner } from '../../../contract/claims.ts';
import { asObject, asObjects, INSERT, type Loose, unescaped } from '../values.ts';
import { inOrder, isOwn, originsOf, ownersSaid, rolesOf, statesOf } from './owners.ts';
import { isOfNobody, leavesNothing, saysNothing } from './prose.ts';

export interface Component {
  readonly title: string;
  /** The component itself, for its properties. */
  readonly props: Loose;
  /** It belongs to a system that the author's own inherits from. */
  readonly leveraged: boolean;
}
/** What a document says in one place of one component. */
export interface Entry {
  readonly part: Loose;
  /** What it stands in, from the inside out: its properties hold where the entry has none of its own. */
  readonly around: readonly Loose[];
  readonly statement: string | null;
  readonly component: Component;
  /** A plan says what is done; a definition what can be done, whoever does it. */
  readonly isPlan: boolean;
}
type Said = Pick<
  Claim,
  | 'owners'
  | 'notApplicable'
  | 'words'
  | 'status'
  | 'vendorText'
  | 'customerText'
  | 'otherText'
  | 'text'
  | 'notes'
  | 'speaks'
>;

/** Who owns it and what each does, as one entry of a plan or a definition says. */
export function saidOf(entry: Entry): Said {
  const { part, component } = entry;
  const own = isOwn(part) || isOwn(component.props);
  const given = asObject(part.export);
  const set = parametersOf([part, ...entry.around]);
  const provided = textsOf(asObjects(given?.provided), set);
  const left = textsOf(asObjects(given?.responsibilities), set);
  const inherited = textsOf(asObjects(part.inherited), set);
  const satisfied = textsOf(asObjects(part.satisfied), set);
  const described = proseOf(part.description, set);
  const isOther = component.leveraged && !own;
  const states = [part, ...entry.around].map(statesOf).find((found) => found.length > 0) ?? [];
  const owners = own ? ownOwners(part) : ownersOf(entry, { provided, left, inherited, satisfied, described });
  return {
    owners: owners.owners,
    notApplicable:
      owners.owners.length === 0 &&
      (owners.none || (states.length > 0 && states.every((state) => state === 'not-applicable'))),
    words: owners.words,
    status: states,
    // Demarc's own description tells of every party; the document's words do not say which part is whose.
    vendorText: joined([...(own || isOther || !described ? [] : [described]), ...provided, ...satisfied]),
    customerText: joined(left),
    otherText: joined([...(isOther && described ? [described] : []), ...inherited]),
    text: own ? described : null,
    notes: [],
    speaks: own || given !== null ? 'for-customers' : 'own-system',
  };
}

interface Owners {
  readonly owners: readonly ClaimOwner[];
  readonly words: readonly string[];
  /** It says that nobody owns it, because it does not apply. */
  readonly none: boolean;
}
/** Demarc writes the roles of all who own a part of it. */
function ownOwners(part: Loose): Owners {
  const said = ownersSaid(part);
  const given = asObject(part.export);
  const entries = [part.inherited, part.satisfied, given?.provided, given?.responsibilities].flatMap(
    asObjects,
  );
  const owners = inOrder([part, ...entries].flatMap((each) => rolesOf(each, true)));
  return {
    owners,
    words: [...new Set(said)],
    none: said.length > 0 && said.every((owner) => owner === 'not-applicable'),
  };
}

interface Texts {
  readonly provided: readonly string[];
  readonly left: readonly string[];
  readonly inherited: readonly string[];
  readonly satisfied: readonly string[];
  readonly described: string | null;
}
function ownersOf({ part, around, component, isPlan }: Entry, texts: Texts): Owners {
  const origins = [part, ...around].map(originsOf).find((found) => found.length > 0) ?? [];
  const roles = [part, ...around].map((each) => rolesOf(each, false)).find((found) => found.length > 0) ?? [];
  const owners = new Set<ClaimOwner>([...origins, ...roles]);
  const words: string[] = origins.length > 0 ? ['control-origination'] : [];
  const has = (owner: ClaimOwner, word: string, texts: readonly string[]) => {
    if (texts.length === 0) return;
    owners.add(owner);
    words.push(word);
  };
  const said = (each: readonly string[]) => each.filter((text) => !saysNothing(text));
  has('vendor', 'provided', said(texts.provided));
  has(
    'customer',
    'responsibilities',
    texts.left.filter((text) => !leavesNothing(text)),
  );
  has('other', 'inherited', said(texts.inherited));
  has('vendor', 'satisfied', said(texts.satisfied));
  if (component.leveraged)
    has('other', 'leveraged-authorization-uuid', said(texts.described ? [texts.described] : []));
  const states = [part, ...around].map(statesOf).find((found) => found.length > 0) ?? [];
  const applies = !states.includes('not-applicable');
  // A plan that says how its system does something, and of nobody else, says that its author does it.
  if (
    isPlan &&
    applies &&
    origins.length === 0 &&
    roles.length === 0 &&
    texts.described &&
    !isOfNobody(texts.described) &&
    !component.leveraged &&
    !owners.has('vendor') &&
    !owners.has('other')
  ) {
    owners.add('vendor');
    words.push('description');
  }
  return { owners: inOrder(owners), words, none: false };
}

const MAX_TEXT = 20_000;
type Parameters = ReadonlyMap<string, string>;
/** What the organisation set its parameters to, the innermost place counting. */
const parametersOf = (places: readonly Loose[]): Parameters =>
  new Map(
    places.toReversed().flatMap((place) =>
      asObjects(place['set-parameters']).flatMap(({ 'param-id': id, values }) => {
        const words = Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
        return typeof id === 'string' && words.length > 0 ? [[id, words.join(', ')] as const] : [];
      }),
    ),
  );
/** Prose with its parameters filled in; what one that was not set stands for is said by its id. */
const proseOf = (value: unknown, set: Parameters): string | null => {
  const text = typeof value === 'string' ? unescaped(value).trim() : '';
  const filled = text.replace(INSERT, (_, id: string) => set.get(id) ?? `[${id}]`);
  return filled === '' ? null : filled.slice(0, MAX_TEXT);
};
const textsOf = (items: readonly Loose[], set: Parameters): readonly string[] =>
  items.flatMap(({ description }) => proseOf(description, set) ?? []);
const joined = (texts: readonly string[]): string | null =>
  texts.length === 0 ? null : [...new Set(texts)].join('\n\n').slice(0, MAX_TEXT);
