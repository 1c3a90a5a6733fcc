import { OSCAL_PROPERTY_NS } from '../../domain/layouts/oscal.ts';
import type { JsonObject } from './json.ts';

/** Names that NIST knows for properties without a namespace of ours, as far as this project writes them. */
const NIST_PROPS = new Set([
  'control-origination',
  'implementation-point',
  'leveraged-authorization-uuid',
  'marking',
  'type',
]);
const NAMED = 10;

/**
 * What a JSON schema cannot see: that every UUID stands for one thing, and that every reference leads to something of the
 * right kind. Parts of a document are shown to it in any order; the verdict comes at the end.
 */
export class IntegrityCheck {
  readonly #controls: ReadonlySet<string>;
  readonly #uuids = new Set<string>();
  readonly #declared = new Map<string, Set<string>>();
  readonly #references = new Map<string, Set<string>>();
  readonly #problems: string[] = [];
  #more = 0;

  /** `controls` are the ids that the document may speak of. */
  constructor(controls: ReadonlySet<string>) {
    this.#controls = controls;
  }

  /** `list` is the name of the array in which the value stands, where it stands in one. */
  see(value: unknown, list = '', at = ''): void {
    if (Array.isArray(value)) {
      if (value.length === 0) this.#add(`${at} is an empty list.`);
      this.#eachOnce(value, list, at);
      for (const [index, item] of value.entries()) this.see(item, list, `${at}[${index}]`);
    } else if (typeof value === 'object' && value !== null) this.#object(value as JsonObject, list, at);
    else if (typeof value === 'string' && (value === '' || value !== value.trim()))
      this.#add(`${at} is empty or begins or ends with a blank.`);
    else if (value === null) this.#add(`${at} is null.`);
  }

  /** Sentences; none when the document holds together. */
  problems(): readonly string[] {
    for (const [kind, wanted] of this.#references) {
      const there = this.#declared.get(kind) ?? new Set();
      for (const id of wanted) if (!there.has(id)) this.#add(`No ${KINDS[kind] ?? kind} has the id ${id}.`);
    }
    this.#references.clear();
    return this.#more === 0
      ? this.#problems
      : [...this.#problems, `And ${this.#more} more problems of this sort.`];
  }

  #object(object: JsonObject, list: string, at: string): void {
    const { uuid } = object;
    if (typeof uuid === 'string') {
      if (this.#uuids.has(uuid)) this.#add(`${at} has a UUID that something else has: ${uuid}.`);
      this.#uuids.add(uuid);
      const kind = DECLARING.get(list);
      if (kind !== undefined) this.#declare(kind, uuid);
    }
    if (list === 'roles' && typeof object.id === 'string') this.#declare('role', object.id);
    if (list === 'props') this.#property(object, at);
    if (list === 'hashes' && !/^[0-9a-f]{64}$/.test(String(object.value)))
      this.#add(`${at} is no SHA-256 hash.`);
    if (list === 'implemented-requirements') this.#requirement(object, at);
    for (const [name, member] of Object.entries(object)) {
      this.#reference(name, member, object);
      this.see(member, name, at === '' ? name : `${at}.${name}`);
    }
  }

  #property(prop: JsonObject, at: string): void {
    if (prop.ns !== OSCAL_PROPERTY_NS && !NIST_PROPS.has(String(prop.name)))
      this.#add(`${at} is a property that NIST does not know: ${String(prop.name)}.`);
  }

  #requirement(requirement: JsonObject, at: string): void {
    const control = String(requirement['control-id']);
    if (!this.#controls.has(control)) this.#add(`${at} speaks of ${control}, which was not chosen.`);
    const byComponents = [requirement, ...(asList(requirement.statements) as readonly JsonObject[])];
    // A plan says what each component does; a component definition has the component around it.
    if (requirement.description === undefined && !byComponents.some((part) => 'by-components' in part))
      this.#add(`${at} (${control}) names no component.`);
  }

  #reference(name: string, value: unknown, object: JsonObject): void {
    if (name === 'component-uuid') this.#refer('component', String(value));
    else if (name === 'party-uuid') this.#refer('party', String(value));
    else if (name === 'provided-uuid') this.#refer('provided', String(value));
    else if (name === 'role-id') this.#refer('role', String(value));
    else if (name === 'role-ids') for (const id of asList(value)) this.#refer('role', String(id));
    else if (name === 'party-uuids' || name === 'member-of-organizations')
      for (const id of asList(value)) this.#refer('party', String(id));
    else if ((name === 'href' || name === 'source') && typeof value === 'string' && value.startsWith('#'))
      this.#refer(object.rel === 'depends-on' ? 'component' : 'resource', value.slice(1));
  }

  /** A role and a component may stand only once in a list. */
  #eachOnce(items: readonly unknown[], list: string, at: string): void {
    const key = list === 'responsible-roles' ? 'role-id' : list === 'by-components' ? 'component-uuid' : null;
    if (key === null) return;
    const seen = new Set<unknown>();
    for (const item of items) {
      const id = (item as JsonObject)[key];
      if (seen.has(id)) this.#add(`${at} names ${String(id)} twice.`);
      seen.add(id);
    }
  }

  #declare(kind: string, id: string): void {
    const known = this.#declared.get(kind);
    if (known) known.add(id);
    else this.#declared.set(kind, new Set([id]));
  }
  #refer(kind: string, id: string): void {
    const known = this.#references.get(kind);
    if (known) known.add(id);
    else this.#references.set(kind, new Set([id]));
  }
  #add(problem: string): void {
    if (this.#problems.length < NAMED) this.#problems.push(problem);
    else this.#more += 1;
  }
}

/** Lists whose entries are referred to by UUID, and what they are. */
const DECLARING: ReadonlyMap<string, string> = new Map([
  ['parties', 'party'],
  ['components', 'component'],
  ['resources', 'resource'],
  ['provided', 'provided'],
]);
const KINDS: Readonly<Record<string, string>> = {
  party: 'party',
  role: 'role',
  component: 'component',
  resource: 'resource in the back matter',
  provided: 'provided capability',
};
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
