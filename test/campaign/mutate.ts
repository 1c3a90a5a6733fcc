import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Random } from './part.ts';

/** What happens to bytes on their way: cut, changed, taken out, doubled, filled, put elsewhere. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const place = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, place + 1 + random.below(random.pick([4, 40, 4000])));
  const [before, piece, after] = [bytes.subarray(0, place), bytes.subarray(place, end), bytes.subarray(end)];
  switch (random.below(8)) {
    case 0:
      return before;
    case 1: {
      const flipped = Buffer.from(bytes);
      for (let n = 0; n < 1 + random.below(8); n += 1) {
        const at = random.below(flipped.length);
        if (flipped.length > 0) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      }
      return flipped;
    }
    case 2:
      return Buffer.concat([before, after]);
    case 3:
      return Buffer.concat([before, ...Array.from({ length: 2 + random.below(50) }, () => piece), after]);
    case 4:
      return Buffer.concat([
        before,
        Buffer.from(Array.from({ length: 1 + random.below(30) }, () => random.below(256))),
        after,
      ]);
    case 5:
      return Buffer.concat([after, piece, before]);
    case 6:
      return Buffer.concat([before, Buffer.alloc(piece.length, random.below(256)), after]);
    default:
      return Buffer.concat([before, Buffer.from(random.pick(TOKENS)), after]);
  }
}

/** Pieces that formats give a meaning to. */
const TOKENS = [
  '"',
  "'",
  '\n',
  '\r',
  '\0',
  '\ufeff',
  '\ufffe',
  '[',
  '{',
  ']'.repeat(50),
  '['.repeat(5000),
  '{"a":'.repeat(2000),
  '- '.repeat(3000),
  '&a [*a, *a]',
  '!!js/function x',
  '!Sub {A}',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '<![CDATA[',
  '</',
  '<c r="XFD1048576"/>',
  '<si/>'.repeat(3000),
  ' '.repeat(20_000),
  ','.repeat(20_000),
  ';'.repeat(2000),
  '"'.repeat(5001),
  'a'.repeat(30_000),
  '1e999',
  '-0',
  '99999999999999999999',
  '"__proto__": {"x": 1},',
  '"constructor": 1,',
  '=1+1',
  '\u202e',
  '\ud800',
  '2026-02-30',
  '0000-00-00T99:99:99Z',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const VALUES: readonly Json[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x'.repeat(20_000),
  [],
  {},
  [[[[]]]],
  '__proto__',
  '\0',
  'arn:aws:s3:::' + ':'.repeat(500),
];

/** One place of a JSON document changed in kind: a value replaced, a key renamed, a list repeated, a branch nested. */
export function mutateJson(text: string, random: Random): string {
  const document = JSON.parse(text) as Json;
  const places: { holder: Json[] | { [key: string]: Json }; key: string | number }[] = [];
  const walk = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
      places.push({ holder: value, key });
      walk((value as Record<string | number, Json>)[key] as Json);
    }
  };
  walk(document);
  for (let n = 0; n < 1 + random.below(3) && places.length > 0; n += 1) {
    const { holder, key } = random.pick(places);
    const at = holder as Record<string | number, Json>;
    switch (random.below(5)) {
      case 0:
        at[key] = random.pick(VALUES);
        break;
      case 1:
        delete at[key];
        break;
      case 2:
        at[key] = { [String(key)]: at[key] ?? null };
        break;
      case 3:
        at[random.pick(['__proto__', 'Fn::If', 'Ref', 'constructor', `${key}2`])] = at[key] ?? null;
        break;
      default:
        at[key] = Array.from({ length: random.pick([2, 300]) }, () => at[key] ?? null);
    }
  }
  return JSON.stringify(document);
}

const FIELDS = [
  '',
  '"',
  '""',
  ' ',
  '=1+1',
  '-0',
  '2026-13-45',
  '\ufeff',
  'x'.repeat(5000),
  '"a\nb"',
  ','.repeat(300),
];

/** Some lines and fields of a table or a list of lines: moved, doubled, taken out, replaced, cut differently. */
export function mutateLines(text: string, random: Random): string {
  let lines = text.split('\n');
  const mark = random.pick([',', ';', '\t', ': ']);
  const other = random.pick([',', ';', '\t', ' ']);
  for (let n = 0; n < 1 + random.below(4) && lines.length > 0; n += 1) {
    const at = random.below(lines.length);
    const fields = (lines[at] ?? '').split(mark);
    const field = random.below(fields.length);
    const line = (words: readonly string[]) => lines.splice(at, 1, words.join(mark));
    switch (random.below(8)) {
      case 0:
        lines.splice(at, 1);
        break;
      case 1:
        lines.splice(
          random.below(lines.length),
          0,
          ...Array.from({ length: random.pick([1, 40]) }, () => lines[at] ?? ''),
        );
        break;
      case 2:
        line(fields.with(field, random.pick(FIELDS)));
        break;
      case 3:
        line([...fields.slice(field), ...fields.slice(0, field)]);
        break;
      case 4:
        line(fields.flatMap((each) => [each, each]));
        break;
      case 5:
        // A column of the whole table taken out.
        lines = lines.map((each) => each.split(mark).toSpliced(field, 1).join(mark));
        break;
      case 6:
        lines = lines.map((each, index) => (index % 2 === 0 ? each.replaceAll(mark, other) : each));
        break;
      default:
        lines = [...lines.slice(at), ...lines.slice(0, at)];
    }
  }
  return lines.join(random.pick(['\n', '\r\n', '\n', '\r']));
}

interface Entry {
  readonly name: Buffer;
  readonly data: Buffer;
}

/** The parts of a ZIP file that is whole and made of stored and deflated parts, as every fixture here is. */
export function unzip(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(from, from + size);
    entries.push({
      name: zip.subarray(at + 46, at + 46 + name),
      data: method === 8 ? inflateRawSync(bytes) : Buffer.from(bytes),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** A ZIP file of these parts, sums right, so that what was changed inside is looked at at all. */
export function rezip(entries: readonly Entry[]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, data } of entries) {
    const packed = deflateRawSync(data, { level: 1 });
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(0x5a21, 6);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    files.push(Buffer.from('PK\x03\x04'), facts, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, Buffer.from('PK\x05\x06'), end]);
}
