import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemarcError } from '../../../main/contract/errors.ts';
import { openWorkbook } from '../../../main/workbook/open.ts';
import { fell, held, type Part } from '../part.ts';
import { makeSoundWorkbook } from '../sound.ts';

/** A closed workbook that ends too early, at any byte or at the end of a page, or goes on with zeros. */
export const truncations: Part = {
  name: 'truncations',
  title: 'truncations',
  weight: 1,
  limitMs: 20_000,
  cases: 4000,
  async start(folder) {
    const bytes = readFileSync(await makeSoundWorkbook(folder));
    return {
      attempt({ folder: own, random }) {
        const anywhere = random.below(bytes.length);
        const page = Math.floor(anywhere / 4096) * 4096;
        const how = random.pick(['anywhere', 'page', 'zeros']);
        const cut = Buffer.from(bytes.subarray(0, how === 'anywhere' ? anywhere : page));
        const file = join(own, 'cut.demarc');
        const written = how === 'zeros' ? Buffer.concat([cut, Buffer.alloc(bytes.length - cut.length)]) : cut;
        writeFileSync(file, written);
        for (const readOnly of [true, false])
          try {
            openWorkbook(file, {
              who: 'Ann',
              backups: join(own, 'backups'),
              now: '2026-11-26T10:00:00.000Z',
              readOnly,
            }).close();
            return fell('opened', `Cut (${how}) at ${cut.length} of ${bytes.length} bytes, it opens.`);
          } catch (error) {
            if (!(error instanceof DemarcError) || error.code === 'UNEXPECTED')
              return fell('UNEXPECTED', `Cut (${how}) at ${cut.length}: ${error}`);
          }
        return readFileSync(file).equals(written)
          ? held('refused')
          : fell('changed', 'Refusing it changed it.');
      },
    };
  },
};
