import { createHash, randomBytes } from 'node:crypto';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { Assignment } from '../../main/contract/assignments.ts';
import { NO_MARKS } from '../../main/contract/audience.ts';
import { untouched } from '../../main/domain/answers/untouched.ts';
import { isAsked } from '../../main/domain/duties/suggestion.ts';
import { CHUNK_BYTES } from '../../main/workbook/blobs.ts';
import { appendChange, NO_CHANGES, takeTouchedRows } from '../../main/workbook/change-log.ts';
import type { Connection, WriteDb } from '../../main/workbook/connection.ts';
import { createWorkbookFile } from '../../main/workbook/create.ts';
import { writeAssignment } from '../../main/workbook/tables/assignments.ts';
import { writeParty } from '../../main/workbook/tables/parties.ts';
import { writeService } from '../../main/workbook/tables/services-in-use.ts';
import { writeWorkbook } from '../../main/workbook/tables/workbook.ts';

const NOW = '2026-11-25T09:00:00.000Z';

export interface LargeWorkbook {
  readonly services: number;
  /** How many of the services have three answers each. */
  readonly answered: number;
  /** Entries of the change log beyond those that made all this: each changes the status of one answer. */
  readonly entries: number;
  /** Files of evidence, of so many bytes each. */
  readonly files?: { readonly count: number; readonly bytes: number };
  /** Writes what else it needs before those entries, and has each change entered in the log. */
  readonly more?: (db: WriteDb, enter: (method: string, summary: string) => void) => void;
}

export const serviceRef = (n: number): string => `svc-${String(n).padStart(6, '0')}`;

/** Makes a sound workbook of any size in one transaction, through the tables and the change log. */
export function makeLargeWorkbook(path: string, wanted: LargeWorkbook): void {
  const catalogue = loadCatalogue();
  const index = indexCatalogue(catalogue);
  const kinds = ['ec2', 's3', 'rds', 'lambda', 'iam'].flatMap((id) => index.service(id) ?? []);
  createWorkbookFile(path, (connection) =>
    connection.write((db) => {
      let head = NO_CHANGES;
      const entry = (method: string, summary: string) => {
        const facts = { at: NOW, who: 'Bench', origin: 'bench', method, summary };
        head = appendChange(db, head, facts, takeTouchedRows(connection));
      };
      writeWorkbook(db, {
        uuid: '00000000-0000-4000-8000-000000000001',
        title: 'Large workbook',
        organisation: 'Bench',
        leadAssessor: null,
        periodFrom: null,
        periodTo: null,
        reviewOn: null,
        scopeNote: null,
        classification: null,
        distribution: null,
        marksFor: NO_MARKS,
        usualAgenda: [],
        frameworks: [],
        catalogueVersion: catalogue.version,
        createdAt: NOW,
        appVersion: '0.2.0',
        example: null,
        rules: [],
        begunFrom: null,
      });
      writeParty(db, { id: 'aws', name: 'AWS', kind: 'provider', order: 1 });
      writeParty(db, { id: 'organisation', name: 'Bench', kind: 'organisation', order: 2 });
      entry('app.create', 'Made the workbook');
      const answers: Assignment[] = [];
      for (let n = 1; n <= wanted.services; n += 1) {
        const service = kinds[n % kinds.length];
        if (!service) throw new Error('the catalogue has none of these services');
        writeService(db, {
          ref: serviceRef(n),
          catalogueId: service.id,
          label: `Service ${n}`,
          environments: [],
          account: null,
          region: null,
          model: service.model,
          dataClassification: null,
          lead: null,
          notes: null,
          reviewOn: null,
          foundIn: [],
          tags: [],
          order: n,
        });
        if (n <= wanted.answered)
          for (const duty of index.responsibilities.filter((each) => isAsked(each, service)).slice(0, 3)) {
            const answer = answerOf(serviceRef(n), duty.id, head.rev + 1);
            writeAssignment(db, answer, null);
            answers.push(answer);
          }
        if (n % 500 === 0 || n === wanted.services) entry('services.add', 'Added services');
      }
      const { count, bytes } = wanted.files ?? { count: 0, bytes: 0 };
      for (let n = 1; n <= count; n += 1) {
        attach(connection, bytes, n);
        entry('evidence.attachFile', `Attached E-${n}`);
      }
      wanted.more?.(db, entry);
      for (let n = 0; n < wanted.entries; n += 1) {
        const place = n % answers.length;
        const before = answers[place];
        if (!before) throw new Error('entries need services with answers');
        const status = before.status === 'implemented' ? 'in-progress' : 'implemented';
        const after = { ...before, status, rev: head.rev + 1 } as const;
        writeAssignment(db, after, before);
        answers[place] = after;
        entry('assignments.setStatus', `Changed the status of ${before.subject}`);
      }
    }),
  );
}

const answerOf = (subject: string, responsibility: string, rev: number): Assignment => ({
  ...untouched(subject, responsibility, rev),
  shares: [{ party: 'organisation', text: 'Reviews it once a quarter.', person: null }],
  status: 'implemented',
  answeredAt: NOW,
  answeredBy: 'Bench',
});

function attach(db: Connection, bytes: number, number: number): void {
  const hash = createHash('sha256');
  db.run('INSERT INTO blob (sha256, size, complete) VALUES (NULL, 0, 0)');
  const id = db.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
  for (let seq = 0; seq * CHUNK_BYTES < bytes; seq += 1) {
    const piece = randomBytes(Math.min(CHUNK_BYTES, bytes - seq * CHUNK_BYTES));
    hash.update(piece);
    db.run('INSERT INTO blob_chunk (blob, seq, bytes) VALUES (?, ?, ?)', id, seq, piece);
  }
  const sha256 = hash.digest('hex');
  db.run('UPDATE blob SET sha256 = ?, size = ?, complete = 1 WHERE id = ?', sha256, bytes, id);
  db.run(
    `INSERT INTO evidence (number, kind, title, file_name, sha256, media_type, size, collected_at)
     VALUES (?, 'file', ?, ?, ?, 'application/octet-stream', ?, ?)`,
    number,
    `Evidence ${number}`,
    `evidence-${number}.bin`,
    sha256,
    bytes,
    NOW,
  );
}
