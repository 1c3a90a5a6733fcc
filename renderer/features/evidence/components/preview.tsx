import { useEffect, useState } from 'react';
import type { Evidence } from '../../../../main/contract/evidence.ts';
import { useHost, useWorkbookId } from '../../../host/context.tsx';
import { previewKind } from '../model.ts';
import styles from './register.module.css';

/** So much of a text is shown; the whole of it is a download away. */
const MAX_SHOWN_BYTES = 64 * 1024;

/** A picture or a text as it is kept in the workbook. Other files are not opened inside the page. */
export function Preview({ piece }: { readonly piece: Evidence }) {
  const host = useHost();
  const workbook = useWorkbookId();
  const kind = previewKind(piece);
  if (kind === null) return null;
  const url = host.contentUrl(workbook, piece.number);
  return kind === 'image' ? (
    <img src={url} alt={`Preview of ${piece.fileName ?? piece.title}`} className={styles.image} />
  ) : (
    <TextPreview url={url} />
  );
}

function TextPreview({ url }: { readonly url: string }) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    readStart(url, stop.signal).then(setText, () => setText(null));
    return () => stop.abort();
  }, [url]);
  return text === null ? null : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard
    <section className={styles.text} tabIndex={0} aria-label="Preview">
      {text}
    </section>
  );
}

/** Reads the first part of a text and leaves the rest where it is. */
async function readStart(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`Status ${response.status}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
    if (bytes < MAX_SHOWN_BYTES) continue;
    await reader.cancel();
    return `${text}\n...`;
  }
}
