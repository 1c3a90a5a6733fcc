import { copyFileSync, linkSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DemarcError } from '../../../main/contract/errors.ts';
import { callers, startCore } from '../../support/core.ts';
import { fell, held, type Part } from '../part.ts';
import { DUTIES, makeSoundWorkbook, SUBJECTS } from '../sound.ts';

/** What sync clients, virus scanners and people do to a file that is open. */
const DEEDS: Readonly<Record<string, (path: string, older: string) => void>> = {
  'an older copy renamed over it': (path, older) => {
    copyFileSync(older, `${path}.download`);
    renameSync(`${path}.download`, path);
  },
  'renamed away': (path) => renameSync(path, `${path}.moved`),
  deleted: (path) => rmSync(path),
  'deleted and made again': (path, older) => {
    rmSync(path);
    copyFileSync(older, path);
  },
  'a placeholder in its place': (path) => {
    rmSync(path);
    writeFileSync(path, '');
  },
  'moved into a conflict copy': (path, older) => {
    renameSync(path, path.replace('.demarc', ' (conflicted copy).demarc'));
    copyFileSync(older, path);
  },
  'a second name, the first one taken away': (path) => {
    linkSync(path, `${path}.twin`);
    rmSync(path);
  },
};

/** A workbook that is deleted or replaced while open: what was acknowledged is in one of the files there afterwards. */
export const replaced: Part = {
  name: 'replaced',
  title: 'replaced and deleted files',
  weight: 1,
  limitMs: 30_000,
  cases: 1400,
  async start(folder) {
    const sound = await makeSoundWorkbook(folder);
    return {
      async attempt({ n, folder: own, random }) {
        const path = join(own, 'work.demarc');
        copyFileSync(sound, path);
        const [deed = '', act] = Object.entries(DEEDS)[n % Object.keys(DEEDS).length] ?? [];
        const { core } = startCore(own);
        const told: string[] = [];
        let refused = 0;
        try {
          const { id } = await core.openPath(path);
          const { call } = callers(core, id);
          const at = random.below(6);
          for (let step = 0; step < 8; step += 1) {
            if (step === at) act?.(path, sound);
            const note = `Note ${step}`;
            try {
              await call('assignments.update', { ref: `${SUBJECTS[step % 3]}/${DUTIES[step % 4]}`, note });
              told.push(note);
            } catch (error) {
              if (!(error instanceof DemarcError) || error.code === 'UNEXPECTED')
                return fell('UNEXPECTED', `${deed}: ${error}`);
              refused += 1;
            }
          }
        } catch (error) {
          if (!(error instanceof DemarcError) || error.code === 'UNEXPECTED')
            return fell('UNEXPECTED', `${deed}: ${error}`);
        } finally {
          await core.close();
        }
        const best = Math.max(
          ...workbooksIn(own).map((file) => told.filter((note) => notesIn(file).has(note)).length),
        );
        if (best < told.length)
          return fell(
            'LOST',
            `${deed}: ${told.length - best} of ${told.length} acknowledged notes are in no file.`,
          );
        return held(refused > 0 ? 'refused from then on, nothing lost' : 'nothing lost');
      },
    };
  },
};

/** Also among the backups: there lies what found no place beside it. */
const workbooksIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.includes('.demarc') && !/-(wal|shm|journal)$|\.lock/.test(name))
    .map((entry) => join(entry.parentPath, entry.name));

function notesIn(file: string): Set<string> {
  try {
    const db = new Database(file, { readonly: true });
    try {
      return new Set(
        db.prepare('SELECT note FROM assignment WHERE note IS NOT NULL').pluck().all() as string[],
      );
    } finally {
      db.close();
    }
  } catch {
    return new Set();
  }
}
