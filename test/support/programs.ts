import { spawnSync } from 'node:child_process';
import { existsSync, globSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** A program of another maker, by which tests look at what Demarc writes or to which it writes; without it they are skipped. */
interface Program {
  readonly name: string;
  readonly debianPackage: string;
  /** Path of the program, or null where it is not installed. */
  readonly find: () => string | null;
}

const PROGRAMS = {
  poppler: { name: 'poppler', debianPackage: 'poppler-utils', find: () => findCommand('pdftotext') },
  qpdf: { name: 'qpdf', debianPackage: 'qpdf', find: () => findCommand('qpdf') },
  libreOffice: {
    name: 'LibreOffice',
    debianPackage: 'libreoffice-calc-nogui',
    find: () => findCommand('soffice', 'libreoffice'),
  },
  libreOfficeWriter: {
    name: 'LibreOffice Writer',
    debianPackage: 'libreoffice-writer-nogui',
    find: () => {
      const office = findCommand('soffice', 'libreoffice');
      const has = office !== null && existsSync(join(realpathSync(office), '..', 'libswlo.so'));
      return has ? office : null;
    },
  },
  openpyxl: {
    name: 'openpyxl',
    debianPackage: 'python3-openpyxl',
    find: () => {
      const python = findCommand('python3');
      const has = python !== null && spawnSync(python, ['-c', 'import openpyxl']).status === 0;
      return has ? python : null;
    },
  },
  postgres: { name: 'PostgreSQL', debianPackage: 'postgresql', find: findPostgres },
} as const satisfies Readonly<Record<string, Program>>;

/** The folder of its programs, of which only some are on the path: the newest one, from 14 on. */
function findPostgres(): string | null {
  const folders = globSync('/usr/lib/postgresql/*/bin').sort(
    (a, b) => Number(/(\d+)\/bin$/.exec(b)?.[1]) - Number(/(\d+)\/bin$/.exec(a)?.[1]),
  );
  const [newest] = folders.filter((folder) => Number(/(\d+)\/bin$/.exec(folder)?.[1]) >= 14);
  const found = newest ?? dirname(findCommand('initdb') ?? '');
  // It is started with certificates of its own.
  const has = existsSync(join(found, 'initdb')) && findCommand('openssl') !== null;
  return has ? found : null;
}

/** Path of the first of these commands that the system has, or null; what npm installed is not the system's. */
export function findCommand(...commands: readonly string[]): string | null {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)].filter(
    (folder) => folder !== '' && !folder.includes('node_modules'),
  );
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const paths = folders.flatMap((folder) =>
    commands.flatMap((command) => endings.map((ending) => join(folder, `${command}${ending}`))),
  );
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Path of a reader (of Python, for openpyxl; the folder of PostgreSQL's programs), or null where it is not installed. */
export const findProgram = (program: keyof typeof PROGRAMS): string | null => PROGRAMS[program].find();

/** The readers that are not installed here. */
export const missingPrograms = (): readonly Program[] =>
  Object.values(PROGRAMS).filter(({ find }) => find() === null);
