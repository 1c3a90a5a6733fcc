import { createHash } from 'node:crypto';
import type { ControlText } from '../../contract/control-texts.ts';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { fromControlToken, toControlToken } from '../../domain/controls/control-spelling.ts';
import { type OscalDocument, readOscalDocument } from '../oscal/read-document.ts';
import { asList, asObject, asObjects, asText, type Loose } from '../oscal/values.ts';
import { MAX_UNRESOLVED } from './limits.ts';
import { catalogueOf, notACatalogue, type OscalCatalogue } from './read-catalogue.ts';
import { type Problem, resolveProfile } from './resolve-profile.ts';
import { selectControls } from './select-controls.ts';

interface NamedFile {
  readonly path: string;
  readonly name: string;
}
/** Texts that a workbook has already, of which a profile may choose. */
export interface KeptTexts {
  readonly title: string;
  readonly file: string;
  /** SHA-256 of the file that they are from. */
  readonly source: string;
  readonly texts: readonly ControlText[];
}
/** What a profile may be resolved against: files given with it go before what the workbook has. */
export interface AtHand {
  readonly files: readonly NamedFile[];
  readonly kept: readonly KeptTexts[];
}
interface Given extends OscalDocument {
  readonly name: string;
}
/** A profile of a profile of a profile is more than anybody publishes. */
const MAX_PROFILES = 5;
/** Imports of one profile; those that are published have one or two. */
const MAX_IMPORTS = 100;

/**
 * The texts of controls of an OSCAL catalogue, or of a profile once it is resolved against what is at hand. INVALID_INPUT where the file is neither,
 * and where nothing at hand is a catalogue of the profile's.
 */
export async function readControlTexts(
  { path, name }: NamedFile,
  atHand: AtHand,
  signal?: AbortSignal,
): Promise<OscalCatalogue> {
  const document = await readOscalDocument(path, name, signal);
  if (document.root === 'catalog') return catalogueOf(document.body, document.sha256, name, signal);
  if (document.root !== 'profile') throw invalidInput(notACatalogue(name, document.root));
  const given: Given[] = [];
  for (const file of atHand.files)
    given.push({ name: file.name, ...(await readOscalDocument(file.path, file.name, signal)) });
  return resolved({ name, ...document }, given, atHand.kept, signal);
}

function resolved(
  profile: Given,
  given: readonly Given[],
  kept: readonly KeptTexts[],
  signal: AbortSignal | undefined,
): OscalCatalogue {
  if (signal?.aborted)
    throw new DemarcError('CANCELLED', `Reading ${profile.name} was cancelled. Nothing was changed.`);
  const problems: Problem[] = [];
  const imports = importsOf(profile);
  const sources = imports.map((wanted) =>
    sourceOf(profile, wanted, { given, problems, done: new Map() }, [profile]),
  );
  const fromKept = imports.flatMap((wanted, at) =>
    sources[at] === undefined ? keptFor(profile.body, wanted, kept) : [],
  );
  const open = imports.filter((_, at) => sources[at] === undefined);
  for (const wanted of open)
    if (keptFor(profile.body, wanted, kept).length === 0) problems.push(notAtHand(profile.body, wanted));
  for (const { wanted, from } of fromKept)
    for (const address of namesOf(profile.body, wanted))
      if (isOfAnother(address, [from.title, from.file]))
        problems.push({ place: address, why: `"${from.title}" in this workbook was taken in its place` });
  if (sources.every((source) => source === undefined) && fromKept.length === 0)
    throw invalidInput(whatIsMissing(profile, imports));
  const {
    catalogue,
    missing,
    problems: unmade,
  } = resolveProfile(
    profile.body,
    sources.map((source) => source?.body),
  );
  const used = [profile, ...sources.flatMap((source) => source ?? [])].map(({ sha256 }) => sha256);
  const texts = chosenOf(profile.body, fromKept, problems);
  const read =
    asList(catalogue.controls).length === 0
      ? { ...aboutOf(profile.body), controls: [], unplaced: [] }
      : catalogueOf(catalogue, '', profile.name, signal);
  const controls = [...read.controls, ...texts];
  // The texts are part of it: the same files come to others where a catalogue is given of which the workbook had the texts alone.
  const sha256 = createHash('sha256')
    .update([...used, ...fromKept.map(({ from }) => from.source), JSON.stringify(controls)].join('\n'))
    .digest('hex');
  if (controls.length === 0)
    throw invalidInput(
      `${profile.name} is an OSCAL profile that chooses no control of the catalogue at hand. Check that it is the catalogue that the profile names: ${imports.flatMap((wanted) => namesOf(profile.body, wanted)).join(', ')}.`,
    );
  const all = [...problems, ...missing, ...(fromKept.length === 0 ? unmade : []), ...read.unplaced];
  return { ...read, sha256, controls, unplaced: all.slice(0, MAX_UNRESOLVED) };
}

function aboutOf(body: Loose): Pick<OscalCatalogue, 'title' | 'version' | 'oscalVersion'> {
  const metadata = asObject(body.metadata);
  return {
    title: asText(metadata?.title) ?? 'Profile without a title',
    version: asText(metadata?.version) ?? 'unknown',
    oscalVersion: asText(metadata?.['oscal-version']) ?? 'unknown',
  };
}

/** The names under which an import may be met: its own address, or those of the resource in the back matter that it leads to. */
function namesOf(profile: Loose, wanted: Loose): readonly string[] {
  const href = asText(wanted.href);
  if (href === null) return [];
  if (!href.startsWith('#')) return [href];
  const resource = asObjects(asObject(profile['back-matter'])?.resources).find(
    ({ uuid }) => asText(uuid) === href.slice(1),
  );
  const names = asObjects(resource?.rlinks).flatMap((link) => asText(link.href) ?? []);
  return names.length > 0 ? names : [asText(resource?.title) ?? href];
}
const notAtHand = (profile: Loose, wanted: Loose): Problem => ({
  place: namesOf(profile, wanted)[0] ?? 'a catalogue',
  why: 'it is not at hand',
});
/** The last part of an address, whichever form of the same document it names. */
const lastPart = (address: string): string => (address.split(/[\\/]/).at(-1) ?? '').toLowerCase();
const stem = (address: string): string =>
  lastPart(address)
    .replace(/\.(?:json|xml|ya?ml)(?:\.gz)?$/i, '')
    .replace(/-min$/i, '');

const idsOf = (wanted: Loose): readonly string[] =>
  asObjects(wanted['include-controls']).flatMap((call) =>
    asList(call['with-ids']).flatMap((id) => toControlToken(asText(id) ?? '')),
  );

interface Source {
  readonly body: Loose;
  readonly sha256: string;
}
interface Resolving {
  readonly given: readonly Given[];
  readonly problems: Problem[];
  /** What each profile among the files came to, so that it is resolved once however often it is imported. */
  readonly done: Map<Given, Source | undefined>;
}
function importsOf({ name, body }: Given): readonly Loose[] {
  const imports = asObjects(body.imports);
  if (imports.length > MAX_IMPORTS)
    throw invalidInput(
      `${name} imports from more than ${MAX_IMPORTS} catalogues, which no profile does. Check that it is the file you meant.`,
    );
  return imports;
}

/** The catalogue of an import among the files: the one of its name, else the only one that is given. A profile among them is resolved first. */
function sourceOf(
  { body: profile }: Given,
  wanted: Loose,
  resolving: Resolving,
  above: readonly Given[],
): Source | undefined {
  const { given, done, problems } = resolving;
  const usable = given.filter(
    (each) => ['catalog', 'profile'].includes(each.root ?? '') && !above.includes(each),
  );
  const names = namesOf(profile, wanted);
  const stems = names.map(stem);
  // Whatever else is given is not what a profile means that imports itself.
  if (above.some(({ name }) => names.some((address) => lastPart(address) === lastPart(name))))
    return undefined;
  const catalogues = usable.filter(({ root }) => root === 'catalog');
  const called = usable.find(({ name }) => stems.includes(stem(name)));
  const found = called ?? (catalogues.length === 1 ? catalogues[0] : undefined);
  // What is not called a catalogue may be a profile, which changes what it chooses.
  const isCatalogue = names.some((address) => /^#|catalog/i.test(address));
  if (
    found &&
    !called &&
    (!isCatalogue || names.some((address) => isOfAnother(address, [aboutOf(found.body).title, found.name])))
  )
    problems.push({ place: names[0] ?? 'a catalogue', why: `${found.name} was taken in its place` });
  if (!found || found.root === 'catalog') return found;
  if (!done.has(found)) done.set(found, throughProfile(found, resolving, above));
  return done.get(found);
}

const REVISION = /(?<!\p{L})rev(?:ision)?[ ._-]{0,2}(\d{1,2})(?!\d)/iu;
/** Whether an address names a revision, and what a catalogue is called names another: `.../rev4/json/NIST_SP-800-53_rev4_catalog.json`. */
function isOfAnother(address: string, called: readonly string[]): boolean {
  const revisionOf = (text: string): string | undefined => REVISION.exec(text)?.[1];
  const wanted = revisionOf(stem(address)) ?? revisionOf(address);
  const found = called.map(revisionOf).find((revision) => revision !== undefined);
  return wanted !== undefined && found !== undefined && found !== wanted;
}

/** What a profile among the files comes to; undefined where nothing that it imports is at hand. */
function throughProfile(found: Given, resolving: Resolving, above: readonly Given[]): Source | undefined {
  const { problems } = resolving;
  if (above.length >= MAX_PROFILES) {
    problems.push({ place: found.name, why: `it lies behind more than ${MAX_PROFILES} profiles` });
    return undefined;
  }
  const imports = importsOf(found);
  const inner = imports.map((next) => sourceOf(found, next, resolving, [...above, found]));
  if (inner.every((source) => source === undefined)) return undefined;
  for (const [at, source] of inner.entries())
    if (source === undefined) problems.push(notAtHand(found.body, imports[at] ?? {}));
  const {
    catalogue,
    missing,
    problems: unmade,
  } = resolveProfile(
    found.body,
    inner.map((source) => source?.body),
  );
  problems.push(...missing, ...unmade);
  const used = new Set([found.sha256, ...inner.flatMap((source) => source?.sha256 ?? [])]);
  return { body: catalogue, sha256: [...used].join('\n') };
}

interface FromKept {
  readonly wanted: Loose;
  readonly from: KeptTexts;
}
/** The texts in the workbook for an import: those of its name, else those that hold most of what it asks for. */
function keptFor(profile: Loose, wanted: Loose, kept: readonly KeptTexts[]): readonly FromKept[] {
  const stems = namesOf(profile, wanted).map(stem);
  const ids = new Set(idsOf(wanted));
  const held = ({ texts }: KeptTexts) => texts.filter(({ token }) => ids.has(token)).length;
  const named = kept.find(({ file }) => stems.includes(stem(file)));
  const [most] = kept.toSorted((a, b) => held(b) - held(a));
  const from = named ?? (most !== undefined && held(most) > 0 ? most : undefined);
  return from === undefined ? [] : [{ wanted, from }];
}

/** What imports choose of texts that the workbook has; what the profile changes in them cannot be done there, and is said. */
function chosenOf(profile: Loose, imports: readonly FromKept[], problems: Problem[]): readonly ControlText[] {
  const chosen = new Map<string, ControlText>();
  for (const { wanted, from } of imports) {
    const { tokens, missing } = selectControls(
      wanted,
      from.texts.map(({ token }) => ({ token, above: aboveOf(token) })),
    );
    for (const id of missing)
      problems.push({
        place: fromControlToken(id),
        why: `"${from.title}" in this workbook does not have it`,
      });
    for (const text of from.texts)
      if (tokens.has(text.token) && !chosen.has(text.token)) chosen.set(text.token, text);
  }
  const modify = asObject(profile.modify);
  const changes = asObjects(modify?.alters).length + asObjects(modify?.['set-parameters']).length;
  if (imports.length > 0 && changes > 0)
    problems.push({
      place: 'What the profile changes',
      why: `${changes} changes of parameters and controls are not made, because the workbook keeps texts and no parameters. Give the catalogue together with the profile to have them`,
    });
  return [...chosen.values()];
}
/** The control that an enhancement belongs to, as its id says. */
const aboveOf = (token: string): readonly string[] => {
  const dot = /^[a-z]{2}-\d+(?=\.\d+$)/.exec(token)?.[0];
  return dot === undefined ? [] : [dot];
};

function whatIsMissing({ name, body }: Given, imports: readonly Loose[]): string {
  const wanted = [...new Set(imports.flatMap((each) => namesOf(body, each)))].slice(0, 3);
  return `${name} is an OSCAL profile: it chooses controls and does not hold their texts. ${
    wanted.length === 0
      ? 'It names no catalogue.'
      : `Give with it the catalogue that it names: ${wanted.join(', ')}.`
  } A publisher's "resolved" profile holds both.`;
}
