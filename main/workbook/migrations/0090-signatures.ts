import type { Migration } from './migration.ts';

/** Sign-offs that a person's key signed. */
export const signatures: Migration = {
  version: 90,
  sql: `
    -- Exactly what was signed, the signature (Ed25519, base64) and the key that it fits (SubjectPublicKeyInfo, base64). Null for
    -- a name that was only recorded.
    ALTER TABLE sign_off ADD COLUMN signed_text TEXT;
    ALTER TABLE sign_off ADD COLUMN signature TEXT;
    ALTER TABLE sign_off ADD COLUMN public_key TEXT;
  `,
};
