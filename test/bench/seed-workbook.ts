import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { Assignment } from '../../main/contract/assignments.ts';
import { untouched } from '../../main/domain/answers/untouched.ts';
import { isAsked } from '../../main/domain/duties/suggestion.ts';
import { workerUrl } from '../../main/platform/app-paths.ts';
import { fixedClock } from '../../main/platform/clock.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { type Core, createCore } from '../../main/services/core.ts';
import { appendChange, readHead, takeTouchedRows } from '../../main/workbook/change-log.ts';
import { openWorkbook } from '../../main/workbook/open.ts';
import { writeAssignment } from '../../main/workbook/tables/assignments.ts';

const NOW = '2026-11-25T09:00:00.000Z';
export const DUTIES_PER_SERVICE = 40;

export const benchCore = (folder: string): Core =>
  createCore({
    capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
    dataDir: join(folder, 'data'),
    logger: createMemoryLogger(),
    workerUrl: workerUrl(),
    actor: 'Bench',
    clock: fixedClock(NOW),
  });

/** The same numbers every time (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const VERBS = ['Reviews', 'Configures', 'Monitors', 'Restores', 'Approves', 'Rotates', 'Encrypts', 'Patches'];
const THINGS = [
  'backups',
  'access rights',
  'log streams',
  'security groups',
  'keys',
  'images',
  'certificates',
  'alarms',
];
const WHEN = [
  'every week',
  'once a quarter',
  'after each release',
  'within thirty days',
  'when an alarm asks for it',
];

/**
 * A workbook of `services` x 40 answered assignments, each share with a text of two sentences. Deterministic. The services are
 * EC2, or by turns those that are named, of which each has as many assignments as the catalogue asks of it.
 */
export async function seedWorkbook(
  folder: string,
  path: string,
  services: number,
  ids: readonly string[] = ['ec2'],
): Promise<void> {
  rmSync(path, { force: true });
  const random = seededRandom(42);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const sentence = () =>
    `${pick(VERBS)} the ${pick(THINGS)} of this service ${pick(WHEN)} and keeps a record of it.`;
  const core = benchCore(folder);
  const { id } = await core.createAt(path, { title: 'Seeded workbook', organisation: 'Bench' });
  const call = async (name: string, input: unknown) => {
    const reply = await core.dispatch({ name, input, workbook: id }, 'bench');
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value;
  };
  const index = indexCatalogue(loadCatalogue());
  const askedOf = (id: string) => {
    const entry = index.service(id);
    if (!entry) throw new Error(`the catalogue has no ${id}`);
    return index.responsibilities.filter((duty) => isAsked(duty, entry)).map((duty) => duty.id);
  };
  const houseRules: string[] = [];
  for (let n = askedOf('ec2').length; n < DUTIES_PER_SERVICE; n += 1) {
    const duty = (await call('custom.addResponsibility', {
      name: `House rule ${n + 1}`,
      domain: 'governance',
      scope: 'service',
      question: `Who follows house rule ${n + 1}?`,
      owner: 'customer',
      customer: 'Follows the house rule.',
    })) as { id: string };
    houseRules.push(duty.id);
  }
  const kinds = ids.map((id) => ({ id, duties: [...askedOf(id), ...houseRules] }));
  const kindOf = (service: number) => kinds[(service - 1) % kinds.length] as (typeof kinds)[number];
  for (let first = 0; first < services; first += 500) {
    const batch = Array.from({ length: Math.min(500, services - first) }, (_, n) => ({
      catalogueId: kindOf(first + n + 1).id,
      label: `svc-${String(first + n + 1).padStart(5, '0')}`,
    }));
    await call('services.add', { services: batch });
  }
  const people = ['Ada Lovelace', 'Grace Hopper', 'Zoë Müller', 'Νίκος Παππάς', 'Ольга Петрова'];
  for (const name of people) await call('people.add', { name });
  const named = ((await call('people.list', {})) as { id: string }[]).map((person) => person.id);
  await core.close();

  const open = openWorkbook(path, { who: 'Bench', backups: join(folder, 'data', 'backups'), now: NOW });
  const { connection } = open;
  // One entry for each service, as somebody would have made it who answered one at a time.
  connection.write((db) => {
    for (let service = 1; service <= services; service += 1) {
      const head = readHead(db);
      for (const responsibility of kindOf(service).duties) {
        const kind = random();
        const parties = kind < 0.2 ? ['aws'] : kind < 0.6 ? ['aws', 'organisation'] : ['organisation'];
        const answer: Assignment = {
          ...untouched(`svc-${String(service).padStart(5, '0')}`, responsibility, head.rev + 1),
          shares: parties.map((party) => ({
            party,
            text: `${sentence()} ${sentence()}`,
            person: party === 'organisation' && random() < 0.8 ? pick(named) : null,
          })),
          deviationReason: 'Agreed in the room.',
          status: pick(['not-started', 'in-progress', 'implemented'] as const),
          note: random() < 0.1 ? sentence() : null,
          answeredAt: NOW,
          answeredBy: 'Bench',
        };
        writeAssignment(db, answer, null);
      }
      const summary = `Answered service ${service}`;
      const facts = { at: NOW, who: 'Bench', origin: 'bench', method: 'bench.seed', summary };
      appendChange(db, head, facts, takeTouchedRows(connection));
    }
  });
  open.close();
}
