import { gapInput } from '../assessment/gap-input.ts';
import { type FilterSets, passes } from '../assessment/register.ts';
import { listSubjects } from '../assessment/subjects.ts';
import type { RegisterFilter, RegisterRow } from '../contract/assignments.ts';
import { notFound } from '../contract/errors.ts';
import {
  type FilterOptions,
  type Grouping,
  MINE,
  type RegisterGroup,
  type RegisterSort,
} from '../contract/register.ts';
import type { RegisterNames } from '../domain/cell-words.ts';
import { filterWords } from '../domain/filter-words.ts';
import { findGaps, GAP_RULES } from '../domain/gaps.ts';
import { namesById } from '../domain/ownership.ts';
import { groupsOf, sortRows } from '../domain/register-order.ts';
import { sameTag } from '../domain/tags.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { countFindings } from '../workbook/tables/findings.ts';
import { listParties, listPeople } from '../workbook/tables/parties.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import type { QueryContext } from './context.ts';

export interface RegisterOrder {
  readonly filter: RegisterFilter;
  readonly sort?: RegisterSort | undefined;
  readonly group?: Grouping | undefined;
  readonly keep?: readonly string[] | undefined;
}
interface Ordered {
  readonly rows: readonly RegisterRow[];
  readonly groups: readonly RegisterGroup[];
}

/** The rows that pass a filter, in the order asked for; remembered, because they are read page by page. */
export function orderedRegister(context: QueryContext, order: RegisterOrder): Ordered {
  const { session, db, catalogue } = context;
  const book = session.register();
  const { filter, sort, group, keep } = order;
  const asked = [filter, sort, group, keep, context.actor, context.clock.today()];
  return book.remember(JSON.stringify(asked), () => {
    const sets = filterSets(context, filter);
    const kept = new Set(keep);
    const passed = book.rows(catalogue).filter((row) => passes(row, filter, sets) || kept.has(row.ref));
    if (!sort && !group) return { rows: passed, groups: [] };
    const names: RegisterNames = {
      parties: namesById(listParties(db)),
      people: new Map(listPeople(db).map(({ id, name }) => [id, name])),
    };
    const sorted = sort ? sortRows(passed, sort, names) : passed;
    if (!group) return { rows: sorted, groups: [] };
    return groupsOf(sorted, group, names);
  });
}

/** What a filter says in words, by the names of this workbook. */
export function wordsOfFilter(context: QueryContext, filter: RegisterFilter): readonly string[] {
  const { db, catalogue } = context;
  const named = (entries: readonly { readonly id: string; readonly name: string }[]) =>
    new Map(entries.map(({ id, name }) => [id, name]));
  const me = mine(context);
  return filterWords(filter.person === MINE && me !== MINE ? { ...filter, person: me } : filter, {
    subjects: new Map(listSubjects(db, catalogue).map(({ ref, label }) => [ref, label])),
    domains: named(catalogue.domains),
    environments: named(listEnvironments(db)),
    parties: namesById(listParties(db)),
    people: new Map([...named(listPeople(db)), [MINE, 'Mine']]),
    gaps: new Map(GAP_RULES.map(({ id, title }) => [id, title])),
    frameworks: named(catalogue.catalogue.frameworks),
  });
}

export function filterOptions(context: QueryContext): FilterOptions {
  const { db, catalogue } = context;
  const { frameworks, crosswalk } = catalogue.catalogue;
  const chosen = readWorkbook(db).frameworks;
  const me = mine(context);
  return {
    gaps: GAP_RULES.map(({ id, title }) => ({ rule: id, title })),
    frameworks: frameworks
      .filter(({ id }) => chosen.length === 0 || chosen.includes(id))
      .map(({ id, name, controls }) => {
        const linked = new Set(Object.values(crosswalk).flatMap((lists) => lists[id] ?? []));
        return {
          id,
          name,
          controls: controls
            .filter((control) => linked.has(control.id))
            .map((control) => ({ id: control.id, title: control.title })),
        };
      }),
    mine: listPeople(db).find((person) => person.id === me)?.name ?? null,
  };
}

function filterSets(context: QueryContext, filter: RegisterFilter): FilterSets {
  return {
    found: filter.text === undefined || filter.text.trim() === '' ? null : foundIn(context, filter.text),
    person: filter.person === MINE ? mine(context) : (filter.person ?? null),
    tagged: filter.tag === undefined ? null : taggedServices(context, filter.tag),
    duties: filter.control === undefined ? null : helpersOf(context, filter.control),
    gaps: filter.gap === undefined ? null : gapPlaces(context, filter.gap),
    checked: filter.checks === undefined ? null : checkedRefs(context, filter.checks),
  };
}

const taggedServices = ({ db }: QueryContext, tag: string): ReadonlySet<string> =>
  new Set(
    listServices(db).flatMap((service) => (service.tags.some((own) => sameTag(own, tag)) ? service.ref : [])),
  );

/** Refs that a rule points at, and subjects where it points at one as a whole. */
function gapPlaces({ session, db, catalogue, clock }: QueryContext, rule: string): ReadonlySet<string> {
  if (!GAP_RULES.some(({ id }) => id === rule))
    throw notFound(`gap rule "${rule}"`, `There are ${GAP_RULES.map(({ id }) => id).join(', ')}.`);
  const book = session.register();
  const today = clock.today();
  const gaps = book.remember(`gaps ${today}`, () =>
    findGaps(gapInput(db, catalogue, today, book.rows(catalogue))),
  );
  return new Set(gaps.filter((gap) => gap.rule === rule).map((gap) => gap.ref ?? gap.subject));
}

function checkedRefs({ db }: QueryContext, checks: 'any' | 'failed'): ReadonlySet<string> {
  const counts = [...countFindings(db)];
  return new Set(counts.flatMap(([ref, { results }]) => (checks === 'any' || results.fail > 0 ? ref : [])));
}

/** Where a text has neither letter nor digit there are no words to look up, so it is looked for as it stands in notes. */
function foundIn({ session, catalogue }: QueryContext, text: string): ReadonlySet<string> {
  const book = session.register();
  const found = book.find(catalogue, text);
  if (found) return found;
  const wanted = text.trim();
  return new Set(
    book
      .rows(catalogue)
      .filter((row) =>
        [row.note, row.deviationReason, row.notApplicable, ...row.shares.map((share) => share.text)].some(
          (entry) => entry?.includes(wanted),
        ),
      )
      .map((row) => row.ref),
  );
}

const plain = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** The person of the workbook who bears the assessor's name; an id that nobody has when there is none. */
function mine({ db, actor }: QueryContext): string {
  const wanted = actor === null ? '' : plain(actor);
  return listPeople(db).find((person) => plain(person.name) === wanted)?.id ?? MINE;
}

/** Responsibilities that help with a control, written `framework/control`. */
function helpersOf({ catalogue }: QueryContext, control: string): ReadonlySet<string> {
  const slash = control.indexOf('/');
  return new Set(catalogue.helpers(control.slice(0, slash)).get(control.slice(slash + 1)));
}
