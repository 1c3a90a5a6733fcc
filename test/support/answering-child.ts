import { writeSync } from 'node:fs';
import { childCore } from './child-core.ts';

// Answers for ever through the one door, and says each answer out loud once it has been acknowledged. Killed from outside.
const [path = '', dataDir = '', from = '0'] = process.argv.slice(2);
const { core } = childCore(dataDir);
const { id } = await core.openPath(path);
const subjects = ['orders-db', 'reporting-db', 'archive'];
const duties = ['guest-os-patching', 'runtime-engine-patching', 'encryption-in-transit', 'restore-testing'];
for (let n = Number(from); ; n += 1) {
  const ref = `${subjects[n % 3]}/${duties[Math.floor(n / 3) % 4]}`;
  const text = `Answer ${n}`;
  const reply = await core.dispatch(
    {
      name: 'assignments.answer',
      input: {
        ref,
        answer: { owners: ['aws', 'organisation'] },
        reason: 'said in the room',
        duties: { organisation: text },
      },
      workbook: id,
    },
    'child',
  );
  if (!reply.ok) {
    writeSync(2, `${reply.error.code}: ${reply.error.message}\n`);
    process.exit(1);
  }
  // Synchronous, so that what the parent has read was acknowledged before the kill.
  writeSync(1, `${n}\t${ref}\t${reply.rev}\n`);
}
