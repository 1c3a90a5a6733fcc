import { asObjects, asText, type Loose } from '../oscal/values.ts';

const KINDS = ['params', 'props', 'links', 'parts'] as const;
type Kind = (typeof KINDS)[number];
const ITEM_OF: Readonly<Record<Kind, string>> = {
  params: 'param',
  props: 'prop',
  links: 'link',
  parts: 'part',
};

/**
 * A control after one `alter` of a profile: first what it removes, then what it adds ("Modifying controls"). `miss` hears what is not there, and
 * the kind of it: a profile for another edition of its catalogue misses hundreds of one kind.
 */
export function alterControl(control: Loose, alter: Loose, miss: (what: string, why: string) => void): Loose {
  let altered = control;
  for (const remove of asObjects(alter.removes)) {
    const { without, found } = removed(altered, remove);
    if (!found) miss(wordsOf(remove), 'the profile removes it, and the control does not have it');
    altered = without;
  }
  for (const add of asObjects(alter.adds)) {
    const target = asText(add['by-id']);
    if (target === null || target === asText(altered.id)) altered = addedTo(altered, add);
    else {
      const { with: next, found } = addedBeside(altered, target, add);
      if (!found) miss(target, `the profile adds to ${kindOf(target)} that the control does not have`);
      altered = next;
    }
  }
  return altered;
}

/** Parts by their ids, as NIST makes them: https://pages.nist.gov/OSCAL, naming and use of identifiers. */
const kindOf = (id: string): string =>
  /_obj([._-]|$)/.test(id)
    ? 'an objective of its assessment'
    : /_smt([._-]|$)/.test(id)
      ? 'a part of its statement'
      : 'a part';

const wordsOf = (remove: Loose): string =>
  Object.entries(remove)
    .map(([key, value]) => `${key} ${asText(value) ?? ''}`)
    .join(', ')
    .slice(0, 120);

/** Whether a thing is all that a `remove` says; one that says nothing removes nothing. */
function isMeant(item: Loose, kind: Kind, remove: Loose): boolean {
  const asked: readonly (readonly [string, unknown])[] = [
    ['by-id', item.id],
    ['by-name', item.name],
    ['by-class', item.class],
    ['by-ns', item.ns],
    ['by-item-name', ITEM_OF[kind]],
  ];
  const given = asked.filter(([key]) => asText(remove[key]) !== null);
  return given.length > 0 && given.every(([key, value]) => value === asText(remove[key]));
}

function removed(object: Loose, remove: Loose): { readonly without: Loose; readonly found: boolean } {
  let found = false;
  const rest: Record<string, unknown> = { ...object };
  for (const kind of KINDS) {
    const items = asObjects(object[kind]);
    if (items.length === 0) continue;
    rest[kind] = items.flatMap((item) => {
      if (isMeant(item, kind, remove)) {
        found = true;
        return [];
      }
      const inner = removed(item, remove);
      found ||= inner.found;
      return [inner.without];
    });
  }
  return { without: rest, found };
}

/** What an `add` brings, at the beginning or the end of what it is added to. */
function addedTo(object: Loose, add: Loose): Loose {
  const first = add.position === 'starting' || add.position === 'before';
  const next: Record<string, unknown> = { ...object };
  for (const kind of KINDS) {
    const own = asObjects(object[kind]);
    const more = asObjects(add[kind]);
    if (more.length > 0) next[kind] = first ? [...more, ...own] : [...own, ...more];
  }
  const title = asText(add.title);
  if (title !== null) next.title = title;
  return next;
}

/** The same where an item of that id is what it is added to, or what it is put before or behind. */
function addedBeside(
  object: Loose,
  target: string,
  add: Loose,
): { readonly with: Loose; readonly found: boolean } {
  let found = false;
  const next: Record<string, unknown> = { ...object };
  const beside = add.position === 'before' || add.position === 'after';
  for (const kind of KINDS)
    next[kind] = asObjects(object[kind]).flatMap((item) => {
      if (found) return [item];
      if (asText(item.id) === target) {
        found = true;
        if (!beside) return [addedTo(item, add)];
        const more = asObjects(add[kind]);
        return add.position === 'before' ? [...more, item] : [item, ...more];
      }
      const inner = addedBeside(item, target, add);
      found ||= inner.found;
      return [inner.with];
    });
  return { with: next, found };
}
