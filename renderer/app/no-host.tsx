import type { Failure } from '../../main/contract/errors.ts';
import { Button } from '../components/button/button.tsx';
import { Notice } from '../components/notice/notice.tsx';
import styles from './error-boundary.module.css';

/** The page could not reach the program behind it. */
export function NoHost(props: { readonly failure: Failure }) {
  return (
    <main className={styles.area}>
      <h1 className="visually-hidden">Demarc</h1>
      <Notice
        tone="bad"
        title="Demarc cannot be reached from this page"
        actions={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        {props.failure.message}
      </Notice>
    </main>
  );
}
