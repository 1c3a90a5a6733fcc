import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A reader of another maker, by which tests look at what Demarc writes; without it they are skipped. */
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
} as const satisfies Readonly<Record<string, Program>>;

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

/** Path of a reader (of Python, for openpyxl), or null where it is not installed. */
export const findProgram = (program: keyof typeof PROGRAMS): string | null => PROGRAMS[program].find();

/** The readers that are not installed here. */
export const missingPrograms = (): readonly Program[] =>
  Object.values(PROGRAMS).filter(({ find }) => find() === null);
