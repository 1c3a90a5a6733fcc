import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { FONT_FILES } from '../exporters/pdf/fonts.ts';
import { SCRIPT_FONT_FILES } from '../exporters/pdf/scripts/font-files.ts';
import { writeFileAtomically } from '../platform/atomic-write.ts';
import { readLock } from './lock-file.ts';

/** `linux-x64` and so on, as better-sqlite3 names the binaries that it ships. */
export type System = 'linux-x64' | 'linux-arm64' | 'darwin-x64' | 'darwin-arm64' | 'win32-x64';
/** Entries of the built program: the door of the command line with its threads, or the window's as well. */
export type Edition = 'browser' | 'desktop';

/** What is read by its path, so that no import leads to it. */
const BESIDE_THE_CODE = [
  'LICENSE',
  'THIRD-PARTY.md',
  'main/catalogue/data/**/*',
  'main/hosts/cli/bin.mjs',
  'main/hosts/own-node.mjs',
  'main/platform/edition.mjs',
  'out/renderer/**/*',
];
/** What packages read by its path. */
const BESIDE_PACKAGES = [
  'node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc',
  ...[...FONT_FILES, ...SCRIPT_FONT_FILES].map((file) => `node_modules/${file}`),
];
/** Imports whose target is worked out while the program runs, each with what it comes to. Anything else of the kind is refused. */
const WORKED_OUT: Readonly<Record<string, string>> = {
  'node_modules/better-sqlite3/lib/binding.js': 'the binary below, by the system',
  'node_modules/@zip.js/zip.js/lib/core/codec-registry.js': 'a codec of the page’s, which nobody registers',
  'node_modules/@zip.js/zip.js/lib/core/web-worker-inline-wasm.js': 'the text of a worker of the page’s',
  'node_modules/pdfkit/js/pdfkit.node.mjs': 'a font of PDF’s own, which no document uses',
};
const COMPUTED = /(?<![\w.$])(?:require|import)\(\s*(?:\/\*[^*]*\*\/\s*)*[^'"`)\s/]/;

/** Every file that the built program needs on `system`, from the project's folder, sorted. Throws where it is not installed or built. */
export async function neededFiles(root: string, system: System, edition: Edition): Promise<string[]> {
  const entries = edition === 'desktop' ? ['cli', 'worker', 'electron'] : ['cli', 'worker'];
  const code = await importedFiles(
    root,
    entries.map((name) => join(root, 'out', 'main', `${name}.js`)),
  );
  const files = [
    ...code,
    ...[...BESIDE_THE_CODE, ...(edition === 'desktop' ? ['out/preload/**/*'] : [])].flatMap((pattern) =>
      filesOf(root, pattern),
    ),
    ...[...BESIDE_PACKAGES, `node_modules/better-sqlite3/prebuilds/${system}.node`].flatMap((file) =>
      filesOf(root, file),
    ),
  ];
  const descriptions = files.flatMap((file) => descriptionsAbove(root, file));
  return [...new Set([...files, ...descriptions])].sort();
}

function filesOf(root: string, pattern: string): string[] {
  const files = globSync(pattern, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => toPlace(root, join(entry.parentPath, entry.name)));
  if (files.length === 0) throw new Error(`${pattern} is not there. Run "npm ci" and build first.`);
  return files;
}

/** Each package.json between a file of a package and that package: they say how the file is to be read. */
function descriptionsAbove(root: string, file: string): string[] {
  const found: string[] = [];
  if (!file.includes('node_modules/')) return found;
  for (let folder = dirname(file); !/(^|\/)node_modules(\/@[^/]+)?$/.test(folder); folder = dirname(folder))
    if (existsSync(join(root, folder, 'package.json'))) found.push(`${folder}/package.json`);
  return found;
}

const toPlace = (root: string, path: string): string => relative(root, path).split(sep).join('/');

/** What the entries import, and what that imports, as Node itself resolves it; kept until the build or the lock file is another. */
async function importedFiles(root: string, entries: readonly string[]): Promise<string[]> {
  const main = join(root, 'out', 'main');
  const built = readdirSync(main, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => `${name} ${statSync(join(main, name)).size}`);
  const key = createHash('sha256')
    // The names of the parts come from their content.
    .update(JSON.stringify([readLock(root), built, entries, WORKED_OUT]))
    .digest('hex');
  const path = join(root, 'node_modules', '.cache', `demarc-needed-${entries.length}.json`);
  const kept = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { key: string; files: string[] })
    : null;
  if (kept?.key === key) return kept.files;
  const files = await followImports(root, entries);
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomically(path, JSON.stringify({ key, files }));
  return files;
}

async function followImports(root: string, entries: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  const see: Plugin = {
    name: 'demarc-needed-files',
    moduleParsed({ id, code }) {
      if (!id.startsWith('\0')) found.set(toPlace(root, id.split('?')[0] ?? id), code ?? '');
    },
  };
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [see],
    environments: { ssr: { resolve: { noExternal: true, conditions: ['node'], mainFields: ['main'] } } },
    build: {
      ssr: true,
      write: false,
      minify: false,
      rolldownOptions: { treeshake: false, external: ['electron'], input: [...entries] },
    },
  });
  for (const [file, code] of found)
    if (file.startsWith('node_modules/') && COMPUTED.test(code) && WORKED_OUT[file] === undefined)
      throw new Error(
        `${file} works out what it imports. Say in main/packaging/needed-files.ts what that comes to.`,
      );
  return [...found.keys()].filter((file) => existsSync(join(root, file)));
}
