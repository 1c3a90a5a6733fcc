import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DemarcError } from '../../../main/contract/errors.ts';
import { callers, startCore } from '../../support/core.ts';
import { fell, held, type Part } from '../part.ts';
import { DUTIES, makeSoundWorkbook, SUBJECTS, verdictOn } from '../sound.ts';

/**
 * Copies made of the file alone while it is open, as a file manager or a sync client makes them: a copy that lacks an
 * acknowledged answer says that it was made while the workbook was open, or is refused; it is never taken for the whole.
 */
export const copies: Part = {
  name: 'copies',
  title: 'copies while open',
  weight: 1,
  limitMs: 30_000,
  cases: 1000,
  async start(folder) {
    const sound = await makeSoundWorkbook(folder);
    return {
      async attempt({ folder: own, random }) {
        const path = join(own, 'work.demarc');
        const copy = join(own, 'copy.demarc');
        copyFileSync(sound, path);
        const { core } = startCore(own);
        let head = '';
        try {
          const { id } = await core.openPath(path);
          const { call } = callers(core, id);
          const answers = random.below(6);
          for (let n = 0; n < answers; n += 1)
            await call('assignments.update', {
              ref: `${SUBJECTS[n % 3]}/${DUTIES[n % 4]}`,
              note: `Note ${n}`,
            });
          const db = new Database(path, { readonly: true });
          head = String(db.prepare('SELECT hash FROM change ORDER BY rev DESC LIMIT 1').pluck().get());
          db.close();
          copyFileSync(path, copy);
          if (random.below(4) === 0 && existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
        } finally {
          await core.close();
        }
        const other = startCore(join(own, 'other')).core;
        try {
          const info = await other.openPath(copy, { readOnly: true });
          const said = info.notices.length > 0;
          const verdict = await verdictOn(copy);
          const named = verdict instanceof DemarcError || !verdict.ok;
          const whole = hasEntry(copy, head);
          if (!whole && !said && !named)
            return fell('STALE', 'It lacks acknowledged answers, opens, and nothing says so.');
          return held(whole ? 'whole' : 'said to be made while open');
        } catch (error) {
          if (error instanceof DemarcError && error.code !== 'UNEXPECTED') return held('refused');
          return fell('UNEXPECTED', String(error));
        } finally {
          await other.close();
        }
      },
    };
  },
};

function hasEntry(path: string, hash: string): boolean {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare('SELECT 1 FROM change WHERE hash = ?').get(hash) !== undefined;
  } finally {
    db.close();
  }
}
