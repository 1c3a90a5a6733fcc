import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterFilter, RegisterRow } from '../contract/assignments.ts';
import { notFound } from '../contract/errors.ts';
import type { Gap } from '../contract/gaps.ts';
import { MINE } from '../contract/register.ts';
import { namesById } from '../domain/duties/ownership.ts';
import { GAP_RULES } from '../domain/gaps/gaps.ts';
import { servicePlaces } from '../domain/services/service-places.ts';
import { sameTag } from '../domain/services/tags.ts';
import { filterWords } from '../domain/words/filter-words.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { countFindings } from '../workbook/tables/findings.ts';
import { listPeople } from '../workbook/tables/parties.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { namedParties } from './parties.ts';
import type { FilterSets } from './register.ts';
import { listSubjects } from './subjects.ts';

/** One state of a workbook, as far as a filter must know it. */
export interface Filtered {
  readonly db: ReadDb;
  readonly catalogue: CatalogueIndex;
  /** Who asks: rows may be filtered by being theirs. */
  readonly actor: string | null;
}
/** The same with the rows, which may come from memory or stream by. */
export interface FilterView extends Filtered {
  rows(): Iterable<RegisterRow>;
  /** Refs of the rows that a text is found in; null when the text has nothing to look for. */
  find(text: string): ReadonlySet<string> | null;
  gaps(): readonly Gap[];
}

/** What a filter says in words, by the names of this workbook. */
export function wordsOfFilter(view: Filtered, filter: RegisterFilter): readonly string[] {
  const { db, catalogue } = view;
  const me = mine(view);
  return filterWords(filter.person === MINE && me !== MINE ? { ...filter, person: me } : filter, {
    subjects: new Map(listSubjects(db, catalogue).map(({ ref, label }) => [ref, label])),
    domains: namesById(catalogue.domains),
    environments: namesById(listEnvironments(db)),
    parties: namesById(namedParties(db)),
    people: new Map([...namesById(listPeople(db)), [MINE, 'Mine']]),
    gaps: new Map(GAP_RULES.map(({ id, title }) => [id, title])),
    frameworks: namesById(catalogue.catalogue.frameworks),
  });
}

/** Looks up once what a filter means, before the rows are walked. NOT_FOUND for a gap rule that there is none of. */
export function filterSets(view: FilterView, filter: RegisterFilter): FilterSets {
  return {
    found: filter.text === undefined || filter.text.trim() === '' ? null : foundIn(view, filter.text),
    person: filter.person === MINE ? mine(view) : (filter.person ?? null),
    tagged: filter.tag === undefined ? null : taggedServices(view, filter.tag),
    placed: filter.account === undefined && filter.region === undefined ? null : placedServices(view, filter),
    duties: filter.control === undefined ? null : helpersOf(view, filter.control),
    gaps: filter.gap === undefined ? null : gapPlaces(view, filter.gap),
    checked: filter.checks === undefined ? null : checkedRefs(view, filter.checks),
  };
}

const taggedServices = ({ db }: Filtered, tag: string): ReadonlySet<string> =>
  new Set(
    listServices(db).flatMap((service) => (service.tags.some((own) => sameTag(own, tag)) ? service.ref : [])),
  );

/** Services that run where the filter asks for. */
function placedServices({ db }: Filtered, { account, region }: RegisterFilter): ReadonlySet<string> {
  const services = listServices(db);
  const places = servicePlaces(services, listEnvironments(db));
  return new Set(services.flatMap(({ ref }) => (places.isIn([ref], { account, region }) ? ref : [])));
}

/** Refs that a rule points at, and subjects where it points at one as a whole. */
function gapPlaces(view: FilterView, rule: string): ReadonlySet<string> {
  if (!GAP_RULES.some(({ id }) => id === rule))
    throw notFound(`gap rule "${rule}"`, `There are ${GAP_RULES.map(({ id }) => id).join(', ')}.`);
  return new Set(
    view
      .gaps()
      .filter((gap) => gap.rule === rule)
      .map((gap) => gap.ref ?? gap.subject),
  );
}

function checkedRefs({ db }: Filtered, checks: 'any' | 'failed'): ReadonlySet<string> {
  const counts = [...countFindings(db)];
  return new Set(counts.flatMap(([ref, { results }]) => (checks === 'any' || results.fail > 0 ? ref : [])));
}

/** Where a text has neither letter nor digit there are no words to look up, so it is looked for as it stands in notes. */
function foundIn(view: FilterView, text: string): ReadonlySet<string> {
  const found = view.find(text);
  if (found) return found;
  const wanted = text.trim();
  const refs = new Set<string>();
  for (const row of view.rows())
    if (
      [row.note, row.deviationReason, row.notApplicable, ...row.shares.map((share) => share.text)].some(
        (entry) => entry?.includes(wanted),
      )
    )
      refs.add(row.ref);
  return refs;
}

const plain = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** The person of the workbook who bears the assessor's name; an id that nobody has when there is none. */
export function mine({ db, actor }: Filtered): string {
  const wanted = actor === null ? '' : plain(actor);
  return listPeople(db).find((person) => plain(person.name) === wanted)?.id ?? MINE;
}

/** Responsibilities that help with a control, written `framework/control`. */
function helpersOf({ catalogue }: Filtered, control: string): ReadonlySet<string> {
  const slash = control.indexOf('/');
  return new Set(catalogue.helpers(control.slice(0, slash)).get(control.slice(slash + 1)));
}
