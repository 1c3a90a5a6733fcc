import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';

const MAX_LINES = 400;

/** Who may import whom, by folder. A folder may always import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'main/contract': [],
  'main/domain': ['main/contract'],
  'main/platform': ['main/contract'],
  'main/catalogue': ['main/contract', 'main/domain'],
  'main/examples': ['main/contract'],
  'main/workbook': ['main/contract', 'main/domain', 'main/platform'],
  'main/importers': ['main/contract', 'main/domain', 'main/platform'],
  'main/portfolio': ['main/contract', 'main/domain', 'main/platform'],
  'main/exporters': ['main/contract', 'main/domain', 'main/platform'],
  'main/assessment': ['main/contract', 'main/domain', 'main/catalogue', 'main/workbook'],
  'main/jobs': [
    'main/contract',
    'main/domain',
    'main/platform',
    'main/catalogue',
    'main/assessment',
    'main/workbook',
    'main/importers',
    'main/exporters',
    'main/portfolio',
  ],
  'main/services': [
    'main/contract',
    'main/domain',
    'main/platform',
    'main/catalogue',
    'main/assessment',
    'main/workbook',
    'main/importers',
    'main/exporters',
    'main/portfolio',
    'main/examples',
    'main/jobs',
  ],
  'main/hosts': ['main/contract', 'main/domain', 'main/examples', 'main/platform', 'main/services', 'config'],
  'main/packaging': ['main/platform', 'main/exporters'],
  preload: ['main/contract'],
  // The guide's pages and pictures are files of docs.
  renderer: ['main/contract', 'main/domain', 'docs'],
};

/** Packages that only one place may know. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/hosts/electron', 'preload'],
  '@electron/fuses': ['main/packaging'],
  'better-sqlite3': ['main/workbook', 'main/portfolio'],
  kysely: ['main/portfolio'],
  pg: ['main/portfolio'],
  'pg-copy-streams': ['main/portfolio'],
  commander: ['main/hosts/cli'],
  exceljs: ['main/exporters'],
  pdfkit: ['main/exporters'],
  saxes: ['main/importers', 'main/exporters/reconcile', 'main/exporters/forms'],
  docx: ['main/exporters/documents'],
  '@zip.js/zip.js': ['main/exporters/pack', 'main/importers/pack'],
  uuid: ['main/exporters/oscal'],
  selfsigned: ['main/hosts/room'],
  uqr: ['renderer'],
  react: ['renderer'],
  'react-dom': ['renderer'],
};
/** Folders of pure code, which runs anywhere and so knows no runtime. */
const PURE = ['main/contract', 'main/domain', 'renderer'];

interface Import {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const sources = ['main', 'preload', 'renderer'].flatMap((folder) => listSources(join(PROJECT, folder)));
const imports = sources.flatMap(readImports);

function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|css)$/.test(entry.name))
    .map((entry) => relative(PROJECT, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readImports(file: string): Import[] {
  const text = readFileSync(join(PROJECT, file), 'utf8');
  const found =
    /\b(?:(import|export)\s+(type\s)?[^'"`;()]*?\bfrom\s*|import\s*\(\s*|import\s+)(['"])([^'"\n]+)\3/g;
  return [...text.matchAll(found)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length,
    specifier: match[4] ?? '',
    typeOnly: match[2] !== undefined,
  }));
}

/** `main/hosts/cli/x.ts` -> `main/hosts`; files at the top are configuration. */
function areaOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  if (!file.includes('/')) return 'config';
  return top === 'main' ? `${top}/${second}` : top;
}

const targetOf = ({ file, specifier }: Import): string =>
  relative(PROJECT, resolve(PROJECT, dirname(file), specifier))
    .split(sep)
    .join('/');
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
const place = ({ file, line, specifier }: Import): string => `${file}:${line} imports ${specifier}`;

describe('the shape of the code', () => {
  it('reads the imports it judges', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(
      imports.some(({ file, specifier }) => file === 'preload/index.ts' && specifier === 'electron'),
    ).toBe(true);
  });

  it('lets every folder import only what lies beneath it', () => {
    const wrong = imports
      .filter(({ specifier }) => specifier.startsWith('.'))
      .filter((each) => {
        const from = areaOf(each.file);
        const to = areaOf(targetOf(each));
        // Types are gone when the preload runs: they tie it to the shape that the page expects of it.
        if (from === 'preload' && each.typeOnly && to === 'renderer') return false;
        return from !== to && !(MAY_IMPORT[from] ?? []).includes(to);
      });
    expect(wrong.map(place)).toEqual([]);
  });

  it('keeps each package in the one place that knows it', () => {
    const wrong = imports.filter(({ file, specifier }) => {
      const allowed = PACKAGES[packageOf(specifier)];
      return allowed !== undefined && !allowed.some((folder) => file.startsWith(`${folder}/`));
    });
    expect(wrong.map(place)).toEqual([]);
  });

  it('lets nothing reach a workbook file but past the look at what it is built of', () => {
    const naming = (word: RegExp) =>
      sources.filter((file) => file.endsWith('.ts') && word.test(readFileSync(join(PROJECT, file), 'utf8')));
    // One opens files and looks them over first; the others build in memory what they are compared with, and what a file once was.
    expect(naming(/import \{[^}]*\bconnect\b[^}]*\} from '[^']*\/connection\.ts'/).sort()).toEqual([
      'main/workbook/at-revision.ts',
      'main/workbook/open-file.ts',
      'main/workbook/schema-check.ts',
    ]);
    // A portfolio is no workbook, and has a file of its own kind.
    const opening = ['main/portfolio/file.ts', 'main/workbook/connection.ts'];
    expect(naming(/\bnew Database\(/).sort()).toEqual(opening);
    expect(naming(/from 'better-sqlite3'/).sort()).toEqual(opening);
  });

  it('keeps the validators of the contract apart from its lists and types, and out of the page', () => {
    const valuesOf = (file: string) =>
      imports.filter((each) => each.file === file && !each.typeOnly).map((each) => each.specifier);
    const contract = sources.filter((file) => /^main\/contract\/[^/]+$/.test(file));
    expect(contract.length).toBeGreaterThan(30);
    expect(contract.filter((file) => valuesOf(file).includes('zod'))).toEqual([]);
    const page = new Set(sources.filter((file) => file.startsWith('renderer/')));
    for (const file of page)
      for (const specifier of valuesOf(file))
        if (specifier.startsWith('.') && /\.tsx?$/.test(specifier))
          page.add(targetOf({ file, specifier, line: 0, typeOnly: false }));
    expect([...page].some((file) => file.startsWith('main/domain/'))).toBe(true);
    expect([...page].filter((file) => valuesOf(file).includes('zod'))).toEqual([]);
  });

  it('keeps Node out of pure code', () => {
    const wrong = imports.filter(
      ({ file, specifier }) =>
        specifier.startsWith('node:') && PURE.some((folder) => file.startsWith(`${folder}/`)),
    );
    expect(wrong.map(place)).toEqual([]);
  });

  it('lets the preload load nothing but electron and the channel names', () => {
    const loaded = imports
      .filter(({ file, typeOnly }) => file.startsWith('preload/') && !typeOnly)
      .map(({ specifier }) => specifier);
    expect(new Set(loaded)).toEqual(new Set(['electron', '../main/contract/channels.ts']));
    expect(imports.filter(({ file }) => file === 'main/contract/channels.ts')).toEqual([]);
    expect(readFileSync(join(PROJECT, 'preload/index.ts'), 'utf8').split('\n').length).toBeLessThan(60);
  });

  it('lets no feature of the page import another', () => {
    const featureOf = (file: string) => /^renderer\/features\/([^/]+)\//.exec(file)?.[1];
    const wrong = imports.filter((each) => {
      const from = featureOf(each.file);
      const to = each.specifier.startsWith('.') ? featureOf(targetOf(each)) : undefined;
      return from !== undefined && to !== undefined && from !== to;
    });
    expect(wrong.map(place)).toEqual([]);
  });

  it('lets each room of the page import only what lies beneath it', () => {
    const roomOf = (file: string) => /^renderer\/([^/]+)\//.exec(file)?.[1];
    const ABOVE: Readonly<Record<string, readonly string[]>> = {
      features: ['app'],
      answering: ['app', 'features'],
      components: ['app', 'features', 'answering'],
      host: ['app', 'features', 'answering'],
      lib: ['app', 'features', 'answering', 'components', 'host'],
    };
    const wrong = imports.filter((each) => {
      const to = each.specifier.startsWith('.') ? roomOf(targetOf(each)) : undefined;
      return to !== undefined && (ABOVE[roomOf(each.file) ?? ''] ?? []).includes(to);
    });
    expect(wrong.map(place)).toEqual([]);
  });

  it(`has no file of more than ${MAX_LINES} lines`, () => {
    const long = sources
      .map((file) => ({ file, lines: readFileSync(join(PROJECT, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });
});
