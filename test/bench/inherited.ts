import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gapInput } from '../../main/assessment/gap-input.ts';
import { editionOf } from '../../main/assessment/provider-edition.ts';
import { createRegisterBook } from '../../main/assessment/register-book.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { untouched } from '../../main/domain/answers/untouched.ts';
import { isAsked } from '../../main/domain/duties/suggestion.ts';
import { findGaps } from '../../main/domain/gaps/gaps.ts';
import { appendChange, readHead, takeTouchedRows } from '../../main/workbook/change-log.ts';
import { connect, type WriteDb } from '../../main/workbook/connection.ts';
import { openWorkbook } from '../../main/workbook/open.ts';
import { writeAssignment } from '../../main/workbook/tables/assignments.ts';
import { writeEdition } from '../../main/workbook/tables/provider-editions.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { benchCore } from './seed-workbook.ts';

const ROWS = 10_000;
const RUNS = 9;
const NOW = '2026-11-25T09:00:00.000Z';
const TODAY = '2026-11-25';
const TEXT =
  'Patches the images of this service every week and keeps a record of it. Reviews that record each quarter.';

/**
 * A workbook whose 10,000 rows are inherited from another one, by turns with one that holds the same rows as answers of its own: opened,
 * with its register, marks and gaps. In seconds of the processor, which other programs of the machine take least from.
 */
export async function benchInherited(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-'));
  try {
    const catalogue = indexCatalogue(loadCatalogue());
    const ec2 = catalogue.service('ec2');
    if (!ec2) throw new Error('the catalogue has no ec2');
    const duties = catalogue.responsibilities.filter((duty) => isAsked(duty, ec2)).map(({ id }) => id);
    const services = Math.ceil(ROWS / duties.length);
    const above = join(folder, 'above.demarc');
    await make(folder, above, 0, duties);
    const from = connect(above, { readonly: true });
    const { edition } = editionOf(from);
    from.close();
    if (edition.rows.length !== duties.length)
      throw new Error(`only ${edition.rows.length} duties are given`);
    const [inheriting, holding] = [join(folder, 'inheriting.demarc'), join(folder, 'holding.demarc')];
    await make(folder, inheriting, services, []);
    write(folder, inheriting, (db) =>
      writeEdition(db, {
        party: 'platform-team',
        ...edition,
        ended: [],
        takenAt: NOW,
        takenBy: null,
        authorisedOn: null,
      }),
    );
    await make(folder, holding, services, []);
    write(folder, holding, (db, rev) => {
      for (let service = 1; service <= services; service += 1)
        for (const duty of duties)
          writeAssignment(
            db,
            {
              ...untouched(labelOf(service), duty, rev),
              shares: [{ party: 'platform-team', text: TEXT, person: null }],
              deviationReason: 'Agreed in the room.',
              status: 'implemented',
              answeredAt: NOW,
            },
            null,
          );
    });
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run += 1) {
      theirs.push(opened(holding));
      ours.push(opened(inheriting));
    }
    return [
      benchRow('opening with 10,000 inherited rows / held rows', median(ours), median(theirs), 1, 'ms CPU'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const labelOf = (service: number): string => `svc-${String(service).padStart(5, '0')}`;

/** A workbook with services and a platform team, which answers some duties for many. */
async function make(
  folder: string,
  path: string,
  services: number,
  duties: readonly string[],
): Promise<void> {
  const core = benchCore(folder);
  const { id } = await core.createAt(path, { title: 'Seeded workbook', organisation: 'Bench' });
  const call = async (name: string, input: unknown) => {
    const reply = await core.dispatch({ name, input, workbook: id }, 'bench');
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  };
  await call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
  if (services > 0)
    await call('services.add', {
      services: Array.from({ length: services }, (_, n) => ({ catalogueId: 'ec2', label: labelOf(n + 1) })),
    });
  if (duties.length > 0)
    await call('common.set', {
      refs: duties.map((duty) => `platform-team/${duty}`),
      reach: { everywhere: true },
      duties: { 'platform-team': TEXT },
      status: 'implemented',
    });
  await core.close();
}

/** Writes past the door as one entry of the log. */
function write(folder: string, path: string, run: (db: WriteDb, rev: number) => void): void {
  const open = openWorkbook(path, { who: 'Bench', backups: join(folder, 'data', 'backups'), now: NOW });
  const { connection } = open;
  connection.write((db) => {
    const head = readHead(db);
    run(db, head.rev + 1);
    const facts = { at: NOW, who: 'Bench', origin: 'bench', method: 'bench.seed', summary: 'Seeded' };
    appendChange(db, head, facts, takeTouchedRows(connection));
  });
  open.close();
}

/** Milliseconds of this process and all its threads until the register, the marks and the gaps of a workbook stand. */
function opened(path: string): number {
  const catalogue = indexCatalogue(loadCatalogue());
  const before = process.cpuUsage();
  const db = connect(path, { readonly: true });
  const book = createRegisterBook(db);
  const rows = book.rows(catalogue);
  book.marks();
  findGaps(gapInput(db, catalogue, TODAY, rows));
  const { user, system } = process.cpuUsage(before);
  const answered = rows.filter(({ subjectKind, shares }) => subjectKind === 'service' && shares.length > 0);
  if (answered.length < ROWS) throw new Error(`only ${answered.length} rows to be measured`);
  db.close();
  return (user + system) / 1000;
}
