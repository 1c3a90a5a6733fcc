import { z } from 'zod';
import { EVIDENCE_KINDS } from '../../contract/evidence.ts';
import { ABSENT_REASONS } from '../../contract/packs.ts';

/** The files that every pack has. The last two in this order: each speaks of those before it. */
export const PACK_FILES = {
  pdf: 'assessment.pdf',
  xlsx: 'assessment.xlsx',
  indexCsv: 'index.csv',
  indexHtml: 'index.html',
  /** Only where frameworks were chosen for the workbook. */
  controlsCsv: 'controls.csv',
  /** Only where a list of requests was given. */
  requestsCsv: 'requests.csv',
  /** Only in a pack for an assessment under CMMC: the hashes of its evidence, and the hash of that list. */
  artifactsLog: 'CMMCAssessmentArtifacts.log',
  artifactsLogHash: 'CMMCAssessmentLogHash.log',
  /** Only in a pack for internal use of a workbook that has answers for those who inherit from it. */
  provider: 'provider.json',
  manifest: 'manifest.json',
  sums: 'SHA256SUMS',
} as const;
/** What a pack that a key signed has beside them, last: what was signed, the signature, and the key, as OpenSSL reads them. */
export const SIGNATURE_FILES = {
  statement: 'SIGNED.txt',
  signature: 'SIGNED.sig',
  key: 'SIGNED.pem',
} as const;
/** A timestamp on the manifest, where one was attached; behind all that it is on, so that it changes no other file. */
export const TIMESTAMP_FILE = 'manifest.json.tsr';
/** The one entry of an encrypted pack: the pack itself, so that no other name shows. */
export const ENCRYPTED_ENTRY = 'evidence-pack.zip';
export const MANIFEST_SCHEMA = 'demarc-evidence-pack';
export const MANIFEST_VERSION = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.int().min(0);
const text = z.string().max(100_000);

const entrySchema = z.object({ path: z.string().min(1).max(1000), bytes, sha256 });
const evidenceSchema = z.object({
  number: z.int().min(1),
  kind: z.enum(EVIDENCE_KINDS),
  title: text,
  fileName: text.nullable(),
  mediaType: text.nullable(),
  bytes: bytes.nullable(),
  sha256: sha256.nullable(),
  url: text.nullable(),
  coversFrom: text.nullable(),
  coversTo: text.nullable(),
  expires: text.nullable(),
  collectedBy: text.nullable(),
  collectedAt: text,
  replacedBy: z.int().min(1).nullable(),
  providerReport: z.object({ party: text, kind: text, services: z.array(text).nullable() }).nullable(),
  duties: z.array(text),
  /** Where it lies in the pack; null for links and for what is absent. */
  file: z.string().max(1000).nullable(),
  absent: z.enum(ABSENT_REASONS).nullable(),
});
const minutesSchema = z.object({
  meeting: z.int().min(1),
  title: text,
  heldOn: text,
  /** Where they lie in the pack, one file for each format. */
  files: z.array(z.string().min(1).max(1000)),
});
const layoutSchema = z.object({
  id: text,
  title: text,
  /** The seat that it is written from; null where there is no choice. */
  vantage: text.nullable(),
  file: z.string().min(1).max(1000),
});
/** What manifest.json says: of which state of which workbook the pack is, and everything in it with its hash. */
export const manifestSchema = z.object({
  schema: z.literal(MANIFEST_SCHEMA),
  schemaVersion: z.literal(MANIFEST_VERSION),
  writtenBy: text,
  workbook: z.object({
    id: text,
    title: text,
    organisation: text,
    revision: z.int().min(0),
    changeLogHead: sha256,
    lastChange: text,
    /** ISO date as of which gaps and expiry were judged. Packs of 0.1 do not say it: theirs is the day of the last change. */
    judgedAsOf: z.iso.date().optional(),
    /** Digest of everything recorded. Left out where the last change was made by a Demarc that did not vouch for it. */
    state: sha256.optional(),
    catalogue: text,
  }),
  counts: z.object({
    services: bytes,
    rows: bytes,
    answered: bytes,
    notes: bytes,
    evidence: bytes,
    gaps: bytes,
    people: bytes,
    evidenceFiles: bytes,
    evidenceAbsent: bytes,
  }),
  /** In the order in which they lie in the archive; neither the manifest itself nor SHA256SUMS, nor a signature. */
  files: z.array(entrySchema),
  evidence: z.array(evidenceSchema),
  /** The minutes of meetings, oldest first; left out where there was none. */
  minutes: z.array(minutesSchema).optional(),
  /** The layouts that were asked for; left out where none was. */
  layouts: z.array(layoutSchema).optional(),
  /** For whom it was prepared and how it is marked; absent where nothing was said. */
  prepared: z
    .object({ audience: text, classification: text.nullable(), distribution: text.nullable() })
    .optional(),
  /** The key that signed the pack, by its fingerprint, and whom it says that it belongs to; absent where none did. */
  signature: z.object({ name: text, key: sha256 }).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type PackEntry = z.infer<typeof entrySchema>;
export type PackEvidence = z.infer<typeof evidenceSchema>;
export type PackMinutes = z.infer<typeof minutesSchema>;
export type PackLayout = z.infer<typeof layoutSchema>;

/** The one way in which a manifest is written. */
export const formatManifest = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

/** The manifest, or null when the text is none of a version known here. */
export function parseManifest(json: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
