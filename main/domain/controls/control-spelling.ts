const NIST_CONTROL = /^([A-Za-z]{2})-0*(\d{1,3})(?:\s*[(.]\s*0*(\d{1,3})(?:\s*\))?)?$/;

/** A control id as OSCAL catalogues write it: `AC-2(1)`, `AC-02 (01)` and `ac-2.1` all give `ac-2.1`; others stay as they are. */
export function toControlToken(id: string): string {
  const match = NIST_CONTROL.exec(id.trim());
  if (!match) return id.trim();
  const [, family = '', number = '', enhancement] = match;
  return `${family.toLowerCase()}-${number}${enhancement === undefined ? '' : `.${enhancement}`}`;
}

/** A control id as people write it: `ac-2.1` gives `AC-2(1)`; what is no id of NIST SP 800-53 stays as it is. */
export function fromControlToken(token: string): string {
  const match = NIST_CONTROL.exec(token.trim());
  if (!match) return token.trim();
  const [, family = '', number = '', enhancement] = match;
  return `${family.toUpperCase()}-${number}${enhancement === undefined ? '' : `(${enhancement})`}`;
}
