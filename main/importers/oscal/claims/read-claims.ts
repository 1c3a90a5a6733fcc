import type {
  Claim,
  DocumentIds,
  MatrixReading,
  SheetMapping,
  UnreadCell,
} from '../../../contract/claims.ts';
import { DemarcError, invalidInput } from '../../../contract/errors.ts';
import type { IdScheme } from '../../../domain/controls/control-ids.ts';
import { fromControlToken } from '../../../domain/controls/control-spelling.ts';
import { numeral } from '../../../domain/words/counted.ts';
import type { OscalDocument } from '../read-document.ts';
import { asObject, asObjects, asText, type Loose } from '../values.ts';
import { BackMatter, controlsOf, partOf, schemeOf } from './frameworks.ts';
import { type Component, type Entry, saidOf } from './said.ts';

const MAX_ENTRIES = 200_000;
const TITLES: Readonly<Record<string, string>> = {
  'system-security-plan': 'OSCAL system security plan',
  'component-definition': 'OSCAL component definition',
};
/** Whether a document of OSCAL says who does what. */
export const holdsClaims = (root: string | null): boolean => root !== null && Object.hasOwn(TITLES, root);

/**
 * What a system security plan or a component definition says of who does what, each entry as a claim, from its author's seat: what it provides
 * or does, what it leaves to whoever inherits, and what it inherits itself. INVALID_INPUT for any other document.
 */
export function readOscalClaims(document: OscalDocument, name: string, signal?: AbortSignal): MatrixReading {
  const { root, body } = document;
  const layoutTitle = TITLES[root ?? ''];
  if (root === null || layoutTitle === undefined)
    throw invalidInput(
      `${name} is a document of OSCAL ("${root?.slice(0, 40) ?? 'nothing'}") that does not say who does what. Give the system security plan, or the component definition.`,
    );
  const backMatter = new BackMatter(body);
  const sets = root === 'component-definition' ? setsOfDefinition(body) : setsOfPlan(body);
  const claims: Claim[] = [];
  const unread: UnreadCell[] = [];
  const notes: string[] = [...notesOf(body, root)];
  let entries = 0;
  for (const { requirements, source, entriesOf } of sets) {
    if (signal?.aborted) throw new DemarcError('CANCELLED', 'Reading was cancelled; nothing was changed.');
    const about = backMatter.about(source);
    const ids = requirements.flatMap((requirement) => asText(requirement['control-id']) ?? []);
    const scheme = schemeOf(ids, about);
    if (/\brev(?:ision)?[ ._-]?4\b/i.test(about) && scheme?.id === 'nist-800-53')
      notes.push(
        'It is of Revision 4 of NIST SP 800-53; its ids are read as those of Revision 5, which keeps most of them.',
      );
    for (const requirement of requirements)
      for (const entry of entriesOf(requirement)) {
        entries += 1;
        if (entries > MAX_ENTRIES)
          throw invalidInput(
            `${name} holds more than ${numeral(MAX_ENTRIES)} entries, which no plan has. Check that it is the file you meant.`,
          );
        const found = claimsOf(requirement, entry, backMatter.resource(source), scheme);
        claims.push(...found);
        if (found.length === 0) unread.push(unreadOf(requirement, entry));
      }
  }
  const silent = claims.filter(({ owners, notApplicable }) => owners.length === 0 && !notApplicable).length;
  if (silent > 0 && root === 'component-definition')
    notes.push(
      'A component definition tells what a component does; where it names no role of provider or customer and no origin of the control, its claims name no owner.',
    );
  notes.push(...undecidedOf(claims, root));
  if (claims.some(({ framework }) => framework === null))
    notes.push(
      'Control ids of it are of no framework and edition that are known here, or may be of several and their source names none: what is said on them is kept as of none.',
    );
  return {
    mapping: [mappingOf(root, layoutTitle)],
    samples: [],
    claims,
    unread,
    counts: {
      cells: entries,
      read: entries - unread.length,
      unread: unread.length,
      outside: 0,
      claims: claims.length,
      controls: new Set(claims.map(({ framework, control }) => `${framework} ${control}`)).size,
      silent,
    },
    notes: [...new Set(notes)],
    document: idsOf(body, root),
  };
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const asUuids = (values: readonly unknown[]): readonly string[] =>
  values.flatMap((value) => {
    const text = asText(value);
    return text !== null && UUID.test(text) ? [text.toLowerCase()] : [];
  });

/**
 * By what another state of the document is known: its own id, and those of the system that a plan is of. The root gets a new id with each change
 * (OSCAL: "Identifier Use"), components keep theirs; a plan may share those of what its system runs on with other plans.
 */
function idsOf(body: Loose, root: string): DocumentIds {
  const own = [
    body.uuid,
    ...asObjects(asObject(body.metadata)?.['document-ids']).map(({ identifier }) => identifier),
  ];
  if (root === 'component-definition')
    return { own: asUuids(own), parts: asUuids(asObjects(body.components).map(({ uuid }) => uuid)) };
  const system = asObjects(asObject(body['system-characteristics'])?.['system-ids']).map(({ id }) => id);
  const itself = asObjects(asObject(body['system-implementation'])?.components)
    .filter(({ type }) => type === 'this-system')
    .map(({ uuid }) => uuid);
  return { own: asUuids([...own, ...system, ...itself]), parts: [] };
}

const mappingOf = (root: string, layoutTitle: string): SheetMapping => ({
  sheet: layoutTitle,
  matrix: true,
  layout: root,
  layoutTitle,
  headerRow: 0,
  headerRows: 0,
  scheme: null,
  columns: [],
  words: [],
  fingerprint: null,
  origin: 'recognised',
});

interface RequirementSet {
  readonly requirements: readonly Loose[];
  /** Address of the catalogue or profile that the ids are of. */
  readonly source: string | null;
  entriesOf(requirement: Loose): readonly Entry[];
}

/** Each component has sets of its own; what it says of a control stands in the requirement and in its statements. */
const setsOfDefinition = (body: Loose): readonly RequirementSet[] =>
  [...asObjects(body.components), ...asObjects(body.capabilities)].flatMap((component) => {
    const about: Component = { title: titleOf(component), props: component, leveraged: false };
    return asObjects(component['control-implementations']).map((set) => ({
      requirements: asObjects(set['implemented-requirements']),
      source: asText(set.source),
      entriesOf: (requirement: Loose) => [
        { part: requirement, around: [], statement: null, component: about, isPlan: false },
        ...asObjects(requirement.statements).map((statement) => ({
          part: statement,
          around: [requirement],
          statement: asText(statement['statement-id']),
          component: about,
          isPlan: false,
        })),
      ],
    }));
  });

/** In a plan each entry says which component it is about, below a control or below one of its statements. */
function setsOfPlan(body: Loose): readonly RequirementSet[] {
  const components = new Map<string, Component>();
  for (const component of asObjects(asObject(body['system-implementation'])?.components)) {
    const uuid = asText(component.uuid);
    const leveraged = asObjects(component.props).some(({ name }) => name === 'leveraged-authorization-uuid');
    if (uuid !== null) components.set(uuid, { title: titleOf(component), props: component, leveraged });
  }
  const byComponents = (place: Loose, around: readonly Loose[], statement: string | null): readonly Entry[] =>
    asObjects(place['by-components']).map((part) => ({
      part,
      around,
      statement,
      component: components.get(asText(part['component-uuid']) ?? '') ?? SYSTEM,
      isPlan: true,
    }));
  const entriesOf = (requirement: Loose): readonly Entry[] => {
    const entries = [
      ...byComponents(requirement, [requirement], null),
      ...asObjects(requirement.statements).flatMap((statement) =>
        byComponents(statement, [statement, requirement], asText(statement['statement-id'])),
      ),
    ];
    return entries.length > 0
      ? entries
      : [{ part: requirement, around: [], statement: null, component: SYSTEM, isPlan: true }];
  };
  return [
    {
      requirements: asObjects(asObject(body['control-implementation'])?.['implemented-requirements']),
      source: asText(asObject(body['import-profile'])?.href),
      entriesOf,
    },
  ];
}
const SYSTEM: Component = { title: 'This system', props: {}, leveraged: false };
const titleOf = (component: Loose): string => asText(component.title) ?? 'A component without a title';

function claimsOf(
  requirement: Loose,
  entry: Entry,
  source: Loose | undefined,
  scheme: IdScheme | null,
): readonly Claim[] {
  const { component, statement } = entry;
  const id = asText(requirement['control-id']) ?? '';
  const place = statement ?? id;
  return controlsOf(requirement, source, scheme).map((named) => ({
    sheet: component.title.slice(0, 100),
    cell: place.slice(0, 100),
    ...named,
    part: partOf(statement),
    label: fromControlToken(id).slice(0, 200),
    title: null,
    ...saidOf(entry),
  }));
}

const unreadOf = (requirement: Loose, { component }: Entry): UnreadCell => {
  const id = asText(requirement['control-id']);
  return {
    sheet: component.title.slice(0, 100),
    cell: (asText(requirement.uuid) ?? '').slice(0, 60),
    value: (id ?? '').slice(0, 200),
    why:
      id === null
        ? 'Its entry names no control.'
        : 'Its control id is spelt as none of the framework of the others.',
    outside: false,
  };
};

const NAMED = 10;
/** Where a plan describes something and does not say by it that its author does it. */
function undecidedOf(claims: readonly Claim[], root: string): readonly string[] {
  const undecided = claims.filter(
    ({ owners, notApplicable, vendorText }) => owners.length === 0 && !notApplicable && vendorText !== null,
  );
  const labels = [...new Set(undecided.map(({ label }) => label))];
  if (root !== 'system-security-plan' || labels.length === 0) return [];
  const more = labels.length > NAMED ? ` and ${labels.length - NAMED} more` : '';
  return [
    `What the plan describes of ${labels.slice(0, NAMED).join(', ')}${more} is still to be filled in, is not done, stands elsewhere, or is left to somebody else: these claims name no owner.`,
  ];
}

/** From whom a plan inherits, as it says itself. */
function notesOf(body: Loose, root: string): readonly string[] {
  if (root !== 'system-security-plan') return [];
  const titles = asObjects(asObject(body['system-implementation'])?.['leveraged-authorizations']).map(
    (each) =>
      `${asText(each.title) ?? 'one without a title'}${asText(each['date-authorized']) === null ? '' : `, authorised on ${asText(each['date-authorized'])}`}`,
  );
  return titles.length === 0 ? [] : [`Its system inherits from ${titles.slice(0, 10).join('; ')}.`];
}
