import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DemarcError } from '../../../main/contract/errors.ts';
import { runRepair } from '../../../main/jobs/repair-task.ts';
import { callers, startCore } from '../../support/core.ts';
import { fell, held, type Part, type Random } from '../part.ts';
import {
  CONTROLS,
  DUTIES,
  differingTables,
  digestOf,
  makeSoundWorkbook,
  SUBJECTS,
  verdictOn,
} from '../sound.ts';

/**
 * The log of a program that was killed, beside a file that somebody put in the place of its own: a backup, the version of another
 * machine, a copy of an open workbook. What that file held is what is opened, unless the log leads on from there, and the log is kept.
 */
export const leftOver: Part = {
  name: 'left-over',
  title: 'logs left beside another file',
  weight: 1,
  limitMs: 30_000,
  cases: 1000,
  async start(folder) {
    const sound = await makeSoundWorkbook(folder);
    return {
      async attempt({ folder: own, random }) {
        const at = (name: string) => {
          mkdirSync(join(own, name), { recursive: true });
          return join(own, name, 'work.demarc');
        };
        const first = at('first');
        copyFileSync(sound, first);
        // Both go on from here, or one of them does.
        await sitting(first, random, null);
        const killed = at('killed');
        const other = at('other');
        copyFileSync(first, killed);
        const log = `${killed}-wal`;
        await sitting(killed, random, () => copyFileSync(log, `${log}.left`));
        const from = random.pick([first, killed, sound]);
        copyFileSync(from, other);
        const isOpen = random.below(2) === 0;
        const path = at('here');
        await sitting(other, random, () => {
          if (!isOpen) return;
          if (random.below(2) === 0) checkpoint(other);
          copyFileSync(other, path);
        });
        if (!isOpen) copyFileSync(other, path);
        if (!existsSync(`${log}.left`)) return held('no log');
        copyFileSync(path, at('alone'));
        const before = digestOf(at('alone'));
        if (before === null) return held('torn');
        copyFileSync(`${log}.left`, `${path}-wal`);
        const { core } = startCore(join(own, 'opening'));
        try {
          await core.openPath(path);
        } catch (error) {
          return fell('REFUSED', String(error));
        } finally {
          await core.close();
        }
        const verdict = await verdictOn(path);
        const aside = readdirSync(join(own, 'here')).find((name) => name.endsWith('.wal'));
        const went = digestOf(killed);
        if (aside === undefined && !(verdict instanceof DemarcError) && !verdict.ok) {
          const target = join(own, 'repaired.demarc');
          await runRepair({ kind: 'repair', path, name: 'it', target, at: NOW, who: null }, CONTROLS);
          const differing = went === null ? ['all'] : differingTables(went, digestOf(target));
          return differing.every((table) => table === 'change')
            ? held('named, and repaired')
            : fell('LOST', `Not in the repaired one: ${differing.join(', ')}.`);
        }
        if (verdict instanceof DemarcError || !verdict.ok)
          return fell(
            'UNSOUND',
            verdict instanceof DemarcError ? verdict.message : verdict.problems.join(' '),
          );
        if (aside === undefined) {
          const now = digestOf(path);
          if (differingTables(before, now).length === 0) return held('nothing new in it');
          if (went !== null && differingTables(went, now).length === 0) return held('its own');
          return fell('LOST', 'The log is gone, and the file is not what it leads to.');
        }
        if (!readFileSync(join(own, 'here', aside)).equals(readFileSync(`${log}.left`)))
          return fell('LOST', 'The log that was set aside is not as it was.');
        const differing = differingTables(before, digestOf(path));
        return differing.length === 0
          ? held('set aside')
          : fell('ALTERED', `Not as the file that was put there: ${differing.join(', ')}.`);
      },
    };
  },
};

const NOW = '2026-12-02T18:10:00.000Z';

/** Some answers; `meanwhile` sees the open file at the end of them. */
async function sitting(path: string, random: Random, meanwhile: (() => void) | null): Promise<void> {
  const { core } = startCore(`${path}.core`);
  const { id } = await core.openPath(path);
  const { call } = callers(core, id);
  const answers = random.below(12);
  for (let n = 0; n < answers; n += 1) {
    const ref = `${random.pick(SUBJECTS)}/${random.pick(DUTIES)}`;
    await call('assignments.update', { ref, note: `Note ${n} of ${random.below(1000)}` });
  }
  meanwhile?.();
  await core.close();
}

/** Folds the log of an open file in, as its own program does now and then. */
function checkpoint(path: string): void {
  const db = new Database(path);
  db.pragma('wal_checkpoint(PASSIVE)');
  db.close();
}
