import type { Prepared } from '../contract/audience.ts';
import type { Signer } from '../platform/key-store.ts';
import type { SealedFolder } from '../platform/sealed-folder.ts';

export interface PackTask {
  readonly kind: 'pack';
  readonly prepared?: Prepared;
  readonly workbook: string;
  readonly path: string;
  /** ISO date as of which the document is judged. */
  readonly asOf: string;
  readonly appVersion: string;
  readonly layouts?: readonly {
    readonly layout: string;
    readonly vantage?: string;
    readonly framework?: string;
    readonly packageOverview?: string;
  }[];
  /** A list of what an auditor asked for. */
  readonly requests?: { readonly name: string; readonly path: string };
  /** A timestamp on its manifest. */
  readonly timestamp?: { readonly name: string; readonly path: string };
  /** Who signs it; absent for a pack that nobody signs. */
  readonly signer?: Signer;
  /** The sealed folder that `path` lies in, where the pack is on its way to be encrypted. */
  readonly sealed?: Pick<SealedFolder, 'path' | 'key'>;
}
export interface EncryptPackTask {
  readonly kind: 'encrypt-pack';
  /** A pack that was read back, and its SHA-256. */
  readonly plain: string;
  readonly sha256: string;
  readonly path: string;
  readonly password: string;
  /** ISO instant that the entry carries. */
  readonly modified: string;
  /** The sealed folder that the plain pack lies in. */
  readonly sealed: Pick<SealedFolder, 'path' | 'key'>;
}
export interface VerifyPackTask {
  readonly kind: 'verify-pack';
  readonly path: string;
  readonly name: string;
  readonly password?: string;
  /** A workbook whose change log must hold the state in the pack. */
  readonly against?: { readonly path: string; readonly name: string };
}
