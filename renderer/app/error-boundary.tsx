import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Component, type ReactNode } from 'react';
import { Button } from '../components/button/button.tsx';
import { Notice } from '../components/notice/notice.tsx';
import { failureOf } from '../host/call-error.ts';
import styles from './error-boundary.module.css';

/** What an area shows instead of itself when it cannot go on: what happened, what is safe, what to do. */
export function AreaError(props: Pick<ErrorComponentProps, 'error'> & { readonly reset: () => void }) {
  const { reset: resetQueries } = useQueryErrorResetBoundary();
  const failure = failureOf(props.error);
  return (
    <div className={styles.area}>
      <Notice
        tone="bad"
        title="This part of the screen could not be shown"
        actions={
          <>
            <Button
              kind="primary"
              onClick={() => {
                resetQueries();
                props.reset();
              }}
            >
              Try again
            </Button>
            <Button onClick={() => void navigator.clipboard.writeText(detailsOf(props.error))}>
              Copy the details
            </Button>
          </>
        }
      >
        <p>{failure.message}</p>
        <p>Everything shown as saved is in the workbook file, and the other screens go on working.</p>
      </Notice>
    </div>
  );
}

function detailsOf(error: unknown): string {
  const failure = failureOf(error);
  const stack = error instanceof Error ? error.stack : undefined;
  return [failure.code, failure.message, failure.logId, stack].filter(Boolean).join('\n');
}

/** Keeps an error inside the part that it happened in. A new `resetKey` tries again. */
export class AreaBoundary extends Component<
  { readonly children: ReactNode; readonly resetKey?: string },
  { readonly error: Error | null }
> {
  override state: { readonly error: Error | null } = { error: null };
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override componentDidUpdate(before: { readonly resetKey?: string }) {
    if (this.state.error && before.resetKey !== this.props.resetKey) this.setState({ error: null });
  }
  override render() {
    if (!this.state.error) return this.props.children;
    return <AreaError error={this.state.error} reset={() => this.setState({ error: null })} />;
  }
}
