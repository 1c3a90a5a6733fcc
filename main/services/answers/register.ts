import { gapInput } from '../../assessment/gap-input.ts';
import { namedParties } from '../../assessment/parties.ts';
import { passes } from '../../assessment/register.ts';
import { type FilterView, filterSets, mine } from '../../assessment/register-filter.ts';
import type { RegisterFilter, RegisterRow } from '../../contract/assignments.ts';
import type { FilterOptions, Grouping, RegisterSort } from '../../contract/register.ts';
import { namesById } from '../../domain/duties/ownership.ts';
import { findGaps, GAP_RULES } from '../../domain/gaps/gaps.ts';
import type { Grouped } from '../../domain/grouped.ts';
import { servicePlaces } from '../../domain/services/service-places.ts';
import type { RegisterNames } from '../../domain/sheets/cell-words.ts';
import { groupsOf, sortRows } from '../../domain/sheets/register-order.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { QueryContext } from '../context.ts';

export interface RegisterOrder {
  readonly filter: RegisterFilter;
  readonly sort?: RegisterSort | undefined;
  readonly group?: Grouping | undefined;
  readonly keep?: readonly string[] | undefined;
}

/** The rows that pass a filter, in the order asked for; remembered, because they are read page by page. */
export function orderedRegister(context: QueryContext, order: RegisterOrder): Grouped<RegisterRow> {
  const { session, db, catalogue } = context;
  const book = session.register();
  const { filter, sort, group, keep } = order;
  const asked = [filter, sort, group, keep, context.actor, context.clock.today()];
  return book.remember(JSON.stringify(asked), () => {
    const sets = filterSets(viewOf(context), filter);
    const kept = new Set(keep);
    const passed = book.rows(catalogue).filter((row) => passes(row, filter, sets) || kept.has(row.ref));
    if (!sort && !group) return { rows: passed, groups: [] };
    const names: RegisterNames = {
      parties: namesById(namedParties(db)),
      people: namesById(listPeople(db)),
    };
    const sorted = sort ? sortRows(passed, sort, names) : passed;
    if (!group) return { rows: sorted, groups: [] };
    return groupsOf(sorted, group, names, servicePlaces(listServices(db), listEnvironments(db)));
  });
}

export function filterOptions(context: QueryContext): FilterOptions {
  const { db, catalogue } = context;
  const { frameworks } = catalogue.catalogue;
  const chosen = readWorkbook(db).frameworks;
  const me = mine(context);
  const places = servicePlaces(listServices(db), listEnvironments(db));
  return {
    accounts: places.named('account').map(({ id }) => id),
    regions: places.named('region').map(({ id }) => id),
    gaps: GAP_RULES.map(({ id, title }) => ({ rule: id, title })),
    frameworks: frameworks
      .filter(({ id }) => chosen.length === 0 || chosen.includes(id))
      .map(({ id, name, controls }) => ({
        id,
        name,
        controls: controls
          .filter(({ duties }) => duties.length > 0)
          .map((control) => ({ id: control.id, title: control.title })),
      })),
    mine: listPeople(db).find((person) => person.id === me)?.name ?? null,
  };
}

/** What a filter looks at, from the register in memory. */
function viewOf({ session, db, catalogue, clock, actor }: QueryContext): FilterView {
  const book = session.register();
  const today = clock.today();
  const rows = () => book.rows(catalogue);
  return {
    db,
    catalogue,
    actor,
    rows,
    find: (text) => book.find(catalogue, text),
    gaps: () => book.remember(`gaps ${today}`, () => findGaps(gapInput(db, catalogue, today, rows()))),
  };
}
