import { ENTITY_KINDS, type EntityKind } from './events.ts';
import type { DemarcContract } from './index.ts';

/** What is known of the methods of a group beside what goes in and out, without the validators. */
interface Facts<Methods> {
  /** Of what its methods speak: of the program, whichever workbook is open; of a catalogue, with or without one; of a workbook. */
  readonly of: 'program' | 'catalogue' | 'workbook';
  /** Kinds of record of which something shows in what its queries read. Too much costs a query, too little shows something stale. */
  readonly shows: readonly EntityKind[];
  /** The same for queries of which less shows, or more. */
  readonly but?: { readonly [M in keyof Methods]?: readonly EntityKind[] };
}

/** What is answered, by whom, and what hangs on it. */
const ANSWERED = [
  'workbook',
  'party',
  'person',
  'environment',
  'service',
  'assignment',
  'evidence',
  'custom',
] as const satisfies readonly EntityKind[];
const REGISTER = [...ANSWERED, 'sign-off'] as const;
/** It can be narrowed to what a rule points at, and some rules look at actions and at the times between reviews. */
const NARROWED = [...REGISTER, 'action', 'cadence'] as const;
/** Whatever is recorded is one more entry of the change log. */
const LOGGED = ENTITY_KINDS.filter((kind) => kind !== 'position');

const COMMON = ['party', 'environment', 'service', 'assignment', 'evidence', 'custom'] as const;
const MEETING = [
  'workbook',
  'party',
  'person',
  'service',
  'assignment',
  'evidence',
  'custom',
  'meeting',
] as const;

const GROUP_FACTS: { readonly [G in keyof DemarcContract]: Facts<DemarcContract[G]> } = {
  // Lists of workbooks show their titles, and nothing else of them.
  app: { of: 'program', shows: ['workbook'] },
  workbook: {
    of: 'workbook',
    shows: ['workbook', 'party', 'person', 'service', 'assignment', 'evidence', 'custom'],
    but: {
      info: ['workbook', 'party', 'person', 'service', 'custom'],
      // What can be taken back, and the newest entries.
      history: LOGGED,
      changes: LOGGED,
    },
  },
  parties: { of: 'workbook', shows: ['party'], but: { kindChange: ['party', 'person', ...COMMON] } },
  people: { of: 'workbook', shows: ['party', 'person', 'assignment'] },
  environments: { of: 'workbook', shows: ['environment', 'service'] },
  services: { of: 'workbook', shows: ['person', 'environment', 'service', 'assignment', 'custom'] },
  assignments: {
    of: 'workbook',
    shows: REGISTER,
    but: {
      register: NARROWED,
      refs: NARROWED,
      filterOptions: ['workbook', 'party', 'person', 'environment', 'service', 'custom', 'sign-off'],
      position: [...REGISTER, 'position'],
    },
  },
  common: { of: 'workbook', shows: COMMON },
  providers: { of: 'workbook', shows: COMMON },
  evidence: { of: 'workbook', shows: ['service', 'evidence', 'claim'] },
  erasure: { of: 'workbook', shows: ['workbook', 'evidence'] },
  gaps: { of: 'workbook', shows: NARROWED },
  // They say how many gaps they cover.
  actions: { of: 'workbook', shows: NARROWED },
  due: { of: 'workbook', shows: NARROWED },
  // How much was recorded in a week stands there as well.
  overview: { of: 'workbook', shows: LOGGED },
  find: { of: 'workbook', shows: [...ANSWERED, 'action', 'meeting', 'proposal'] },
  discover: { of: 'workbook', shows: [] },
  findings: { of: 'workbook', shows: ['evidence'] },
  claims: {
    of: 'workbook',
    shows: ['workbook', 'party', 'service', 'assignment', 'evidence', 'claim', 'custom'],
  },
  exports: { of: 'workbook', shows: NARROWED },
  imports: { of: 'workbook', shows: [] },
  sheets: { of: 'workbook', shows: [] },
  // Every change that is logged is one more line of it, and gives new names to old ones.
  history: { of: 'workbook', shows: LOGGED },
  custom: { of: 'workbook', shows: ['service', 'custom'] },
  houseRules: { of: 'workbook', shows: ['custom'] },
  texts: { of: 'workbook', shows: ['texts'] },
  catalogue: { of: 'catalogue', shows: ['custom'] },
  workshop: {
    of: 'workbook',
    shows: MEETING,
    // Time that is spent is stored without an entry, like the place where one stands.
    but: {
      // They count what was proposed in each.
      meetings: [...MEETING, 'proposal', 'position'],
      agenda: [...MEETING, 'position'],
      // They say of which state of the workbook they are.
      minutes: [...LOGGED, 'position'],
    },
  },
  // Not what is answered: each answer would ask for them again.
  proposals: {
    of: 'workbook',
    shows: ['party', 'person', 'service', 'custom', 'meeting', 'proposal'],
  },
  // Who is in a room is in no file; an event of its own tells of it.
  room: { of: 'program', shows: [] },
  review: { of: 'workbook', shows: [...REGISTER, 'cadence'] },
  // What is compared may be the workbook as it is now, which says of when it is.
  snapshots: { of: 'workbook', shows: [...ANSWERED, 'snapshot'], but: { compare: LOGGED } },
  merge: { of: 'workbook', shows: ['snapshot'] },
  views: { of: 'workbook', shows: ['view'] },
  layouts: { of: 'catalogue', shows: [] },
  forms: { of: 'workbook', shows: [] },
  packs: { of: 'workbook', shows: ['evidence'] },
  keys: { of: 'program', shows: [] },
  portfolio: { of: 'program', shows: [] },
};

const factsOf = (group: string): Facts<Readonly<Record<string, unknown>>> | null =>
  Object.hasOwn(GROUP_FACTS, group) ? GROUP_FACTS[group as keyof DemarcContract] : null;

/** Of what a method (`group.method`) speaks; null for one of a group that is none. */
export const subjectOf = (name: string): 'program' | 'catalogue' | 'workbook' | null =>
  factsOf(name.slice(0, name.indexOf('.')))?.of ?? null;

/** Kinds of record that show in what one method reads. */
export function shownBy(group: string, method: string): readonly EntityKind[] {
  const facts = factsOf(group);
  return facts?.but?.[method] ?? facts?.shows ?? [];
}
