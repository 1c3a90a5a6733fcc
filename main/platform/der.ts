/** One value of DER (ITU-T X.690), with where it stands in its bytes. */
export interface Der {
  /** The identifier octet: class, whether it is constructed, and a number below 31. */
  readonly tag: number;
  /** With its head, and what is in it. */
  readonly whole: Buffer;
  readonly inside: Buffer;
}

const MAX_CHILDREN = 10_000;

/** Reads one value that fills these bytes. Throws a plain sentence part for what is no DER. */
export function readDer(bytes: Buffer): Der {
  const [value, next] = readAt(bytes, 0);
  if (next !== bytes.length) throw new Error('something stands behind its end');
  return value;
}

/** The values inside a constructed one, in their order. */
export function childrenOf({ tag, inside }: Der): readonly Der[] {
  if ((tag & 0x20) === 0) throw new Error('a value that should hold others holds none');
  const found: Der[] = [];
  for (let at = 0; at < inside.length; ) {
    if (found.length >= MAX_CHILDREN) throw new Error('it holds too many values');
    const [value, next] = readAt(inside, at);
    found.push(value);
    at = next;
  }
  return found;
}

function readAt(bytes: Buffer, at: number): readonly [value: Der, next: number] {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw new Error('it is cut off');
  if ((tag & 0x1f) === 0x1f) throw new Error('it has a tag that no such file has');
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    // Without a length of its own it is BER; four bytes are more than any file here has.
    if (count === 0 || count > 4) throw new Error('it is not in DER');
    length = 0;
    for (const byte of bytes.subarray(start, start + count)) length = length * 256 + byte;
    start += count;
  }
  const end = start + length;
  if (end > bytes.length) throw new Error('it is cut off');
  return [{ tag, whole: bytes.subarray(at, end), inside: bytes.subarray(start, end) }, end];
}

export const TAGS = {
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** An object identifier in dots. */
export function oidOf({ tag, inside }: Der): string {
  const [first] = inside;
  if (tag !== TAGS.oid || first === undefined) throw new Error('an identifier is missing');
  const numbers: number[] = [];
  let number = 0;
  for (const byte of inside) {
    number = number * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(number)) throw new Error('an identifier has too great a number');
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [head = 0, ...rest] = numbers;
  const root = Math.min(2, Math.floor(head / 40));
  return [root, head - root * 40, ...rest].join('.');
}
