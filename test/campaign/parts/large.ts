import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writePerson } from '../../../main/workbook/tables/parties.ts';
import { makeLargeWorkbook, serviceRef } from '../../support/large-workbook.ts';
import { LINES, PERSON } from '../large/commands.ts';
import { writeInputs } from '../large/inputs.ts';
import { type Seen, watchCommand } from '../large/watch-command.ts';
import { fell, held, type Part } from '../part.ts';

/** A command may work for so long without a word, and then has so long to end after Ctrl+C; beside others even work takes longer. */
const SILENT_SECONDS = 10;
const REACTION_SECONDS = 2;
/** The largest: 100,000 services, 1,000,000 entries in the log, 5 GB of evidence. `DEMARC_LARGE=1` plays that; it takes a disk of 30 GB. */
const WHOLE = { services: 100_000, answered: 20_000, entries: 1_000_000, files: 50, bytes: 107_374_182 };
const SHARE = 0.01;

/** Large workbooks under every command: none works for long without saying how far it is, and each ends when it is told to. */
export const large: Part = {
  name: 'large',
  title: 'commands on large workbooks, and Ctrl+C',
  weight: 1,
  limitMs: 600_000,
  async start(folder) {
    const share = Number(process.env.DEMARC_LARGE ?? SHARE);
    const of = (whole: number) => Math.max(1, Math.round(whole * share));
    const [book, copy, inputs] = [
      join(folder, 'large.demarc'),
      join(folder, 'copy.demarc'),
      join(folder, 'in'),
    ];
    makeLargeWorkbook(book, {
      services: of(WHOLE.services),
      answered: of(WHOLE.answered),
      entries: of(WHOLE.entries),
      more(db, enter) {
        // Somebody who takes duties home, and is erased.
        writePerson(db, { id: 'ann', name: PERSON, party: 'organisation', role: null, email: null });
        db.run("UPDATE service_in_use SET lead = 'ann' WHERE ref IN (?, ?)", serviceRef(1), serviceRef(2));
        enter('people.add', 'Added a person who leads two services');
      },
      files: {
        count: of(WHOLE.files),
        bytes: Math.round((WHOLE.files / of(WHOLE.files)) * WHOLE.bytes * share),
      },
    });
    copyFileSync(book, copy);
    mkdirSync(inputs);
    await writeInputs(inputs, of(WHOLE.answered), of(512));
    const env = { ...process.env, DEMARC_DATA_DIR: join(folder, 'data') };
    return {
      async attempt({ n, folder: out, random }) {
        const args = (LINES[n % LINES.length] as (typeof LINES)[number])({ book, copy, inputs, out, n });
        const round = Math.floor(n / LINES.length);
        const interrupt =
          round % 2 === 0
            ? { after: SILENT_SECONDS + 2 + random.below(60) }
            : ('with the first word' as const);
        const seen = await watchCommand(args, env, interrupt);
        return judge(seen, args.join(' ').replaceAll(`${folder}/`, ''), readdirSync(out));
      },
    };
  },
};

function judge(seen: Seen, what: string, left: readonly string[]) {
  const { silent, reaction, ended, said } = seen;
  const cost = `${seen.seconds.toFixed(1)} s, ${seen.peakMb.toFixed(0)} MB`;
  if (silent.seconds > SILENT_SECONDS)
    return fell(
      'silent',
      `${what}: ${silent.seconds.toFixed(1)} s without a word after "${silent.after}" (${cost})`,
    );
  if (reaction === null) {
    // 1 says that something was found, as of results that no duty is known for.
    if (ended !== 0 && ended !== 1) return fell('refused', `${what} ended with ${ended}: ${said}`);
    return held(seen.seconds <= SILENT_SECONDS ? 'ended in 10 s' : 'ended, with progress');
  }
  if (reaction > Number(process.env.DEMARC_REACTION ?? REACTION_SECONDS))
    return fell(
      'deaf',
      `${what}: ended ${reaction.toFixed(1)} s after Ctrl+C, at "${silent.after}" (${cost})`,
    );
  // One that was done at the very moment has written its file; what one leaves that had to be ended, the next start sweeps.
  if (left.length > 0 && ended !== 0 && ended !== 'SIGINT')
    return fell('left behind', `${what}: ${left.join(', ')}`);
  return held('given up');
}
