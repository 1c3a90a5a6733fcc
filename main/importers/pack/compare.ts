import type { PackProblem } from '../../contract/packs.ts';
import { type Manifest, PACK_FILES, SIGNATURE_FILES, TIMESTAMP_FILE } from '../../domain/pack/manifest.ts';
import { formatSums } from '../../domain/pack/sums.ts';

/** What was read: hash and size of a file, or what there is to say of one that could not be read, behind its name. */
export type Content = { readonly sha256: string; readonly bytes: number } | { readonly unreadable: string };

export interface Compared {
  readonly altered: readonly PackProblem[];
  readonly missing: readonly PackProblem[];
  readonly extra: readonly PackProblem[];
}

/**
 * Holds three witnesses of every file against each other: its content, its line in SHA256SUMS, its entry in the manifest. Where two
 * agree, the third was altered, unless SHA256SUMS and the manifest's own hash say otherwise: then nobody can tell which, and the
 * sentence says so. `manifest` and `sums` are null where they cannot be read.
 */
export function compareFiles(
  contents: ReadonlyMap<string, Content>,
  manifest: Manifest | null,
  sums: ReadonlyMap<string, string> | null,
  sumsText: string,
): Compared {
  const altered = new Map<string, string>();
  const missing: PackProblem[] = [];
  const extra: PackProblem[] = [];
  const alter = (path: string, sentence: string) => {
    if (!altered.has(path)) altered.set(path, sentence);
  };
  const listed = new Map((manifest?.files ?? []).map((file) => [file.path, file]));
  const { manifest: MANIFEST, sums: SUMS } = PACK_FILES;
  const ownContent = contents.get(MANIFEST);
  const vouched =
    ownContent !== undefined && 'sha256' in ownContent && sums?.get(MANIFEST) === ownContent.sha256;
  for (const path of new Set([
    ...contents.keys(),
    ...listed.keys(),
    ...(sums?.keys() ?? []),
    MANIFEST,
    SUMS,
  ])) {
    const content = contents.get(path);
    const entry = listed.get(path);
    const sum = sums?.get(path);
    if (!content) {
      missing.push({ path, sentence: `${path} is missing from the pack.` });
      continue;
    }
    if ('unreadable' in content) {
      alter(path, `${path} ${content.unreadable}.`);
      continue;
    }
    if (path === SUMS) continue;
    const own = path === MANIFEST;
    if (entry === undefined && sum === undefined) {
      if (own || (manifest === null && sums === null)) continue;
      extra.push({
        path,
        sentence: `${path} is in the pack, but neither ${MANIFEST} nor ${SUMS} knows of it.`,
      });
      continue;
    }
    const bySum = sum === undefined ? null : sum === content.sha256;
    const byEntry =
      entry === undefined ? null : entry.sha256 === content.sha256 && entry.bytes === content.bytes;
    if (own) {
      if (bySum === false) alter(path, `${path} was altered: its SHA-256 is not the one in ${SUMS}.`);
    } else if (bySum !== true && byEntry !== true)
      alter(path, `${path} was altered: its SHA-256 is another.`);
    else if (bySum === false && vouched) alter(SUMS, `${SUMS} was altered: its line for ${path} is wrong.`);
    else if (bySum === false)
      alter(
        path,
        `${path} was altered together with ${MANIFEST}, or ${SUMS} was: it says another SHA-256 of both.`,
      );
    else if (byEntry === false && !vouched)
      alter(MANIFEST, `${MANIFEST} was altered: what it says of ${path} is wrong.`);
    else if (byEntry === false)
      alter(path, `${path} or ${MANIFEST} was altered, together with ${SUMS}: they do not fit each other.`);
  }
  if (contents.has(MANIFEST) && manifest === null)
    alter(MANIFEST, `${MANIFEST} is not one that Demarc writes, or is of a newer version.`);
  if (contents.has(SUMS) && sums === null) alter(SUMS, `${SUMS} has lines that are not a hash and a name.`);
  // Also the order, and lines for files that are not there: all of it follows from the manifest.
  if (manifest && sums && ownContent && 'sha256' in ownContent && altered.size === 0) {
    const expected = formatSums([...manifest.files, { path: MANIFEST, sha256: ownContent.sha256 }]);
    if (expected !== sumsText) alter(SUMS, `${SUMS} does not say what ${MANIFEST} says.`);
  }
  return { altered: [...altered].map(([path, sentence]) => ({ path, sentence })), missing, extra };
}

/** A pack has one order; another was made by somebody else. What is missing or extra is said elsewhere. */
export function checkOrder(manifest: Manifest, names: readonly string[]): readonly string[] {
  const listed = [
    ...manifest.files.map(({ path }) => path),
    PACK_FILES.manifest,
    PACK_FILES.sums,
    ...Object.values(SIGNATURE_FILES),
    TIMESTAMP_FILE,
  ];
  const known = new Set(listed);
  const there = new Set(names);
  const expected = listed.filter((name) => there.has(name));
  return names.filter((name) => known.has(name)).every((name, index) => name === expected[index])
    ? []
    : [`The files do not lie in the order in which ${PACK_FILES.manifest} lists them.`];
}

/** Evidence and minutes of which the manifest says that they are in the pack, but which no file bears out. */
export function checkPlaces(manifest: Manifest): readonly string[] {
  const files = new Map(manifest.files.map((file) => [file.path, file]));
  const evidence = manifest.evidence.flatMap(({ number, file, sha256 }) => {
    if (file === null) return [];
    const entry = files.get(file);
    return entry && entry.sha256 === sha256
      ? []
      : [`${PACK_FILES.manifest} places E-${number} at ${file}, where no file of that hash lies.`];
  });
  const minutes = (manifest.minutes ?? []).flatMap(({ meeting, files: own }) =>
    own.flatMap((path) =>
      files.has(path)
        ? []
        : [`${PACK_FILES.manifest} places the minutes M-${meeting} at ${path}, where no file lies.`],
    ),
  );
  return [...evidence, ...minutes];
}
