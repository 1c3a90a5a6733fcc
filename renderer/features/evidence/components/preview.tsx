import { lazy, Suspense, useEffect, useState } from 'react';
import type { Evidence } from '../../../../main/contract/evidence.ts';
import { useHost, useWorkbookId } from '../../../host/context.tsx';
import { cx } from '../../../lib/cx.ts';
import { previewKind } from '../model.ts';
import { readStart } from '../read-content.ts';
import styles from './preview.module.css';
import { Unreadable } from './unreadable.tsx';

const PdfPreview = lazy(() => import('./pdf-preview.tsx'));

/** So much of a text is shown; the whole of it is a download away. */
const MAX_SHOWN_BYTES = 256 * 1024;

/**
 * A picture, a PDF or a text as it is kept in the workbook. It is drawn, never opened: nothing in it runs. It has its room
 * before it is there, so that nothing below moves away from under the pointer when it comes.
 */
export function Preview({ piece, large = false }: { readonly piece: Evidence; readonly large?: boolean }) {
  const kind = previewKind(piece);
  const drawn = <Drawn piece={piece} kind={kind} large={large} />;
  if (kind === null || large) return drawn;
  return (
    <div className={styles.room} data-kind={kind}>
      {drawn}
    </div>
  );
}

function Drawn(props: {
  readonly piece: Evidence;
  readonly kind: ReturnType<typeof previewKind>;
  readonly large: boolean;
}) {
  const { piece, kind, large } = props;
  const host = useHost();
  const workbook = useWorkbookId();
  const name = piece.fileName ?? piece.title;
  if (kind === null)
    return piece.text === null ? null : <ScrolledText text={piece.text} label={piece.title} large={large} />;
  const url = host.contentUrl(workbook, piece.number);
  if (kind === 'image')
    return <img src={url} alt={`Preview of ${name}`} className={cx(styles.image, large && styles.large)} />;
  if (kind === 'pdf')
    return (
      <Suspense fallback={<p className={styles.waiting}>Opening the PDF</p>}>
        <PdfPreview key={url} url={url} name={name} large={large} />
      </Suspense>
    );
  return <TextPreview key={url} url={url} label={`Preview of ${name}`} large={large} />;
}

function TextPreview(props: { readonly url: string; readonly label: string; readonly large: boolean }) {
  const { url } = props;
  const [text, setText] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    readStart(url, MAX_SHOWN_BYTES, stop.signal).then(
      ({ bytes, whole }) =>
        setText(`${new TextDecoder().decode(bytes)}${whole ? '' : '\n...\nThe rest is in the file itself.'}`),
      () => setFailed(!stop.signal.aborted),
    );
    return () => stop.abort();
  }, [url]);
  if (failed) return <Unreadable />;
  return text === null ? null : <ScrolledText text={text} label={props.label} large={props.large} />;
}

function ScrolledText(props: { readonly text: string; readonly label: string; readonly large: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard
    <section className={cx(styles.text, props.large && styles.large)} tabIndex={0} aria-label={props.label}>
      {props.text}
    </section>
  );
}
