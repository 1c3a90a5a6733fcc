import { dutiesOf, listSubjects } from '../../assessment/subjects.ts';
import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import { invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import { slugify, uniqueSlug, WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { services } from '../../contract/methods/services-in-use.ts';
import type { ServiceInUse } from '../../contract/services-in-use.ts';
import { tidyEnvironments } from '../../domain/services/environments.ts';
import { tidyTags } from '../../domain/services/tags.ts';
import { counted } from '../../domain/words/counted.ts';
import { listed } from '../../domain/words/listed.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { countAccepted, deleteSubjectAssignments } from '../../workbook/tables/assignments.ts';
import { deleteCadencesOf } from '../../workbook/tables/cadences.ts';
import { deleteReachOfService } from '../../workbook/tables/common-controls.ts';
import { deletePlacesOf } from '../../workbook/tables/finding-places.ts';
import { scannedSubjects } from '../../workbook/tables/findings.ts';
import { listParties, listPeople } from '../../workbook/tables/parties.ts';
import { saveServiceColumns } from '../../workbook/tables/service-columns.ts';
import {
  deleteService,
  listServices,
  readService,
  writeService,
} from '../../workbook/tables/services-in-use.ts';
import type { Handlers } from '../context.ts';
import { withSet, wordsOfSet } from './bulk-services.ts';
import { checkedPlaces } from './checked-places.ts';
import { environmentOf, makeEnvironments } from './environments.ts';

function catalogueEntry(catalogue: CatalogueIndex, id: string) {
  const entry = catalogue.service(id);
  if (!entry) {
    const close = nearest(
      id,
      catalogue.services.map((service) => service.id),
    );
    throw notFound(
      `service "${id}" in the catalogue`,
      close ? `Did you mean "${close}"?` : 'Search it with "demarc catalogue".',
    );
  }
  return entry;
}

export function serviceOf(db: ReadDb, ref: string): ServiceInUse {
  const service = readService(db, ref);
  if (!service) {
    const close = nearest(
      ref,
      listServices(db).map((entry) => entry.ref),
    );
    throw notFound(
      `service "${ref}" in this workbook`,
      close ? `Did you mean "${close}"?` : 'List them with "demarc services".',
    );
  }
  return service;
}

function checkLinks(
  db: ReadDb,
  input: { environments?: readonly string[] | undefined; lead?: string | null | undefined },
): void {
  for (const id of input.environments ?? []) environmentOf(db, id);
  if (input.lead && !listPeople(db).some((person) => person.id === input.lead))
    throw notFound(`person "${input.lead}"`, 'Add the person under Scope first.');
}

function checkNothingAccepted(db: ReadDb, { ref, label }: ServiceInUse, what: string): void {
  const accepted = countAccepted(db, ref);
  if (accepted > 0)
    throw ruleViolation(
      `${label} has ${counted(accepted, 'answer')} accepted in review. Reopen them with a reason before it ${what}.`,
    );
}

function wordsOfAdded(added: readonly ServiceInUse[], environments: number): string {
  const [first] = added;
  const services =
    added.length === 1 && first ? `the service ${first.label}` : counted(added.length, 'service');
  const parts = [
    ...(environments > 0 ? [counted(environments, 'environment')] : []),
    ...(added.length > 0 ? [services] : []),
  ];
  return `Added ${listed(parts)}`;
}

export const serviceHandlers: Handlers<typeof services> = {
  list({ session, db, catalogue }) {
    const marks = session.marks();
    return listSubjects(db, catalogue).flatMap((subject) => {
      const { service, entry } = subject;
      if (!service || !entry) return [];
      const recorded = marks.get(subject.ref);
      const duties = dutiesOf(subject, catalogue, recorded);
      return [
        {
          ...service,
          serviceName: entry.name,
          category: entry.category,
          lifecycle: entry.lifecycle,
          asked: duties.length,
          answered: duties.filter((duty) => (recorded?.get(duty.id)?.ownership ?? '') !== '').length,
          parked: duties.filter((duty) => recorded?.get(duty.id)?.parked).length,
          variants: catalogue
            .variantsOf(entry.id)
            .map((variant) => ({ id: variant.id, name: variant.name, when: variant.variantWhen ?? '' })),
        },
      ];
    });
  },

  add({ db, catalogue, clock, actor, describe }, input) {
    const present = listServices(db);
    const taken = new Set([
      WORKBOOK_SUBJECT,
      ...present.map((entry) => entry.ref),
      ...listParties(db).map((party) => party.id),
      // Findings of a service that was removed are none of the next one.
      ...scannedSubjects(db),
    ]);
    let order = Math.max(0, ...present.map((entry) => entry.order));
    const made = makeEnvironments(db, input.newEnvironments ?? []);
    const added = input.services.map((wanted, at): ServiceInUse => {
      const entry = catalogueEntry(catalogue, wanted.catalogueId);
      checkLinks(db, wanted);
      const ref = uniqueSlug(wanted.ref ?? slugify(wanted.label ?? entry.id, entry.id), (slug) =>
        taken.has(slug),
      );
      taken.add(ref);
      order += 1;
      const service: ServiceInUse = {
        ref,
        catalogueId: entry.id,
        label: wanted.label ?? entry.name,
        environments: tidyEnvironments([...(wanted.environments ?? []), ...(made.of.get(at) ?? [])]),
        ...checkedPlaces(wanted, null, entry.custom === true),
        model: wanted.model ?? entry.model,
        dataClassification: wanted.dataClassification ?? null,
        lead: wanted.lead ?? null,
        notes: wanted.notes ?? null,
        tags: tidyTags(wanted.tags ?? []),
        reviewOn: wanted.reviewOn ?? null,
        foundIn: wanted.foundIn ?? [],
        order,
      };
      writeService(db, service);
      return service;
    });
    for (const table of input.tables ?? []) saveServiceColumns(db, table, clock.now(), actor);
    describe(wordsOfAdded(added, made.count));
    return added;
  },

  update({ db, catalogue, describe }, { ref, ...input }) {
    const before = serviceOf(db, ref);
    checkLinks(db, input);
    const entry = input.catalogueId === undefined ? null : catalogueEntry(catalogue, input.catalogueId);
    const after: ServiceInUse = {
      ...before,
      ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
      ...checkedPlaces(input, before, catalogue.service(before.catalogueId)?.custom === true),
      // A variant brings its own model, unless the assessor sets one in the same breath.
      model: input.model ?? entry?.model ?? before.model,
      tags: tidyTags(input.tags ?? before.tags),
      environments: tidyEnvironments(input.environments ?? before.environments),
    };
    // Which duties are asked, and of what, is part of what a reviewer accepted.
    if (after.catalogueId !== before.catalogueId || after.model !== before.model)
      checkNothingAccepted(db, before, 'can become another variant');
    if (after.label.trim() === '') throw invalidInput('A service in use needs a label.');
    writeService(db, after);
    describe(`Changed the service ${after.label}`);
    return after;
  },

  bulk({ db, describe }, { refs, set }) {
    checkLinks(db, set);
    checkLinks(db, { environments: set.addEnvironments });
    const changed = [...new Set(refs)].flatMap((ref) => {
      const before = serviceOf(db, ref);
      const after = withSet(before, set);
      if (after === before) return [];
      writeService(db, after);
      return [after];
    });
    const [only] = changed;
    describe(
      changed.length === 1 && only
        ? `Changed the service ${only.label} (${wordsOfSet(set)})`
        : `Changed ${changed.length} services (${wordsOfSet(set)})`,
    );
    return { changed: changed.map(({ ref }) => ref) };
  },

  remove({ db, describe }, { ref }) {
    const service = serviceOf(db, ref);
    checkNothingAccepted(db, service, 'can be removed');
    const answers = deleteSubjectAssignments(db, ref);
    deleteCadencesOf(db, { subject: ref });
    deletePlacesOf(db, { subject: ref });
    deleteReachOfService(db, ref);
    deleteService(db, ref);
    describe(`Removed the service ${service.label} with ${counted(answers, 'recorded answer')}`);
    return { answers };
  },
};
