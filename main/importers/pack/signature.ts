import type { PackProblem } from '../../contract/packs.ts';
import type { KeySignature } from '../../contract/review.ts';
import { type Manifest, PACK_FILES, SIGNATURE_FILES } from '../../domain/pack/manifest.ts';
import { parsePackStatement } from '../../domain/signatures/statement.ts';
import { fingerprintOf, publicKeyOfPem, signatureFits } from '../../platform/ed25519.ts';

export interface CheckedSignature {
  /** Null in a pack that no key signed. */
  readonly signature: KeySignature | null;
  readonly missing: readonly PackProblem[];
  readonly extra: readonly PackProblem[];
}

const NAMES: readonly string[] = Object.values(SIGNATURE_FILES);
export const isSignatureFile = (name: string): boolean => NAMES.includes(name);

/**
 * Whose key signed a pack, and whether that signature is on this very list of files. `kept`: what lies under the names of a
 * signature; `sums`: SHA-256 of SHA256SUMS as it lies in the pack. The manifest says whether there should be one.
 */
export function checkSignature(
  kept: ReadonlyMap<string, Buffer>,
  manifest: Manifest | null,
  sums: string | null,
): CheckedSignature {
  const there = NAMES.filter((name) => kept.has(name));
  const said = manifest?.signature;
  if (there.length === 0 && !said) return { signature: null, missing: [], extra: [] };
  if (manifest !== null && !said)
    return {
      signature: null,
      missing: [],
      extra: there.map((path) => ({
        path,
        sentence: `${path} is in the pack, but ${PACK_FILES.manifest} does not say that a key signed it.`,
      })),
    };
  const missing = NAMES.filter((name) => !kept.has(name)).map((path) => ({
    path,
    sentence: `${path} is missing from the pack, which was signed.`,
  }));
  const bytes = (name: string) => kept.get(name) ?? Buffer.alloc(0);
  const publicKey = publicKeyOfPem(bytes(SIGNATURE_FILES.key).toString('latin1'));
  const fingerprint = (publicKey && fingerprintOf(publicKey)) ?? said?.key ?? '';
  const problem =
    missing.length > 0
      ? 'a part of it is missing'
      : publicKey === null
        ? `${SIGNATURE_FILES.key} is no key of the kind that Demarc signs with`
        : signatureFits(
              bytes(SIGNATURE_FILES.statement),
              bytes(SIGNATURE_FILES.signature).toString('base64'),
              publicKey,
            )
          ? misfit(bytes(SIGNATURE_FILES.statement).toString('utf8'), fingerprint, manifest, sums)
          : `${SIGNATURE_FILES.signature} does not fit ${SIGNATURE_FILES.statement} and ${SIGNATURE_FILES.key}`;
  return { signature: { name: said?.name ?? '', fingerprint, problem }, missing, extra: [] };
}

/** Why a statement that was signed is not one of this pack. */
function misfit(
  text: string,
  fingerprint: string,
  manifest: Manifest | null,
  sums: string | null,
): string | null {
  const stated = parsePackStatement(text, PACK_FILES.sums);
  if (stated === null) return `${SIGNATURE_FILES.statement} is not what Demarc signs`;
  if (manifest === null) return `${PACK_FILES.manifest} cannot be read, so nothing says what was signed`;
  const { workbook, signature } = manifest;
  const compared: readonly (readonly [what: string, same: boolean])[] = [
    [`the list of files in ${PACK_FILES.sums}`, stated.sums === sums],
    ['the workbook', stated.workbook === workbook.id],
    ['the revision', stated.revision === workbook.revision],
    ['the head of the change log', stated.changeLogHead === workbook.changeLogHead],
    ['the day of judgement', stated.judgedAsOf === (workbook.judgedAsOf ?? '')],
    ['the name', stated.name === signature?.name],
    ['the key', stated.key === fingerprint && stated.key === signature?.key],
  ];
  const other = compared.filter(([, same]) => !same).map(([what]) => what);
  return other.length === 0
    ? null
    : `it was given for something else: ${other.join(', ')} ${other.length === 1 ? 'is' : 'are'} not the same`;
}
