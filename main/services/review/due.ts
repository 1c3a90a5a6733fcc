import { listSubjects } from '../../assessment/subjects.ts';
import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import type { Cadence, DueList } from '../../contract/due.ts';
import { notFound } from '../../contract/errors.ts';
import type { due } from '../../contract/methods/due.ts';
import { addDays } from '../../domain/days.ts';
import { cadenceWords } from '../../domain/due/cadence.ts';
import { dueItems } from '../../domain/due/due.ts';
import { kindsById, namesById } from '../../domain/duties/ownership.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { listActions } from '../../workbook/tables/actions.ts';
import { type CadencePlace, listCadences, writeCadence } from '../../workbook/tables/cadences.ts';
import { listEvidence } from '../../workbook/tables/evidence.ts';
import { listParties, listPeople } from '../../workbook/tables/parties.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import { locate } from '../answers/place.ts';
import type { Handlers, QueryContext } from '../context.ts';

/** How far ahead is looked unless somebody says otherwise. */
const USUAL_DAYS = 30;

function dueList({ session, db, catalogue }: QueryContext, today: string, until: string): DueList {
  const { title, reviewOn, leadAssessor } = readWorkbook(db);
  const parties = listParties(db);
  return {
    today,
    until,
    items: dueItems({
      title,
      reviewOn,
      leadAssessor,
      cadences: listCadences(db),
      rows: session.register().rows(catalogue),
      services: servicesOf(db, catalogue),
      actions: listActions(db),
      evidence: listEvidence(db),
      kinds: kindsById(parties),
      people: namesById(listPeople(db)),
      parties: namesById(parties),
      today,
      until,
    }),
  };
}

const servicesOf = (db: ReadDb, catalogue: CatalogueIndex) =>
  listSubjects(db, catalogue).flatMap(({ service }) => service ?? []);

/** The places that a command names, each of which is there, and what they are called. */
function placesOf(
  context: QueryContext,
  of: Parameters<Handlers<typeof due>['setCadence']>[1]['of'],
): { readonly places: readonly CadencePlace[]; readonly called: string } {
  if (of === 'workbook') return { places: [{ domain: null, ref: null }], called: 'all answers' };
  if ('domain' in of) {
    const known = context.catalogue.domain(of.domain);
    if (!known)
      throw notFound(
        `domain "${of.domain}"`,
        `There are ${context.catalogue.domains.map(({ id }) => id).join(', ')}.`,
      );
    return { places: [{ domain: known.id, ref: null }], called: `answers on ${known.name}` };
  }
  const refs = [...new Set(of.refs)];
  const places = refs.map((ref) => ({ domain: null, ref: locate(context, ref).ref }));
  return { places, called: refs.length === 1 ? `the answer of ${refs[0]}` : `${refs.length} answers` };
}

export const dueHandlers: Handlers<typeof due> = {
  list(context, input) {
    const today = input?.asOf ?? context.clock.today();
    return dueList(context, today, input?.until ?? addDays(today, USUAL_DAYS));
  },

  cadences: ({ db }) => listCadences(db),

  setCadence(context, { of, months }): readonly Cadence[] {
    const { db, describe } = context;
    const { places, called } = placesOf(context, of);
    for (const place of places) writeCadence(db, place, months);
    describe(
      months === null
        ? `Set no time of its own after which ${called} is to be reviewed again`
        : `Set that ${called} is to be reviewed again ${cadenceWords(months)}`,
    );
    return listCadences(db);
  },
};
