export interface ReadContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** False when the file goes on. */
  readonly whole: boolean;
}

/** Reads at most so many bytes of a file and leaves the rest where it is. */
export async function readStart(url: string, maxBytes: number, signal: AbortSignal): Promise<ReadContent> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`Status ${response.status}`);
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  while (length <= maxBytes) {
    const { done, value } = await reader.read();
    whole = done;
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  if (!whole) await reader.cancel();
  return { bytes: join(pieces, Math.min(length, maxBytes)), whole };
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece.subarray(0, length - at), at);
    at += piece.length;
    if (at >= length) break;
  }
  return bytes;
}
