// After a change of the lock file: npm ci && npm run third-party
// Writes THIRD-PARTY.md: the packages that the program is made of, their licences, and the notices that these ask for.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockEntries } from './lock-file.ts';

export interface ThirdPartyPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Place in the lock file, and below the project's folder. */
  readonly place: string;
  /** Only installed on one system, so its texts are not at hand on the others. */
  readonly oneSystem: boolean;
}

/** Packages of which the build puts the code into the program, so that nobody installs them with it; what they need comes along. */
export const BUILT_IN = [
  '@tanstack/react-query',
  '@tanstack/react-router',
  '@tanstack/react-virtual',
  'kysely',
  'pdfjs-dist',
  'react',
  'react-dom',
  'selfsigned',
  'uqr',
  'yaml',
  'zod',
];

/** Packages whose package.json names no licence; it is in the file beside it. */
const LICENCE_FILES_SAY: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

/** What a lock file brings into the program itself, by name and version, each once. */
export function thirdPartyPackages(text: string): ThirdPartyPackage[] {
  const found = new Map<string, ThirdPartyPackage>();
  const builtIn = placesBuiltIn(text);
  for (const [place, entry] of lockEntries(text)) {
    if ((entry.dev || entry.devOptional) && !builtIn.has(place)) continue;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const licence = entry.license ?? LICENCE_FILES_SAY[name] ?? 'none named';
    const known = found.get(`${name} ${entry.version}`);
    if (!known)
      found.set(`${name} ${entry.version}`, {
        name,
        version: entry.version,
        licence,
        place,
        oneSystem: entry.os !== undefined || entry.cpu !== undefined,
      });
  }
  return [...found.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** Where the packages lie that the build puts into the program, found as Node finds them. */
function placesBuiltIn(text: string): ReadonlySet<string> {
  const entries = new Map(lockEntries(text));
  const found = new Set<string>();
  const look = (name: string, from: string): void => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
      const entry = entries.get(place);
      if (entry && !found.has(place)) {
        found.add(place);
        for (const needed of Object.keys(entry.dependencies ?? {})) look(needed, place);
      }
      if (entry || folder === '') return;
    }
  };
  for (const name of BUILT_IN) look(name, '');
  return found;
}

/** The table, as the test that holds it against the lock file compares it. */
export function thirdPartyTable(packages: readonly ThirdPartyPackage[]): string {
  return ['| package | version | licence |', '|---|---|---|']
    .concat(packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`))
    .join('\n');
}

function textsOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    .sort()
    .map((name) =>
      readFileSync(join(folder, name), 'utf8')
        .replaceAll('\r\n', '\n')
        .replace(/(?<![ \t])[ \t]+$/gm, '')
        .trim(),
    );
}

function document(root: string): string {
  const packages = thirdPartyPackages(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const byText = new Map<string, string[]>();
  const without: string[] = [];
  for (const { name, version, licence, place, oneSystem } of packages) {
    if (oneSystem) continue;
    const folder = join(root, ...place.split('/'));
    if (!existsSync(folder)) throw new Error(`${place} is not installed. Run "npm ci" first.`);
    const texts = textsOf(folder);
    if (texts.length === 0) without.push(`${name} ${version} (${licence})`);
    for (const text of texts) byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}`]);
  }
  const notices = [...byText].map(
    ([text, names]) => `### ${names.join(', ')}\n\n${text.replace(/^/gm, '    ').replace(/^ +$/gm, '')}`,
  );
  return `# Third parties

The packages that Demarc is made of, as the lock file names them, with their licences. Made by \`npm run third-party\`. Tools that
only build and test Demarc are not in it; \`package-lock.json\` names those as well.

${thirdPartyTable(packages)}

Besides these, better-sqlite3 contains SQLite, which is in the public domain; the desktop edition runs in Electron, which brings the
licences of Chromium and Node.js with it (\`LICENSES.chromium.html\`); and the \`node-*\` packages contain Node.js, whose licence lies in
them. Packages that are made for one operating system only (\`node-*\`) keep their notices in themselves.

These name their licence in package.json and bring no text of it: ${without.join(', ')}.

## Notices

${notices.join('\n\n')}
`;
}

if (import.meta.main) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  writeFileSync(join(root, 'THIRD-PARTY.md'), document(root));
}
