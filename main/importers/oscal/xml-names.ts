// How the XML of OSCAL becomes its JSON, after NIST's Metaschema: an attribute is a member of its name, an element that may come
// several times is a list under the plural that its definition gives it, and text beside attributes stands under one name.

/** Elements that may come several times, with the name of their list where it is another one. */
const LISTS: ReadonlyMap<string, string> = new Map(
  [
    ...[
      'add',
      'alter',
      'capability>capabilities',
      'choice>choice',
      'component',
      'constraint',
      'control',
      'group',
    ],
    ...['exclude-controls>exclude-controls', 'guideline', 'hash>hashes', 'implemented-requirement', 'import'],
    ...[
      'include-controls>include-controls',
      'information-type',
      'inherited>inherited',
      'insert-controls>insert-controls',
    ],
    ...['leveraged-authorization', 'link', 'location', 'matching>matching', 'param', 'part', 'party>parties'],
    ...['party-uuid', 'prop', 'provided>provided', 'remove', 'resource', 'responsibility>responsibilities'],
    ...['responsible-party>responsible-parties', 'responsible-role', 'revision', 'rlink', 'role', 'role-id'],
    ...[
      'by-component',
      'satisfied>satisfied',
      'set-parameter',
      'statement',
      'system-id',
      'test',
      'user',
      'with-id',
    ],
    ...['import-component-definition', 'incorporates-component', 'inventory-item', 'protocol', 'port-range'],
    ...['email-address>email-addresses', 'telephone-number', 'address>addresses', 'addr-line', 'document-id'],
  ].map((entry): [string, string] => {
    const [name = '', list] = entry.split('>');
    return [name, list ?? `${name}s`];
  }),
);
/** Where an element that is single elsewhere is a list. */
const LISTS_WITHIN: ReadonlyMap<string, string> = new Map([
  ['component control-implementation', 'control-implementations'],
  ['capability control-implementation', 'control-implementations'],
  ['param value', 'values'],
  ['set-parameter value', 'values'],
  // Results of an assessment.
  ['assessment-results result', 'results'],
  ['result observation', 'observations'],
  ['result risk', 'risks'],
  ['result finding', 'findings'],
  ['observation method', 'methods'],
  ['observation type', 'types'],
  ['observation subject', 'subjects'],
  ['finding related-observation', 'related-observations'],
]);
/** The list under which an element of a parent stands; undefined where there is at most one. */
export const listOf = (parent: string, name: string): string | undefined =>
  LISTS_WITHIN.get(`${parent} ${name}`) ?? LISTS.get(name);

const TEXT_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['system-id', 'id'],
  ['document-id', 'identifier'],
  ['telephone-number', 'number'],
  ['part', 'prose'],
  ['guideline', 'prose'],
]);
/** The member for the text of an element that has attributes or elements as well. */
export const textMemberOf = (name: string): string => TEXT_MEMBERS.get(name) ?? 'value';
/** Whether its text is a member also where it has nothing else. */
export const isAlwaysObject = (name: string): boolean => TEXT_MEMBERS.has(name);
