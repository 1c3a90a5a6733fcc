import { invalidInput } from '../../contract/errors.ts';
import type { FindingResult } from '../../contract/findings.ts';
import type { IdScheme } from '../../domain/controls/control-ids.ts';
import { fromControlToken } from '../../domain/controls/control-spelling.ts';
import { counted } from '../../domain/words/counted.ts';
import { BackMatter, schemeOf } from '../oscal/claims/frameworks.ts';
import { checkOscalSize, parseOscalDocument } from '../oscal/read-document.ts';
import { asObject, asObjects, asText, type Loose, propOf } from '../oscal/values.ts';
import { TREATED, type Treatment, treatmentNotes, treatmentOf } from './oscal-risks.ts';
import type { Tally } from './tally.ts';
import { placeOfArn, type Reading, toClosed, toFinding, toTime } from './words.ts';

// Results of an assessment in OSCAL: each finding says of one objective or statement of a control whether it is satisfied, and its
// observations of what and when. Names after NIST's model of assessment results, 1.0 to 1.2.

/** What scanners call the frameworks whose ids can be told, in front of a control. */
const NAMES: Readonly<Record<string, string>> = {
  'nist-800-53-r5': 'NIST SP 800-53',
  'nist-800-171-r2': 'NIST SP 800-171',
  'nist-csf-2.0': 'NIST CSF 2.0',
  'pci-dss-4.0.1': 'PCI DSS 4.0.1',
  'iso-27001-2022': 'ISO 27001:2022',
  'soc2-tsc-2017': 'SOC 2',
  'hipaa-security-rule': 'HIPAA',
};

/** Reads one whole document: its findings, one by one. Of several results the newest says how a control stands. INVALID_INPUT for one without findings. */
export async function readAssessmentResults(
  file: string,
  text: AsyncIterable<string>,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<void> {
  const bytes = await bytesOf(file, text, signal);
  const { body } = await parseOscalDocument(bytes, file);
  // JSON and XML are closed; YAML goes on for as long as there are lines.
  if (bytes.at(-1) !== NEW_LINE && !/^\s*[{<]/.test(bytes.toString('utf8', 0, 100)))
    tally.note('Its last line has no end: it may be cut off, and what was behind it is not read.');
  const results = asObjects(body.results).toSorted((a, b) => Number(timeOf(b)) - Number(timeOf(a)));
  const findings = results.flatMap((result) => asObjects(result.findings));
  const observations = results.flatMap((result) => asObjects(result.observations)).length;
  if (findings.length === 0)
    throw invalidInput(
      `${file} holds the results of an assessment in OSCAL without findings: ${counted(observations, 'observation says', 'observations say')} of no control whether it is satisfied. Give the files of the scanners behind it.`,
    );
  const scheme = schemeOf(
    findings.flatMap((finding) => controlOf(targetOf(finding)) ?? []),
    aboutOf(body, results),
  );
  const known = new Set<string>();
  const used = new Set<string>();
  const treated = { accepted: 0, treated: 0 };
  let older = 0;
  for (const result of results) {
    signal?.throwIfAborted();
    const place = new Place(body, result);
    const risks = byUuid(asObjects(result.risks));
    const all = asObjects(result.findings).map((finding) =>
      readOne(finding, result, place, scheme, treatmentOf(finding, risks)),
    );
    const times = new Map<string, number>();
    for (const { key } of all) times.set(key, (times.get(key) ?? 0) + 1);
    for (const { key, title, observed, read, treatment } of all) {
      for (const uuid of observed) used.add(uuid);
      if (known.has(key)) older += 1;
      else {
        // Several weaknesses of one control are told apart by what they are called.
        tally.add(['oscal', read(times.get(key) === 1 ? key : `${key}|${title ?? ''}`)]);
        if (treatment !== null) treated[treatment] += 1;
      }
    }
    for (const { key } of all) known.add(key);
  }
  if (older > 0)
    tally.note(
      `${counted(older, 'finding')} of older results left out: a newer one in the file speaks of the same.`,
    );
  for (const told of treatmentNotes(treated)) tally.note(told);
  const loose = observations - used.size;
  if (loose > 0)
    tally.note(
      `${counted(loose, 'observation')} left out: no finding names ${loose === 1 ? 'it' : 'them'}, so that nothing says whether a control is satisfied.`,
    );
  if (scheme === null)
    tally.note(
      'Its control ids are of no framework and edition that are known here, or may be of several and it names none: its findings are placed by you.',
    );
}

const NEW_LINE = 0x0a;

async function bytesOf(
  file: string,
  text: AsyncIterable<string>,
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of text) {
    signal?.throwIfAborted();
    const bytes = Buffer.from(piece, 'utf8');
    size += bytes.length;
    checkOscalSize(file, size);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

const timeOf = (result: Loose): number => Date.parse(toTime(result.end) ?? toTime(result.start) ?? '') || 0;

/** What says of which framework the controls are: the plan, and what tools note of the catalogue. */
function aboutOf(body: Loose, results: readonly Loose[]): string {
  const backMatter = new BackMatter(body);
  const props = results.flatMap((result) => asObjects(result.props).map(({ value }) => asText(value)));
  return [
    backMatter.about(asText(asObject(body['import-ap'])?.href)),
    asText(asObject(body.metadata)?.title),
    ...results.map((result) => asText(result.title)),
    ...props,
  ].join('\n');
}

/** Drafts of 1.0 had a list of one. */
const targetOf = (finding: Loose): Loose => asObject(finding.target) ?? asObjects(finding.target)[0] ?? {};
/** `ac-2_smt.a`, `ac-2_obj.a-1` and, as FedRAMP's template has it, `ac-2.a.1_obj.3` are of ac-2. */
const controlOf = (target: Loose): string | null =>
  asText(target['target-id'])
    ?.replace(/_(?:obj|smt|stmt|gdn|asm)(?:[._-].*)?$/is, '')
    .replace(/^([a-z]{2}-\d{1,2}(?:\.\d{1,2})?)\.[a-z](?:\..*)?$/i, '$1') || null;

/** What observations of one result speak of. */
class Place {
  readonly #observations: ReadonlyMap<string, Loose>;
  readonly #defined: ReadonlyMap<string, Loose>;

  constructor(body: Loose, result: Loose) {
    this.#observations = byUuid(asObjects(result.observations));
    const local = [body, result].map((each): Loose => asObject(each['local-definitions']) ?? {});
    const all = local.flatMap((each): Loose[] => [each, asObject(each['assessment-assets']) ?? {}]);
    this.#defined = byUuid(
      all.flatMap((each) => [...asObjects(each.components), ...asObjects(each['inventory-items'])]),
    );
  }

  observationsOf(finding: Loose): readonly Loose[] {
    const uuids = asObjects(finding['related-observations']).map((each) => asText(each['observation-uuid']));
    return [...new Set(uuids)].flatMap((uuid) => {
      const found = this.#observations.get(uuid ?? '');
      return found === undefined ? [] : [found];
    });
  }

  /** What they are about: its ARN or id, its title, else the number that it has elsewhere; null for nothing, and for several things. */
  subjectOf(observations: readonly Loose[]): string | null {
    const subjects = new Map(
      observations
        .flatMap((observation) => asObjects(observation.subjects))
        .map((subject) => [asText(subject['subject-uuid']) ?? asText(subject.title), subject]),
    );
    const [only] = subjects.values();
    if (only === undefined || subjects.size > 1) return null;
    const uuid = asText(only['subject-uuid']);
    const defined = this.#defined.get(uuid ?? '') ?? {};
    const values = [only, defined].flatMap((each) => asObjects(each.props).map(({ value }) => asText(value)));
    return (
      values.find((value) => value?.startsWith('arn:')) ??
      asText(only.title) ??
      asText(defined.title) ??
      asText(defined.description) ??
      uuid
    );
  }
}
const byUuid = (all: readonly Loose[]): ReadonlyMap<string, Loose> =>
  new Map(all.map((each): [string, Loose] => [asText(each.uuid) ?? '', each]));

interface One {
  /** What tells it apart from scan to scan. */
  readonly key: string;
  readonly title: string | null;
  readonly observed: readonly string[];
  /** What was decided of the risks of one that is not satisfied. */
  readonly treatment: Treatment | null;
  readonly read: (id: string) => Reading;
}

function readOne(
  finding: Loose,
  result: Loose,
  place: Place,
  scheme: IdScheme | null,
  risk: Treatment | null,
): One {
  const target = targetOf(finding);
  const spelled = fromControlToken(controlOf(target) ?? '');
  const control = scheme?.parse(spelled)?.control ?? spelled;
  const framework = scheme === null ? '' : (NAMES[scheme.framework] ?? scheme.name);
  const observations = place.observationsOf(finding);
  const subject = place.subjectOf(observations);
  const title = asText(finding.title) ?? asText(target.title);
  const named = `${framework} ${control}`.trim();
  const status = statusOf(target);
  const times = observations.flatMap((each) => toTime(each.collected) ?? []);
  const parts = {
    source: 'security-hub' as const,
    check: control === '' ? null : `oscal/${named}`,
    title: title === null ? null : `${control}: ${title}`,
    severity: null,
    resource: subject,
    resourceType: null,
    ...placeOfArn(subject),
    observedAt:
      times.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ??
      toTime(result.end) ??
      toTime(result.start),
    requirements: scheme === null ? [] : [named],
  };
  const key = [
    'oscal',
    asText(target['target-id']) ?? '',
    asText(finding['implementation-statement-uuid']) ?? '',
    subject ?? '',
  ].join('|');
  const implemented = asText(asObject(target['implementation-status'])?.state);
  const isOutOfScope = (implemented ?? propOf(target, 'implementation-status')) === 'not-applicable';
  const found = resultOf(status);
  const treatment = found === 'fail' && !isOutOfScope ? risk : null;
  return {
    key,
    title,
    treatment,
    observed: observations.flatMap((each) => asText(each.uuid) ?? []),
    read: (id) =>
      isOutOfScope
        ? toClosed('notApplicable', { ...parts, id })
        : toFinding({
            ...parts,
            ...{ id, status: status.state, result: treatment === null ? found : TREATED[treatment] },
          }),
  };
}

interface Status {
  readonly state: string | null;
  readonly reason: string | null;
}
const statusOf = (target: Loose): Status => {
  const status = asObject(target.status);
  return { state: asText(status?.state) ?? asText(target.status), reason: asText(status?.reason) };
};

/** `other` is what was neither met nor not, as where it could not be looked at. */
function resultOf({ state, reason }: Status): FindingResult | null {
  if (state === 'satisfied') return 'pass';
  if (state !== 'not-satisfied') return null;
  return reason === 'other' ? 'manual' : 'fail';
}
