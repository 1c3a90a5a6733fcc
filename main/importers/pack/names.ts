const MAX_NAME_BYTES = 400;
const MAX_DEPTH = 8;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Why unpacking a file under this name could do harm, or null: names that leave the folder, or mean something else elsewhere. */
export function unsafeName(name: string): string | null {
  if (name === '' || Buffer.byteLength(name) > MAX_NAME_BYTES) return 'its name is empty or too long';
  if (/^[\\/]/.test(name) || /^[A-Za-z]:/.test(name)) return 'its name is an absolute path';
  const parts = name.split('/');
  if (parts.includes('..') || parts.includes('.') || parts.includes(''))
    return 'its name leaves the folder it is unpacked in';
  if (parts.length > MAX_DEPTH) return 'its folders are nested too deeply';
  if (/[\p{Cc}\p{Cf}\ufffd<>:"\\|?*]/u.test(name))
    return 'its name has characters that file systems read as something else';
  if (name !== name.normalize('NFC')) return 'its name is not in the normal form that Demarc writes';
  if (parts.some((part) => /[. ]$/.test(part)))
    return 'its name ends in a dot or a blank, which Windows drops';
  if (parts.some((part) => DEVICE.test(part))) return 'its name is a device on Windows';
  return null;
}

/** Names that would be one file where case does not count. */
export function sameFolded(names: readonly string[]): readonly (readonly [string, string])[] {
  const seen = new Map<string, string>();
  const pairs: (readonly [string, string])[] = [];
  for (const name of names) {
    const folded = name.toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined) pairs.push([other, name]);
    else seen.set(folded, name);
  }
  return pairs;
}
