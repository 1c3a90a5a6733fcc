/** One file of an archive: its path there, its bytes, and whether it is a program. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: () => Uint8Array;
  readonly executable: boolean;
}

const BLOCK = 512;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;

/** The tar file of `files` in pieces, the same for the same content (POSIX ustar: nobody's account, one time for all). */
export function* tarPieces(files: readonly ArchiveFile[], seconds: number): Generator<Uint8Array> {
  for (const file of files) {
    const bytes = file.bytes();
    yield header(file, bytes.length, seconds);
    yield bytes;
    yield Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
  }
  yield Buffer.alloc(2 * BLOCK);
}

function header({ path, executable }: ArchiveFile, size: number, seconds: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const [prefix, name] = splitName(path);
  const octal = (value: number, at: number, width: number) =>
    block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1');
  block.write(name, 0, 'utf8');
  octal(executable ? 0o755 : 0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(seconds, 136, 12);
  block.write('        0', 148, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write('root', 265, 'latin1');
  block.write('root', 297, 'latin1');
  block.write(prefix, 345, 'utf8');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** A name of more than 100 bytes has its folders in a field of their own. */
function splitName(path: string): [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= NAME_BYTES) return ['', path];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= PREFIX_BYTES && Buffer.byteLength(name) <= NAME_BYTES)
      return [prefix, name];
  }
  throw new Error(`${path} is too long a name for a tar file.`);
}

/** The wanted files of a tar file by their path, as far as they are there. */
export function filesOfTar(tar: Buffer, wanted: readonly string[]): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const text = (from: number, length: number) =>
      tar.toString('utf8', at + from, at + from + length).split('\0')[0] ?? '';
    const [name, prefix] = [text(0, NAME_BYTES), text(345, PREFIX_BYTES)];
    const path = prefix === '' ? name : `${prefix}/${name}`;
    const size = Number.parseInt(text(124, 12), 8);
    if (wanted.includes(path)) found.set(path, tar.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}
