/** An operand of a content stream; a dictionary stands as its text. */
export type Operand = number | string | Buffer | readonly Operand[] | { readonly dictionary: string };
export interface Operation {
  readonly op: string;
  readonly operands: readonly Operand[];
}

const SPACE = /[\0\t\n\f\r ]/;
const DELIMITER = /[\0\t\n\f\r ()<>[\]{}/%]/;

/** The operations of a content stream, read by the rules of ISO 32000-1, 7.2 and 7.8.2. Names begin with a slash. */
export function* operationsOf(bytes: Buffer): Generator<Operation> {
  const source = bytes.toString('latin1');
  let at = 0;
  let operands: Operand[] = [];
  const word = (): string => {
    const from = at;
    at += 1;
    while (at < source.length && !DELIMITER.test(source[at] ?? ' ')) at += 1;
    return source.slice(from, at);
  };
  const operand = (): Operand | { readonly op: string } => {
    const char = source[at];
    if (char === '(') return literal();
    if (char === '<' && source[at + 1] === '<') {
      const end = source.indexOf('>>', at);
      const dictionary = source.slice(at, end + 2);
      at = end + 2;
      return { dictionary };
    }
    if (char === '<') {
      const end = source.indexOf('>', at);
      const digits = source.slice(at + 1, end);
      at = end + 1;
      return Buffer.from(digits, 'hex');
    }
    if (char === '[') {
      const list: Operand[] = [];
      at += 1;
      for (;;) {
        while (SPACE.test(source[at] ?? 'x')) at += 1;
        if (source[at] === ']' || at >= source.length) break;
        list.push(operand() as Operand);
      }
      at += 1;
      return list;
    }
    const found = word();
    if (found.startsWith('/')) return found;
    return /^[+-]?[\d.]/.test(found) ? Number(found) : { op: found };
  };
  const literal = (): Buffer => {
    const out: number[] = [];
    let depth = 0;
    for (; at < source.length; at += 1) {
      let char = source[at] ?? '';
      if (char === '(' && depth++ === 0) continue;
      if (char === ')' && --depth === 0) break;
      if (char === '\\') {
        at += 1;
        char =
          ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' } as Record<string, string>)[source[at] ?? ''] ??
          source[at] ??
          '';
      }
      out.push(char.charCodeAt(0));
    }
    at += 1;
    return Buffer.from(out);
  };
  while (at < source.length) {
    if (SPACE.test(source[at] ?? ' ')) {
      at += 1;
      continue;
    }
    const found = operand();
    if (typeof found === 'object' && 'op' in found) {
      yield { op: found.op, operands };
      operands = [];
    } else operands.push(found);
  }
}

/** Operations that put something on the page. */
const PAINTS = new Set([
  'S',
  's',
  'f',
  'F',
  'f*',
  'B',
  'B*',
  'b',
  'b*',
  'sh',
  'Do',
  'Tj',
  "'",
  '"',
  'TJ',
  'EI',
]);

/** Text as it is shown: two-byte codes of one font. */
export interface Shown {
  readonly font: string;
  readonly codes: readonly number[];
  /** Number of the text object on its page. */
  readonly object: number;
}
export interface PageContent {
  /** What was met, by the mark that it stands in: the number of a piece of tagged content, an artifact, or neither. */
  readonly painted: readonly { readonly op: string; readonly inside: number | 'artifact' | null }[];
  readonly tagged: readonly { readonly type: string; readonly number: number; readonly shown: Shown[] }[];
  readonly shown: readonly Shown[];
  /** Marks that stand where they must not, by what stands in what. */
  readonly nested: readonly ('artifact in tagged' | 'tagged in artifact')[];
  readonly operators: ReadonlySet<string>;
  /** How deep graphics states were saved, at most; left open at the end. */
  readonly depth: { readonly most: number; readonly open: number };
  /** Marks left open at the end. */
  readonly open: number;
}

/** Walks the content of a page. */
export function walk(bytes: Buffer): PageContent {
  const stack: (number | 'artifact' | 'reversed' | 'name')[] = [];
  const painted: { op: string; inside: number | 'artifact' | null }[] = [];
  const tagged: { type: string; number: number; shown: Shown[] }[] = [];
  const shown: Shown[] = [];
  const nested: ('artifact in tagged' | 'tagged in artifact')[] = [];
  const operators = new Set<string>();
  let font = '';
  let object = 0;
  let saved = 0;
  let most = 0;
  for (const { op, operands } of operationsOf(bytes)) {
    operators.add(op);
    const outer = stack.findLast((entry) => entry === 'artifact' || typeof entry === 'number');
    if (op === 'BMC' || op === 'BDC') {
      const [tag, properties] = operands;
      const number = /\/MCID (\d+)/.exec(
        typeof properties === 'object' && 'dictionary' in properties ? properties.dictionary : '',
      )?.[1];
      if (tag === '/Artifact') {
        if (typeof outer === 'number') nested.push('artifact in tagged');
        stack.push('artifact');
      } else if (number !== undefined) {
        if (outer === 'artifact') nested.push('tagged in artifact');
        stack.push(Number(number));
        tagged.push({ type: String(tag).slice(1), number: Number(number), shown: [] });
      } else stack.push(tag === '/ReversedChars' ? 'reversed' : 'name');
    } else if (op === 'EMC') stack.pop();
    else if (op === 'q') most = Math.max(most, ++saved);
    else if (op === 'Q') saved -= 1;
    else if (op === 'Tf') font = String(operands[0]).slice(1);
    else if (op === 'BT') object += 1;
    if (PAINTS.has(op)) painted.push({ op, inside: outer ?? null });
    if (op === 'Tj' || op === "'" || op === 'TJ') {
      const pieces = op === 'TJ' ? (operands[0] as readonly Operand[]) : [operands[0] as Operand];
      // ISO 32000-1, 14.8.2.3.3: each string by itself is read from its end.
      const strings = pieces.filter(Buffer.isBuffer).map(codesOf);
      const codes = strings.flatMap((one) => (stack.includes('reversed') ? one.reverse() : one));
      const piece = { font, codes, object };
      shown.push(piece);
      if (typeof outer === 'number') tagged.findLast(({ number }) => number === outer)?.shown.push(piece);
    }
  }
  return { painted, tagged, shown, nested, operators, depth: { most, open: saved }, open: stack.length };
}

const codesOf = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readUInt16BE(index * 2));
