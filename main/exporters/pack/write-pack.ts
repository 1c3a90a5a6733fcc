import { stat } from 'node:fs/promises';
import type { Prepared } from '../../contract/audience.ts';
import { DemarcError } from '../../contract/errors.ts';
import type { Evidence } from '../../contract/evidence.ts';
import type { AbsentReason } from '../../contract/packs.ts';
import {
  formatManifest,
  MANIFEST_SCHEMA,
  MANIFEST_VERSION,
  type Manifest,
  PACK_FILES,
  type PackEntry,
  type PackEvidence,
  type PackLayout,
  type PackMinutes,
  SIGNATURE_FILES,
  TIMESTAMP_FILE,
} from '../../domain/pack/manifest.ts';
import { type AnsweredRequest, type AuditRequest, answerRequests } from '../../domain/pack/requests.ts';
import { formatSums } from '../../domain/pack/sums.ts';
import type { Edition } from '../../domain/providers/edition.ts';
import type { Report } from '../../domain/report/report.ts';
import { formatPackStatement } from '../../domain/signatures/statement.ts';
import { sizeOf } from '../../platform/byte-file.ts';
import { piecesOfFile } from '../../platform/file-pieces.ts';
import { type Added, type Source, ZipWriter } from '../../platform/zip-writer.ts';
import { artifactsLog, isForCmmc, logHash } from './artifact-logs.ts';
import { controlsCsv } from './controls-csv.ts';
import { elsewhereFiles } from './elsewhere.ts';
import { isCompressible, minutesFileName } from './file-names.ts';
import { indexCsv } from './index-csv.ts';
import { indexHtml } from './index-html.ts';
import { type Duties, evidencePath, listDuties, orderLinks } from './places.ts';
import { requestsCsv } from './requests-csv.ts';

/** Who signs a pack. `sign` gives the signature of a text as base64, `pem` is the public key. */
export interface PackSigner {
  readonly name: string;
  readonly fingerprint: string;
  readonly pem: string;
  sign(text: string): string;
}
export interface PackInput {
  readonly report: Report;
  readonly signer: PackSigner | null;
  /**
   * Makes the PDF and the Excel file, compares each with the workbook, and gives its path. Asked for after the evidence: the memory
   * that each of the two takes then does not add up.
   */
  pdf(): Promise<string>;
  xlsx(): Promise<string>;
  /** Makes the minutes of every meeting, oldest first, each compared with the workbook, and gives their paths. */
  minutes(): AsyncIterable<MinutesToPack>;
  /** Makes the layouts that were asked for, each read back, and gives their paths. */
  layouts(): AsyncIterable<LayoutToPack>;
  /** What the workbook gives to those that inherit from it; null where that is nothing, or the pack is for others. */
  readonly edition: Edition | null;
  /** What was asked for, where there is a list of it. */
  readonly requests: readonly AuditRequest[];
  /** A timestamp to lie behind the manifest that it is on; throws where it is on another. */
  readonly timestamp: ((manifest: Buffer) => Buffer) | null;
  /** The content of an embedded file. */
  content(sha256: string): Iterable<Uint8Array>;
  /** Where a file lies that is known by path and hash; null when that is not known. */
  referencePath(number: number): string | null;
}
/** The minutes of one meeting as files; `format` is the ending of each. */
export interface MinutesToPack {
  readonly meeting: number;
  readonly title: string;
  readonly heldOn: string;
  readonly files: readonly { readonly format: string; readonly path: string }[];
}
/** A layout as a file; `name` is what it is called in the pack. */
export interface LayoutToPack extends Omit<PackLayout, 'file'> {
  readonly name: string;
  readonly path: string;
}
export interface PackControl {
  readonly signal: AbortSignal;
  /** Bytes of how many. */
  progress(done: number, total: number): void;
}

/**
 * Writes the pack to `path`, the same bytes for the same content, and returns its manifest, with what was found for each request. WORKBOOK_DAMAGED when an embedded file no
 * longer has its hash. What lies at `path` after an error is of no use.
 */
export async function writePack(
  input: PackInput,
  path: string,
  control: PackControl,
): Promise<WrittenManifest> {
  const zip = await ZipWriter.create(path, input.report.meta.lastChange);
  try {
    const written = await new PackWriter(input, zip, control).write();
    await zip.finish({ signal: control.signal, progress: () => undefined });
    return written;
  } catch (error) {
    await zip.abandon();
    throw error;
  }
}

export interface WrittenManifest {
  readonly manifest: Manifest;
  readonly requests: readonly AnsweredRequest[];
}

/** Whether anything was said of for whom it is, or how it is marked. */
const isSaid = ({ audience, classification, distribution }: Prepared): boolean =>
  audience !== 'internal' || classification !== null || distribution !== null;

class PackWriter {
  readonly #input: PackInput;
  readonly #zip: ZipWriter;
  readonly #control: PackControl;
  readonly #duties: Duties;
  readonly #files: PackEntry[] = [];
  /** Hash -> path of each content that is in, so that none is stored twice. */
  readonly #stored = new Map<string, string>();
  readonly #total: number;
  readonly #layouts: PackLayout[] = [];
  #evidenceFiles = 0;
  #done = 0;

  constructor(input: PackInput, zip: ZipWriter, control: PackControl) {
    this.#input = input;
    this.#zip = zip;
    this.#control = control;
    this.#duties = listDuties(input.report);
    this.#total = input.report.evidence.reduce((sum, { size }) => sum + (size ?? 0), 0);
  }

  async write(): Promise<WrittenManifest> {
    const { report } = this.#input;
    // Embedded files first: where one outside has the same content, it is then here already.
    const order = [...report.evidence].sort(
      (a, b) => Number(a.kind === 'reference') - Number(b.kind === 'reference') || a.number - b.number,
    );
    const evidence: PackEvidence[] = [];
    for (const piece of order) evidence.push(await this.#evidence(piece));
    evidence.sort((a, b) => a.number - b.number);
    for (const { path, text } of elsewhereFiles(evidence, this.#duties.keys()))
      await this.#text(path, [text]);
    await this.#file(PACK_FILES.pdf, await this.#input.pdf());
    await this.#file(PACK_FILES.xlsx, await this.#input.xlsx());
    const minutes = await this.#minutes();
    await this.#addLayouts();
    await this.#text(PACK_FILES.indexCsv, indexCsv(this.#manifest(evidence, minutes), this.#duties));
    const chosen = report.frameworks.filter((framework) => framework.chosen);
    if (chosen.length > 0)
      await this.#text(PACK_FILES.controlsCsv, controlsCsv(chosen, evidence, this.#duties));
    if (isForCmmc(report.frameworks, this.#layouts)) {
      const log = await this.#text(PACK_FILES.artifactsLog, [artifactsLog(this.#files)]);
      await this.#text(PACK_FILES.artifactsLogHash, [logHash(log)]);
    }
    const { edition } = this.#input;
    if (edition) await this.#text(PACK_FILES.provider, [`${JSON.stringify(edition, null, 2)}\n`]);
    const { requests: asked } = this.#input;
    const { frameworks } = report;
    const requests = answerRequests(asked, { duties: this.#duties, frameworks, evidence, report });
    if (requests.length > 0)
      await this.#text(PACK_FILES.requestsCsv, requestsCsv(requests, evidence, this.#duties));
    await this.#text(
      PACK_FILES.indexHtml,
      indexHtml(this.#manifest(evidence, minutes), this.#duties, report.meta.prepared, requests),
    );
    const manifest = this.#manifest(evidence, minutes);
    const sums = [...this.#files];
    sums.push(await this.#text(PACK_FILES.manifest, [formatManifest(manifest)]));
    const list = await this.#text(PACK_FILES.sums, [formatSums(sums)]);
    const { signer } = this.#input;
    if (signer) await this.#signature(signer, manifest, list.sha256);
    const stamp = this.#input.timestamp?.(Buffer.from(formatManifest(manifest)));
    if (stamp) await this.#add(TIMESTAMP_FILE, () => [stamp], stamp.length);
    return { manifest, requests };
  }

  async #addLayouts(): Promise<void> {
    for await (const { name, path, ...layout } of this.#input.layouts()) {
      const file = `layouts/${name}`;
      await this.#file(file, path);
      this.#layouts.push({ ...layout, file });
    }
  }

  async #minutes(): Promise<readonly PackMinutes[]> {
    const packed: PackMinutes[] = [];
    for await (const { meeting, title, heldOn, files } of this.#input.minutes()) {
      const paths: string[] = [];
      for (const { format, path } of files) {
        const name = `minutes/${minutesFileName(meeting, title, format)}`;
        await this.#file(name, path);
        paths.push(name);
      }
      packed.push({ meeting, title, heldOn, files: paths });
    }
    return packed;
  }

  /** Behind all that it is on. It holds no time, so that the same pack signed by the same key is the same again. */
  async #signature(signer: PackSigner, { workbook }: Manifest, sums: string): Promise<void> {
    const statement = formatPackStatement(
      {
        workbook: workbook.id,
        revision: workbook.revision,
        changeLogHead: workbook.changeLogHead,
        judgedAsOf: workbook.judgedAsOf ?? '',
        name: signer.name,
        key: signer.fingerprint,
        sums,
      },
      PACK_FILES.sums,
    );
    const { statement: text, signature, key } = SIGNATURE_FILES;
    for (const [path, content] of [
      [text, Buffer.from(statement)],
      [signature, Buffer.from(signer.sign(statement), 'base64')],
      [key, Buffer.from(signer.pem)],
    ] as const)
      await this.#add(path, () => [content], content.length);
  }

  #manifest(evidence: readonly PackEvidence[], minutes: readonly PackMinutes[]): Manifest {
    const { report, signer } = this.#input;
    const { meta, counts } = report;
    return {
      schema: MANIFEST_SCHEMA,
      schemaVersion: MANIFEST_VERSION,
      writtenBy: `Demarc ${meta.appVersion}`,
      workbook: {
        id: meta.workbook,
        title: meta.title,
        organisation: meta.organisation,
        revision: meta.revision,
        changeLogHead: meta.digest,
        lastChange: meta.lastChange,
        judgedAsOf: meta.judgedAsOf,
        ...(meta.state === null ? {} : { state: meta.state }),
        catalogue: meta.catalogueVersion,
      },
      counts: {
        services: counts.services,
        rows: counts.rows,
        answered: counts.answered,
        notes: counts.notes,
        evidence: counts.evidence,
        gaps: counts.gaps,
        people: counts.people,
        evidenceFiles: this.#evidenceFiles,
        evidenceAbsent: evidence.filter(({ absent }) => absent !== null).length,
      },
      files: [...this.#files],
      evidence: [...evidence],
      ...(minutes.length > 0 ? { minutes: [...minutes] } : {}),
      ...(this.#layouts.length > 0 ? { layouts: [...this.#layouts] } : {}),
      ...(isSaid(meta.prepared) ? { prepared: { ...meta.prepared } } : {}),
      ...(signer ? { signature: { name: signer.name, key: signer.fingerprint } } : {}),
    };
  }

  async #evidence(piece: Evidence): Promise<PackEvidence> {
    const links = orderLinks(piece.links, this.#duties);
    const facts = {
      number: piece.number,
      kind: piece.kind,
      title: piece.title,
      fileName: piece.fileName,
      mediaType: piece.mediaType,
      bytes: piece.size,
      sha256: piece.sha256,
      url: piece.url,
      coversFrom: piece.coversFrom,
      coversTo: piece.coversTo,
      expires: piece.expires,
      collectedBy: piece.collectedBy,
      collectedAt: piece.collectedAt,
      replacedBy: piece.replacedBy,
      providerReport: piece.providerReport && {
        ...piece.providerReport,
        services: piece.providerReport.services && [...piece.providerReport.services],
      },
      duties: [...links],
      file: null,
      absent: null,
    };
    if (piece.kind === 'link') return facts;
    const path = evidencePath(piece, links);
    if (piece.kind === 'note') {
      const { sha256, bytes } = await this.#text(path, [`${piece.text ?? ''}\n`]);
      this.#evidenceFiles += 1;
      return { ...facts, sha256, bytes, file: path };
    }
    if (piece.sha256 === null) return facts;
    const known = this.#stored.get(piece.sha256);
    if (known !== undefined) return { ...facts, file: known };
    const absent =
      piece.kind === 'reference'
        ? await this.#reference(piece, path)
        : await this.#embedded(piece, path, piece.sha256);
    if (absent !== null) return { ...facts, absent };
    this.#stored.set(piece.sha256, path);
    this.#evidenceFiles += 1;
    return { ...facts, file: path };
  }

  async #embedded(piece: Evidence, path: string, sha256: string): Promise<null> {
    const added = await this.#add(path, () => this.#input.content(sha256), piece.size ?? 0);
    if (added.sha256 !== sha256)
      throw new DemarcError(
        'WORKBOOK_DAMAGED',
        `No pack was written: the content of E-${piece.number} "${piece.title}" in the workbook no longer has its SHA-256. Check the workbook with "demarc verify", and attach the file again.`,
      );
    this.#keep(path, added);
    return null;
  }

  /** Only what still is what was recorded goes in. */
  async #reference(piece: Evidence, path: string): Promise<AbsentReason | null> {
    const place = this.#input.referencePath(piece.number);
    if (place === null) return 'not-found';
    try {
      const facts = await stat(place);
      if (!facts.isFile()) return 'not-found';
      if (facts.size !== piece.size) return 'altered';
      const added = await this.#add(path, () => piecesOfFile(place), facts.size);
      if (added.sha256 !== piece.sha256) {
        this.#zip.drop();
        return 'altered';
      }
      this.#keep(path, added);
      return null;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'ENOENT' || code === 'ENOTDIR') return 'not-found';
      if (code === 'EACCES' || code === 'EPERM' || code === 'EIO' || code === 'ELOOP') return 'unreadable';
      throw error;
    }
  }

  async #file(path: string, place: string): Promise<void> {
    this.#keep(path, await this.#add(path, () => piecesOfFile(place), sizeOf(place)));
  }

  async #text(path: string, pieces: Iterable<string>): Promise<PackEntry> {
    // Read once only: the source is asked again where deflating does not pay, which for text it always does.
    const text = Buffer.from([...pieces].join(''));
    return this.#keep(path, await this.#add(path, () => [text], text.length));
  }

  #keep(path: string, { bytes, sha256 }: Added): PackEntry {
    const entry = { path, bytes, sha256 };
    if (path !== PACK_FILES.manifest && path !== PACK_FILES.sums) this.#files.push(entry);
    return entry;
  }

  async #add(path: string, source: Source, size: number): Promise<Added> {
    const { signal, progress } = this.#control;
    const before = this.#done;
    const added = await this.#zip.add(path, source, {
      size,
      compress: isCompressible(path),
      control: { signal, progress: (done) => progress(Math.min(before + done, this.#total), this.#total) },
    });
    if (path.startsWith('evidence/')) this.#done = before + added.bytes;
    return added;
  }
}
