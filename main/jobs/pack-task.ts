import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { editionOf } from '../assessment/provider-edition.ts';
import { buildReport } from '../assessment/report.ts';
import type { PackRequests, WrittenPack } from '../contract/packs.ts';
import { minutesDocument } from '../domain/minutes/document.ts';
import { formatManifest, type Manifest, SIGNATURE_FILES } from '../domain/pack/manifest.ts';
import { type AnsweredRequest, type AuditRequest, isAnswered } from '../domain/pack/requests.ts';
import type { Edition } from '../domain/providers/edition.ts';
import { documentInstant, type Report } from '../domain/report/report.ts';
import { type MinutesToPack, type PackSigner, writePack } from '../exporters/pack/write-pack.ts';
import { refuseLongRegister } from '../exporters/xlsx/write-xlsx.ts';
import { verifyPack } from '../importers/pack/verify-pack.ts';
import { readRequests } from '../importers/requests/read-requests.ts';
import { sizeOf } from '../platform/byte-file.ts';
import { pemOf, signBytes } from '../platform/ed25519.ts';
import type { Signer } from '../platform/key-store.ts';
import { makeSealedFolder, shareSealedFolder } from '../platform/sealed-folder.ts';
import { chunksOf } from '../workbook/blobs.ts';
import type { Connection } from '../workbook/connection.ts';
import { listReferences } from '../workbook/tables/evidence.ts';
import { type AttachedTimestamp, readAttached } from './attached-timestamp.ts';
import { writeOne } from './export-task.ts';
import type { PackTask } from './pack-tasks.ts';
import { PackedLayouts } from './packed-layouts.ts';
import { gathering, withSoundSnapshot } from './snapshot.ts';
import type { TaskControls } from './tasks.ts';
import { incomplete, writeBeside } from './write-beside.ts';
import { writeDocument } from './write-document.ts';

/**
 * Writes a pack beside its target, reads it back as its recipient would, and only then gives it its name. Nothing in it is of the
 * present time, so that the same state judged as of the same day gives the same bytes.
 */
export const runPack = (
  task: PackTask,
  controls: TaskControls,
): Promise<Omit<WrittenPack, 'name' | 'handle'>> =>
  withSoundSnapshot(task.workbook, controls, (db, catalogue) => {
    if (task.sealed) shareSealedFolder(task.sealed);
    return writeBeside(task.path, async (temporary) => {
      // Beside the target, since what goes into a pack may not fit where the system keeps its temporary files.
      const scratch = makeSealedFolder(dirname(task.path), '.demarc-pack-');
      try {
        const report = buildReport(db, catalogue, { ...task, look: gathering(controls) });
        refuseLongRegister(report);
        const requests = task.requests
          ? await readRequests(task.requests.path, task.requests.name, controls.signal)
          : [];
        const timestamp = task.timestamp ? readAttached(task.timestamp) : null;
        const layouts = new PackedLayouts(db, catalogue, task, controls, scratch.path);
        const { manifest, warnings, answered } = await writePlain(db, report, task, scratch.path, {
          requests,
          layouts,
          timestamp,
          path: temporary,
          controls,
        });
        const sha256 = await readBack(temporary, task, scratch.path, report, manifest, controls);
        return {
          bytes: sizeOf(temporary),
          sha256,
          encrypted: false,
          // The manifest, SHA256SUMS, a signature and a timestamp do not list themselves.
          files:
            manifest.files.length +
            2 +
            (task.signer ? Object.keys(SIGNATURE_FILES).length : 0) +
            (timestamp ? 1 : 0),
          manifestSha256: createHash('sha256').update(formatManifest(manifest)).digest('hex'),
          timestamp: timestamp?.facts ?? null,
          signedWith: task.signer ? { name: task.signer.name, fingerprint: task.signer.fingerprint } : null,
          evidence: manifest.counts.evidenceFiles,
          changeLogHead: manifest.workbook.changeLogHead,
          state: manifest.workbook.state ?? null,
          absent: manifest.evidence.flatMap(({ number, title, absent }) =>
            absent === null ? [] : [{ number, title, why: absent }],
          ),
          layouts: layouts.written,
          requests: task.requests ? requestsFacts(answered) : null,
          warnings,
        };
      } finally {
        scratch.remove();
      }
    });
  });

async function writePlain(
  db: Connection,
  report: Report,
  task: PackTask,
  scratch: string,
  {
    path,
    controls,
    requests,
    layouts,
    timestamp,
  }: {
    readonly path: string;
    readonly controls: TaskControls;
    readonly requests: readonly AuditRequest[];
    readonly layouts: PackedLayouts;
    readonly timestamp: AttachedTimestamp | null;
  },
): Promise<{
  manifest: Manifest;
  warnings: readonly string[];
  answered: readonly AnsweredRequest[];
}> {
  const warnings: string[] = [];
  const made = async (format: 'pdf' | 'xlsx') => {
    const file = join(scratch, `assessment.${format}`);
    warnings.push(...(await writeOne(report, format, task.path, file, controls)).warnings);
    return file;
  };
  const references = new Map(listReferences(db).map((entry) => [entry.number, entry.path]));
  const { manifest, requests: answered } = await writePack(
    {
      report,
      signer: task.signer ? signerOf(task.signer) : null,
      pdf: () => made('pdf'),
      xlsx: () => made('xlsx'),
      minutes: () => minutesFiles(report, task, scratch),
      layouts: () => layouts.files(),
      requests,
      timestamp: timestamp?.on ?? null,
      edition: givenBy(db, report),
      content: (sha256) => chunksOf(db, sha256),
      referencePath: (number) => references.get(number) ?? null,
    },
    path,
    {
      signal: controls.signal,
      progress: (done, total) => controls.progress(done, total, 'bytes of evidence packed'),
    },
  );
  return { manifest, warnings, answered };
}

/** What goes to other workbooks stays inside: a pack for anybody else says nothing of it. */
function givenBy(db: Connection, { meta }: Report): Edition | null {
  if (meta.prepared.audience !== 'internal') return null;
  const { edition } = editionOf(db);
  return edition.rows.length === 0 ? null : edition;
}

const requestsFacts = (answered: readonly AnsweredRequest[]): PackRequests => ({
  asked: answered.length,
  open: answered.flatMap((request) =>
    isAnswered(request) ? [] : [{ id: request.id, why: request.remarks.join(' ') }],
  ),
});

/** What the minutes of a pack are written as: to read, and to go on with. */
const MINUTES_FORMATS = ['pdf', 'docx'] as const;

/** The minutes of each meeting, made when they are asked for, so that only one lies in memory. */
async function* minutesFiles(report: Report, task: PackTask, scratch: string): AsyncGenerator<MinutesToPack> {
  const { meta } = report;
  const { title, organisation, appVersion, digest, revision } = meta;
  const facts = { organisation, appVersion, digest, createdAt: documentInstant(meta) };
  for (const minutes of report.desk().meetings) {
    const { prepared } = meta;
    const document = minutesDocument(minutes, { title, organisation, revision, digest, prepared });
    const files: { readonly format: string; readonly path: string }[] = [];
    for (const format of MINUTES_FORMATS) {
      const path = join(scratch, `minutes-${minutes.number}.${format}`);
      await writeDocument(document, facts, format, { path: task.path, temporary: path });
      files.push({ format, path });
    }
    yield { meeting: minutes.number, title: minutes.title, heldOn: minutes.heldOn, files };
  }
}

const signerOf = ({ name, fingerprint, publicKey, key }: Signer): PackSigner => ({
  name,
  fingerprint,
  pem: pemOf(publicKey),
  sign: (text) => signBytes(text, key),
});

/** Reads the pack from the disk and counts it against the workbook; its SHA-256 when nothing is missing. */
async function readBack(
  path: string,
  task: PackTask,
  scratch: string,
  report: Report,
  written: Manifest,
  controls: TaskControls,
): Promise<string> {
  const name = basename(task.path);
  const { report: found, manifest } = await verifyPack(path, { name, scratch }, controls);
  const { altered, missing, extra, archive } = found;
  const lost = report.evidence.filter(({ number, kind, sha256 }, index) => {
    const entry = manifest?.evidence[index];
    const hasFile = kind === 'note' || (kind !== 'reference' && sha256 !== null);
    return entry?.number !== number || (hasFile && entry.file === null);
  });
  const problems = [
    ...[...altered, ...missing, ...extra].map(({ sentence }) => sentence),
    ...archive,
    ...(found.timestamp?.problem ? [`Its timestamp does not hold: ${found.timestamp.problem}.`] : []),
    ...(found.signature?.problem ? [`Its signature does not hold: ${found.signature.problem}.`] : []),
    ...lost.map(({ number }) => `E-${number} is not in it.`),
    ...(manifest && formatManifest(manifest) === formatManifest(written)
      ? []
      : ['Its manifest is another than was written.']),
  ];
  if (problems.length > 0 || !found.ok) throw incomplete(task.path, problems, { problems });
  return found.sha256;
}
