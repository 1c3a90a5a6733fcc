import type { LayoutReconciliation } from '../../contract/layouts.ts';
import { OSCAL_PROPERTY_NS } from '../../domain/layouts/oscal.ts';
import { piecesOfFile } from '../../platform/file-pieces.ts';
import type { Context, OscalDocument } from './document.ts';
import { noteText } from './duty.ts';
import { readParts } from './json-parts.ts';

const NAMED = 10;

interface Prop {
  readonly name: string;
  readonly ns?: string;
  readonly value: string;
  readonly group?: string;
}
interface Part {
  readonly props?: readonly Prop[];
  readonly remarks?: string;
  readonly 'component-uuid'?: string;
  readonly 'by-components'?: readonly Part[];
  readonly statements?: readonly Part[];
  readonly 'control-implementations'?: readonly { readonly 'implemented-requirements'?: readonly Part[] }[];
}
interface Found {
  owner: string;
  status: string;
  /** How many controls it was found under. */
  controls: number;
  note: boolean;
}

/**
 * Reads the written file again and looks for every row that bears on a control: under each of its controls, with its owner
 * and status, and its note. Evidence is counted in the back matter, with its hash; the digests of the log and of the state must be
 * those of the report. `look` hears how many parts are read.
 */
export async function readBack(
  path: string,
  context: Context,
  root: OscalDocument['root'],
  look?: (done: number) => void,
): Promise<LayoutReconciliation> {
  const found = new Map<string, Found>();
  const notes = new Map(
    context.selection.bearing.flatMap(({ ref, note }) =>
      note === null ? [] : [[ref, noteText(note)] as const],
    ),
  );
  const subjects = new Map<string, string>();
  const evidence = new Map<string, string | null>();
  const digests = new Map<string, string>();
  const problems: string[] = [];
  const plan = root === 'system-security-plan';
  // A plan tells clients nothing of what people noted for themselves.
  const withNotes = context.layout !== 'oscal-provider-ssp';

  const told = tellOf(look);
  const take = (subject: string | undefined, part: Part) => {
    for (const duty of dutiesOf(part)) {
      const ref = `${subject ?? '?'}/${duty.responsibility}`;
      const note = notes.get(ref);
      const noted = note !== undefined && (part.remarks ?? '').includes(note);
      const known = found.get(ref);
      if (!known) found.set(ref, { owner: duty.owner, status: duty.status, controls: 1, note: noted });
      else {
        known.controls += 1;
        known.note ||= noted;
        if (known.owner !== duty.owner || known.status !== duty.status)
          problems.push(`${ref} is not the same under all of its controls.`);
      }
    }
  };

  try {
    for await (const { list, value } of readParts(textOf(path), LISTS)) {
      told(list);
      const part = value as Part & { readonly uuid: string };
      if (list === 'components') {
        const subject = ownValue(part.props, 'subject');
        if (subject !== undefined) subjects.set(part.uuid, subject);
        for (const set of part['control-implementations'] ?? [])
          for (const requirement of set['implemented-requirements'] ?? []) take(subject, requirement);
      } else if (list === 'props') {
        // Of the metadata: those of the other lists are part of their entries.
        const prop = value as Prop;
        if (prop.ns === OSCAL_PROPERTY_NS) digests.set(prop.name, prop.value);
      } else if (list === 'resources') {
        const number = ownValue(part.props, 'number');
        if (number !== undefined) evidence.set(number, hashOf(value));
      } else if (plan)
        for (const place of [part, ...(part.statements ?? [])])
          for (const entry of place['by-components'] ?? [])
            take(subjects.get(entry['component-uuid'] ?? ''), entry);
    }
  } catch (error) {
    problems.push(
      `The file cannot be read again: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const { digest, state } = context.input.report.meta;
  if (digests.get('change-log-head') !== digest) problems.push('It states another head of the change log.');
  if ((digests.get('state') ?? null) !== state) problems.push('It states another digest of the state.');
  compareRows(context, root, found, problems);
  for (const item of context.evidence) {
    const hash = evidence.get(`E-${item.number}`);
    if (hash === undefined) problems.push(`Evidence E-${item.number} is missing.`);
    else if (hash !== item.sha256 && item.kind !== 'note')
      problems.push(`Evidence E-${item.number} has another hash.`);
  }
  const expected = {
    rows: context.selection.bearing.length,
    notes: withNotes ? notes.size : 0,
    evidence: context.evidence.length,
  };
  const counted = {
    rows: found.size,
    notes: withNotes ? [...found.values()].filter(({ note }) => note).length : 0,
    evidence: evidence.size,
  };
  const counts = (['rows', 'notes', 'evidence'] as const).map((key) => ({
    what: WORDS[key],
    expected: expected[key],
    found: counted[key],
  }));
  for (const { what, expected: wanted, found: there } of counts)
    if (there !== wanted) problems.push(`The file holds ${there} ${what}, not ${wanted}.`);
  return {
    ok: problems.length === 0,
    counted: counts,
    problems:
      problems.length <= NAMED
        ? problems
        : [...problems.slice(0, NAMED), `And ${problems.length - NAMED} more differences.`],
  };
}
/** One requirement of a plan holds every component, so each is told; components by themselves are many and small. */
function tellOf(look?: (done: number) => void): (list: string) => void {
  let seen = 0;
  return (list) => {
    seen += 1;
    if (list === 'implemented-requirements' || seen % 500 === 0) look?.(seen);
  };
}
async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of piecesOfFile(path)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
const LISTS: ReadonlySet<string> = new Set(['components', 'resources', 'implemented-requirements', 'props']);
const WORDS = { rows: 'rows of the register', notes: 'notes', evidence: 'pieces of evidence' } as const;

function compareRows(
  context: Context,
  root: OscalDocument['root'],
  found: ReadonlyMap<string, Found>,
  problems: string[],
): void {
  // A plan holds a control once for all frameworks that share it, a component definition once for each.
  const wanted = new Map<string, number>();
  const perControl = context.selection.controls.flatMap(({ responsibilities, sources }) =>
    root === 'system-security-plan'
      ? [responsibilities]
      : sources.map(({ control }) => new Set(control.responsibilities)),
  );
  for (const responsibilities of perControl)
    for (const duty of responsibilities) wanted.set(duty, (wanted.get(duty) ?? 0) + 1);
  for (const { ref, responsibility } of context.selection.bearing) {
    const duty = context.duty(ref);
    const there = found.get(ref);
    if (!there) problems.push(`${ref} is missing.`);
    else if (there.owner !== duty?.owner || there.status !== duty.status)
      problems.push(`${ref} has another owner or status.`);
    else if (there.controls !== wanted.get(responsibility))
      problems.push(
        `${ref} stands under ${there.controls} controls, not ${wanted.get(responsibility) ?? 0}.`,
      );
  }
}

/** What the properties of a part say of each duty, put together by their group. */
function dutiesOf(
  part: Part,
): readonly { readonly responsibility: string; readonly owner: string; readonly status: string }[] {
  const groups = new Map<string, Record<string, string>>();
  for (const { ns, name, value, group } of part.props ?? []) {
    if (ns !== OSCAL_PROPERTY_NS || group === undefined) continue;
    const known = groups.get(group);
    if (known) known[name] = value;
    else groups.set(group, { [name]: value });
  }
  return [...groups.values()].flatMap(({ responsibility, owner = '', status = '' }) =>
    responsibility === undefined ? [] : [{ responsibility, owner, status }],
  );
}

const ownValue = (props: readonly Prop[] | undefined, name: string): string | undefined =>
  props?.find((prop) => prop.ns === OSCAL_PROPERTY_NS && prop.name === name)?.value;
const hashOf = (value: unknown): string | null => {
  const { rlinks } = value as {
    readonly rlinks?: readonly { readonly hashes?: readonly { readonly value: string }[] }[];
  };
  return rlinks?.[0]?.hashes?.[0]?.value ?? null;
};
