/** What anybody may know of a key, and what its exported file says. */
export interface PublicKey {
  /** Whom the key says that it belongs to: nobody has checked it. */
  readonly name: string;
  /** Ed25519, SubjectPublicKeyInfo as base64. */
  readonly publicKey: string;
  /** SHA-256 of the raw public key, in hexadecimal: what people compare. */
  readonly fingerprint: string;
  readonly createdAt: string;
}
/** The key of this profile. Its private half never leaves the program that holds it. */
export interface OwnKey extends PublicKey {
  /** Whether a passphrase is needed to sign with it. */
  readonly protected: boolean;
}
/** A key of which somebody at this profile said whose it is. */
export interface KnownKey extends PublicKey {
  /** The name under which it is known here, which can be another than it gives itself. */
  readonly knownAs: string;
  readonly since: string;
}
export interface KeysInfo {
  readonly own: OwnKey | null;
  /** By the name that they are known under. */
  readonly known: readonly KnownKey[];
}
/** The key behind a signature that fits, and what this profile knows of it. */
export interface SigningKey extends Pick<PublicKey, 'name' | 'fingerprint'> {
  readonly known: null | { readonly name: string; readonly since: string; readonly own: boolean };
}
