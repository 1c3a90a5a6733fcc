import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../../components/button/button.tsx';
import { cx } from '../../../lib/cx.ts';
import { openPdf, type PdfFile } from '../pdf-file.ts';
import styles from './preview.module.css';
import { Unreadable } from './unreadable.tsx';

/** The pages of a PDF, one at a time, drawn on a canvas; its text stands beside it for screen readers. */
export default function PdfPreview(props: {
  readonly url: string;
  readonly name: string;
  readonly large: boolean;
}) {
  const { url } = props;
  const [file, setFile] = useState<PdfFile | null>(null);
  const [failed, setFailed] = useState(false);
  const [page, setPage] = useState(1);
  useEffect(() => {
    const stop = new AbortController();
    let opened: PdfFile | null = null;
    openPdf(url, stop.signal).then(
      (pdf) => {
        opened = pdf;
        if (stop.signal.aborted) pdf.close();
        else setFile(pdf);
      },
      () => setFailed(!stop.signal.aborted),
    );
    return () => {
      stop.abort();
      opened?.close();
    };
  }, [url]);
  if (failed) return <Unreadable />;
  if (file === null) return <p className={styles.waiting}>Opening the PDF</p>;
  const label = `Page ${page} of ${file.pages}`;
  return (
    <div className={styles.pdf}>
      <PdfPage
        file={file}
        page={page}
        label={`${label} of ${props.name}`}
        large={props.large}
        onFail={() => setFailed(true)}
      />
      {file.pages > 1 && (
        <div className={styles.pages}>
          <IconButton
            icon="back"
            label="Previous page"
            size="small"
            aria-disabled={page === 1}
            onClick={() => setPage(Math.max(1, page - 1))}
          />
          <span role="status">{label}</span>
          <IconButton
            icon="next"
            label="Next page"
            size="small"
            aria-disabled={page === file.pages}
            onClick={() => setPage(Math.min(file.pages, page + 1))}
          />
        </div>
      )}
    </div>
  );
}

function PdfPage(props: {
  readonly file: PdfFile;
  readonly page: number;
  readonly label: string;
  readonly large: boolean;
  readonly onFail: () => void;
}) {
  const { file, page, onFail } = props;
  const scroller = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const fail = useRef(onFail);
  fail.current = onFail;
  const [text, setText] = useState('');
  useEffect(() => {
    if (!scroller.current || !canvas.current) return;
    const stop = new AbortController();
    scroller.current.scrollTop = 0;
    file.draw(page, canvas.current, scroller.current.clientWidth, stop.signal).then(setText, () => {
      if (!stop.signal.aborted) fail.current();
    });
    return () => stop.abort();
  }, [file, page]);
  return (
    <section
      ref={scroller}
      className={cx(styles.paper, props.large && styles.large)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling page must be reachable by keyboard
      tabIndex={0}
      aria-label={props.label}
    >
      <canvas ref={canvas} className={styles.canvas} />
      <p className="visually-hidden">{text}</p>
    </section>
  );
}
