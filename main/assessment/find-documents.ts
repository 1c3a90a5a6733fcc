import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import type { FindKind } from '../contract/find.ts';
import { assignmentRef } from '../contract/ids.ts';
import { namesById } from '../domain/duties/ownership.ts';
import { parkedWords } from '../domain/duties/parking.ts';
import { environmentWords } from '../domain/services/environments.ts';
import { placeWords } from '../domain/services/places.ts';
import { shortDate } from '../domain/words/date-words.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { SearchDocument } from '../workbook/search.ts';
import { listActions } from '../workbook/tables/actions.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listEvidence, readEvidenceTitles } from '../workbook/tables/evidence.ts';
import { listDecisions, listMeetings } from '../workbook/tables/meetings.ts';
import { listPeople } from '../workbook/tables/parties.ts';
import { listProposals } from '../workbook/tables/proposals.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { namedParties } from './parties.ts';
import { listSubjects } from './subjects.ts';

/** One entry of the workbook as it is searched and shown: what it says, by the name of each part. */
export interface FindDocument {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly duty: string | null;
  readonly parked?: string | null;
  readonly parts: readonly (readonly [field: string, text: string | null | undefined])[];
}
/** Everything but duties, which are made from the rows of the register. */
export type ListedKind = Exclude<FindKind, 'duty'>;

type Maker = (db: ReadDb, catalogue: CatalogueIndex) => readonly FindDocument[];

const joined = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(', ');

const services: Maker = (db, catalogue) => {
  const around = listEnvironments(db);
  const environments = namesById(around);
  const all = listServices(db);
  const places = placeWords(all, around);
  const people = namesById(listPeople(db));
  return all.map((service) => {
    const entry = catalogue.service(service.catalogueId);
    const name = entry?.name ?? service.catalogueId;
    const environment = environmentWords(service.environments, environments);
    return {
      id: service.ref,
      title: service.label,
      detail: joined(name === service.label ? null : name, environment),
      duty: null,
      parts: [
        ['Service', name],
        ['Also called', entry?.aliases.join(', ')],
        ['Environment', environment],
        ['Tags', service.tags.join(', ')],
        ['Account', places(service.ref)?.account ?? null],
        ['Region', places(service.ref)?.region ?? null],
        ['Lead', service.lead === null ? null : people.get(service.lead)],
        ['Data classification', service.dataClassification],
        ['Notes', service.notes],
        ['Ref', service.ref],
      ],
    };
  });
};

const people: Maker = (db) => {
  const parties = namesById(namedParties(db));
  return listPeople(db).map((person) => ({
    id: person.id,
    title: person.name,
    detail: joined(parties.get(person.party) ?? person.party, person.role),
    duty: null,
    parts: [
      ['Party', parties.get(person.party)],
      ['Role', person.role],
      ['E-mail', person.email],
    ],
  }));
};

const evidence: Maker = (db) =>
  listEvidence(db).map((entry) => ({
    id: String(entry.number),
    title: entry.title,
    detail: joined(`E-${entry.number}`, entry.fileName === entry.title ? null : entry.fileName),
    duty: null,
    parts: [
      ['Number', `E-${entry.number}`],
      ['File name', entry.fileName],
      ['Address', entry.url],
      ['Text', entry.text],
      ['Collected by', entry.collectedBy],
      ['SHA-256', entry.sha256],
    ],
  }));

/** The name of a duty with that of its service, as a decision or an action is about it. */
function aboutNames(db: ReadDb, catalogue: CatalogueIndex) {
  const labels = new Map(listSubjects(db, catalogue).map(({ ref, label }) => [ref, label]));
  return (subject: string | null, responsibility: string | null): string | null => {
    if (subject === null) return null;
    const label = labels.get(subject) ?? subject;
    return responsibility === null
      ? label
      : `${label}: ${catalogue.responsibility(responsibility)?.name ?? responsibility}`;
  };
}
const dutyOf = (subject: string | null, responsibility: string | null): string | null =>
  subject === null || responsibility === null ? null : assignmentRef(subject, responsibility);

const decisions: Maker = (db, catalogue) => {
  const about = aboutNames(db, catalogue);
  const meetings = new Map(listMeetings(db).map(({ number, title }) => [number, title]));
  return listDecisions(db).map((decision) => {
    const meeting = decision.meeting === null ? null : meetings.get(decision.meeting);
    const place = about(decision.subject, decision.responsibility);
    return {
      id: String(decision.number),
      title: decision.text,
      detail: joined(place, meeting),
      duty: dutyOf(decision.subject, decision.responsibility),
      parts: [
        ['About', place],
        ['Meeting', meeting],
        ['Recorded by', decision.recordedBy],
      ],
    };
  });
};

/** What was said in words: votes alone have none. */
const proposals: Maker = (db, catalogue) => {
  const about = aboutNames(db, catalogue);
  const people = namesById(listPeople(db));
  return listProposals(db)
    .filter(({ text, outcome }) => text !== null && outcome !== 'withdrawn')
    .map(({ number, subject, responsibility, person, name, text }) => {
      const place = about(subject, responsibility);
      const who = person === null ? name : (people.get(person) ?? name);
      return {
        id: String(number),
        title: text ?? '',
        detail: joined(`P-${number}`, place, who),
        duty: dutyOf(subject, responsibility),
        parts: [
          ['About', place],
          ['Said by', who],
        ],
      };
    });
};

const actions: Maker = (db, catalogue) => {
  const about = aboutNames(db, catalogue);
  const people = namesById(listPeople(db));
  return listActions(db).map((action) => {
    const place = about(action.subject, action.responsibility);
    const person = action.person === null ? null : people.get(action.person);
    return {
      id: String(action.number),
      title: action.title,
      detail: joined(`A-${action.number}`, place, person),
      duty: dutyOf(action.subject, action.responsibility),
      parts: [
        ['Number', `A-${action.number}`],
        ['About', place],
        ['Person', person],
        ['Note', action.note],
      ],
    };
  });
};

const meetings: Maker = (db) => {
  const people = namesById(listPeople(db));
  return listMeetings(db).map(({ number, title, heldOn, attendees, note }) => {
    const there = attendees.map((one) => people.get(one.person ?? '') ?? one.name);
    return {
      id: String(number),
      title,
      detail: joined('Meeting', shortDate(heldOn)),
      duty: null,
      parts: [
        ['Held on', heldOn],
        ['Who was there', joined(...there)],
        ['Note', note],
      ],
    };
  });
};

/** Controls that some duty helps with, of the workbook's frameworks; of all where it chose none. */
const controls: Maker = (db, catalogue) => {
  const chosen = readWorkbook(db).frameworks;
  return catalogue.catalogue.frameworks
    .filter(({ id }) => chosen.length === 0 || chosen.includes(id))
    .flatMap((framework) => {
      const helpers = catalogue.helpers(framework.id);
      return framework.controls
        .filter(({ id }) => helpers.has(id))
        .map((control) => ({
          id: `${framework.id}/${control.id}`,
          title: `${control.id} ${control.title}`,
          detail: framework.name,
          duty: null,
          parts: [
            ['Framework', framework.name],
            ['Group', control.group],
          ] as const,
        }));
    });
};

const MAKERS: Readonly<Record<ListedKind, Maker>> = {
  service: services,
  person: people,
  evidence,
  decision: decisions,
  proposal: proposals,
  action: actions,
  meeting: meetings,
  control: controls,
};
export const LISTED_KINDS = Object.keys(MAKERS) as readonly ListedKind[];

/** All entries of a kind, as they stand now. */
export const listDocuments = (
  kind: ListedKind,
  db: ReadDb,
  catalogue: CatalogueIndex,
): readonly FindDocument[] => MAKERS[kind](db, catalogue);

const ABOUT_PLACES = ['service_in_use', 'party', 'workbook', 'custom_responsibility', 'house_rules'];
/** Tables whose rows an entry of a kind shows something of. */
const SHOWN_FROM: Readonly<Record<ListedKind, readonly string[]>> = {
  service: [
    'service_in_use',
    'service_environment',
    'environment',
    'person',
    'custom_service',
    'house_rules',
  ],
  person: ['person', 'party'],
  evidence: ['evidence'],
  decision: ['decision', 'meeting', ...ABOUT_PLACES],
  proposal: ['proposal', 'person', ...ABOUT_PLACES],
  action: ['action', 'person', ...ABOUT_PLACES],
  meeting: ['meeting', 'person'],
  control: ['workbook', 'custom_responsibility', 'house_rules'],
};
/** Kinds of which some entry may read otherwise after a row of this table changed. */
export const kindsShowing = (table: string): readonly ListedKind[] =>
  LISTED_KINDS.filter((kind) => SHOWN_FROM[kind].includes(table));

/** What the document of a duty looks up: names of parties and people by id, titles of evidence by number. */
export interface DutyNames {
  readonly names: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
  readonly titles: ReadonlyMap<number, string>;
}
export const dutyNames = (db: ReadDb): DutyNames => ({
  names: namesById(namedParties(db)),
  people: namesById(listPeople(db)),
  titles: readEvidenceTitles(db),
});
/** The same of a duty. */
export const dutyDocument = (row: RegisterRow, { names, people, titles }: DutyNames): FindDocument => ({
  id: row.ref,
  title: row.responsibilityName,
  detail: row.subjectLabel,
  duty: row.ref,
  parked: row.parked ? parkedWords(row.waits, people) : null,
  parts: [
    ['Service', joined(row.subjectLabel, row.serviceName)],
    ['Note', row.note],
    // Somebody of the workbook is found as a person; the name would go stale here.
    ['Waits for', row.waits && joined(row.waits.for, row.waits.name)],
    ['Reason', row.deviationReason],
    ['Why it is not applicable', row.notApplicable],
    ['Why the risk is accepted', row.risk?.reason],
    ...row.shares.map(({ party, text }) => [`What ${names.get(party) ?? party} does`, text] as const),
    ...row.evidence.map((number) => ['Evidence', titles.get(number)] as const),
    ['Ref', row.ref],
  ],
});

/** The text of a document that is searched beside its title. */
export const textOf = ({ parts }: FindDocument): string =>
  parts
    .map(([, text]) => text)
    .filter(Boolean)
    .join('\n');

/** A document as the full-text index takes it. */
export const searched = (entry: FindDocument): SearchDocument => ({
  id: entry.id,
  title: entry.title,
  text: textOf(entry),
});
