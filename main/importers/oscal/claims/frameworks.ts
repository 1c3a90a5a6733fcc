import {
  areBareNumbers,
  type ControlId,
  ID_SCHEMES,
  type IdScheme,
  parseControlIds,
} from '../../../domain/controls/control-ids.ts';
import { fromControlToken } from '../../../domain/controls/control-spelling.ts';
import { schemeFor } from '../../../domain/controls/find-controls.ts';
import { frameworksIn, type NamedFramework } from '../../../domain/controls/framework-names.ts';
import { alikeIn, editionsOf, hasOthers } from '../../../domain/controls/other-ids.ts';
import { asObject, asObjects, asText, type Loose } from '../values.ts';
import { ownProp } from './owners.ts';

/** A control that a part of a document speaks of, as the catalogue writes it. */
export interface NamedControl {
  readonly framework: string | null;
  readonly control: string;
}

/** What a document's back matter says of what a link leads to. */
export class BackMatter {
  readonly #resources: ReadonlyMap<string, Loose>;
  constructor(document: Loose) {
    this.#resources = new Map(
      asObjects(asObject(document['back-matter'])?.resources).flatMap((resource) => {
        const uuid = asText(resource.uuid);
        return uuid === null ? [] : [[uuid, resource] as const];
      }),
    );
  }
  resource(href: string | null): Loose | undefined {
    return href?.startsWith('#') ? this.#resources.get(href.slice(1)) : undefined;
  }
  /** Address, titles and descriptions of what a link leads to, in one text. */
  about(href: string | null): string {
    const resource = this.resource(href);
    const links = asObjects(resource?.rlinks).flatMap((link) => asText(link.href) ?? []);
    return [href, asText(resource?.title), asText(resource?.description), ...links].join(' ');
  }
}

/** At least this share of the ids must be spelt as those of a framework. */
const ENOUGH = 0.5;

/** How the control ids of a document are spelt; null where they are those of no framework that is known, or of several and nothing says which. */
export function schemeOf(ids: readonly string[], about: string): IdScheme | null {
  const rated = ID_SCHEMES.map((scheme) => ({
    scheme,
    share:
      ids.filter((id) => parseControlIds(fromControlToken(id), scheme) !== null).length /
      Math.max(1, ids.length),
  })).filter(({ share }) => share >= ENOUGH);
  const names = frameworksIn(about);
  const isNamed = ({ id }: IdScheme) => names.some((each) => each.scheme === id);
  const named = rated.filter(({ scheme }) => isNamed(scheme));
  const [first, second] = (named.length > 0 ? named : rated).toSorted((a, b) => b.share - a.share);
  if (first === undefined || second?.share === first.share) return null;
  const { scheme } = first;
  if (named.length === 0 && (areBareNumbers(ids) || alikeIn(ids, scheme.id) !== null)) return null;
  return isOfAnother(ids, scheme.id, names) ? null : scheme;
}
/** Whether ids of a spelling are of an edition that is not known here, by name or by themselves. Revision 4 of NIST SP 800-53 is read, and the reader told. */
function isOfAnother(ids: readonly string[], scheme: string, names: readonly NamedFramework[]): boolean {
  const said = names.filter((each) => each.scheme === scheme && each.editions.length > 0);
  if (said.length > 0 && scheme !== 'nist-800-53') return !said.some(({ isKnown }) => isKnown);
  return hasOthers(ids, scheme) || (said.length === 0 && editionsOf(ids, scheme).length > 0);
}

/** How Demarc ties a control that it wrote down to its framework. */
const FRAMEWORK = /^framework-(.+)$/;

/** The controls of a requirement: those that Demarc wrote down by their own ids, else what its id is. */
export function controlsOf(
  requirement: Loose,
  source: Loose | undefined,
  scheme: IdScheme | null,
): readonly NamedControl[] {
  const own = asObjects(requirement.props).flatMap((prop): readonly NamedControl[] => {
    if (prop.name !== 'control' || ownProp({ props: [prop] }, 'control') === null) return [];
    const id = asText(prop.value);
    const framework =
      [prop.group, prop.class].flatMap((given) => FRAMEWORK.exec(asText(given) ?? '')?.[1] ?? [])[0] ??
      (source === undefined ? null : ownProp(source, 'framework'));
    if (id === null) return [];
    const spelt = framework === null ? undefined : schemeFor(framework)?.parse(id)?.control;
    return [{ framework, control: spelt ?? id }];
  });
  if (own.length > 0) return own;
  const id = asText(requirement['control-id']);
  if (id === null) return [];
  const found = scheme?.parse(fromControlToken(id));
  if (scheme !== null) return found ? [{ framework: scheme.framework, control: found.control }] : [];
  return [{ framework: null, control: fromControlToken(id).slice(0, 200) }];
}

/** The part that a statement's id names: `ac-2_smt.a.1` is part a(1); null for the whole control. */
export function partOf(statement: string | null): ControlId['part'] {
  const items = /_st?a?te?ment|_s(?:t)?mt/.exec(statement ?? '');
  if (statement === null || items === null) return null;
  const [first, ...more] = statement
    .slice(items.index + items[0].length)
    .split('.')
    .filter((item) => /^[a-z0-9]{1,3}$/i.test(item));
  return first === undefined ? null : `${first}${more.map((item) => `(${item})`).join('')}`;
}
