import type { StepName } from '../../contract/steps.ts';
import { findNamed } from '../../domain/words/find-named.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import type { WriteContext } from '../context.ts';
import {
  ALSO_CALLED,
  CALLED_IN_STEP,
  KEYED_BY_PARTY,
  NAMED_FIELDS,
  NAMED_IN_STEP,
  NUMBERED,
  OFTEN_ONE,
  WORDED,
} from './fields.ts';
import { idOf, type Kind } from './names.ts';

type Fields = Readonly<Record<string, unknown>>;
type Names = Pick<WriteContext, 'db' | 'catalogue'>;

/** What a command takes, from what its step in a file says: names become ids, and short forms whole. INVALID_INPUT for a name of nothing. */
export function stepInput(step: StepName, given: Fields, names: Names): Fields {
  const fields = whole(step, renamed(step, given), names);
  return resolved(step, fields, names) as Fields;
}

function renamed(step: StepName, given: Fields): Fields {
  const words: Readonly<Record<string, string>> = { ...ALSO_CALLED, ...CALLED_IN_STEP[step] };
  return Object.fromEntries(
    Object.entries(given).map(([written, value]) => {
      const key = (Object.hasOwn(words, written) ? words[written] : undefined) ?? written;
      return [key, OFTEN_ONE.includes(key) && typeof value === 'string' ? [value] : value];
    }),
  );
}

/** The short forms in which people write what a command takes. */
function whole(step: StepName, fields: Fields, names: Names): Fields {
  if (step === 'add service') return { services: [fields] };
  if (step === 'answer') {
    const { owners, notApplicable, ...beside } = withPerson(fields, names);
    if (notApplicable !== undefined) return { ...beside, answer: { notApplicable } };
    return owners === undefined ? beside : { ...beside, answer: { owners: listOf(owners) } };
  }
  if (step === 'change answer') return withPerson(fields, names);
  if (step === 'change answers') {
    const { refs, ...set } = withPerson(fields, names);
    return { refs, set: set.owners === undefined ? set : { ...set, owners: listOf(set.owners) } };
  }
  if (step === 'answer the same' && typeof fields.from === 'string')
    return { ...fields, from: fields.from.includes('/') ? { ref: fields.from } : { subject: fields.from } };
  if (step === 'add action') return { subject: null, ...fields };
  if ((step === 'start meeting' || step === 'change meeting') && Array.isArray(fields.attendees))
    return { ...fields, attendees: fields.attendees.map((each: unknown) => attendee(each, names)) };
  if (step === 'propose')
    return {
      ...fields,
      ...(fields.owners === undefined ? {} : { owners: listOf(fields.owners) }),
      ...(fields.by === undefined ? {} : { by: attendee(fields.by, names) }),
    };
  if (step === 'change services') {
    const { refs, ...set } = fields;
    return { refs, set };
  }
  return fields;
}

/** A name alone is that of a person of the workbook, or of a guest. */
function attendee(written: unknown, { db }: Names): unknown {
  if (typeof written !== 'string') return written;
  const same = (name: string) => name.localeCompare(written, undefined, { sensitivity: 'base' }) === 0;
  const known = listPeople(db).some(({ id, name }) => id === written || same(name));
  return known ? { person: written } : { name: written };
}

/** A person stands in the share of their own party. */
function withPerson(fields: Fields, { db }: Names): Fields {
  const { person, ...beside } = fields;
  if (typeof person !== 'string') return fields;
  const { id, party } = findNamed('person', person, listPeople(db));
  return { ...beside, people: { [party]: id } };
}

/** `AWS + Acme` as people write owners in one cell. */
const listOf = (owners: unknown): unknown =>
  typeof owners === 'string' ? owners.split(/[+,]/).map((name) => name.trim()) : owners;

function resolved(step: StepName, value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(step, each, names));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, fieldValue(step, key, inner, names)]),
  );
}

function fieldValue(step: StepName, key: string, value: unknown, names: Names): unknown {
  const kinds = { ...NAMED_FIELDS, ...NAMED_IN_STEP[step] };
  const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
  if (kind) return named(kind, value, names) ?? resolved(step, value, names);
  if (Object.hasOwn(KEYED_BY_PARTY, key) && value instanceof Object && !Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value).map(([party, inner]) => [
        idOf('party', party, names),
        named(KEYED_BY_PARTY[key] ?? null, inner, names) ?? inner,
      ]),
    );
  if (typeof value === 'string' && WORDED.includes(key))
    return value.trim().toLowerCase().replace(/\s+/g, '-');
  if (typeof value === 'string' && NUMBERED.includes(key) && /^([A-Z]-)?\d{1,9}$/.test(value))
    return Number(value.replace(/^[A-Z]-/, ''));
  return resolved(step, value, names);
}

/** A name, or each of several, as an id; undefined where there is none. */
function named(kind: Kind | null, value: unknown, names: Names): unknown {
  if (kind === null) return undefined;
  if (typeof value === 'string') return idOf(kind, value, names);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.map((each: string) => idOf(kind, each, names));
  return undefined;
}
