import type { ReactNode } from 'react';
import type { JobName } from '../../host/client.ts';
import { useCapability } from '../../host/use-capability.ts';
import { Button } from '../button/button.tsx';
import { Notice } from '../notice/notice.tsx';
import type { Writing } from './use-writing.ts';

/** What came of writing a file: where it is, in `children`, or why it was not written. */
export function Written<N extends JobName>(props: {
  readonly writing: Writing<N>;
  readonly file: Parameters<Writing<N>['deliver']>[0] | null;
  /** `The minutes were not written` */
  readonly failed: string;
  readonly children: ReactNode;
}) {
  const { writing, file } = props;
  const reveal = useCapability('revealInFolder');
  return (
    <>
      {file && (
        <Notice
          tone="good"
          actions={
            <Button icon={reveal ? 'folder' : 'download'} onClick={() => writing.deliver(file)}>
              {reveal ? 'Show in folder' : 'Download'}
            </Button>
          }
        >
          {props.children}
        </Notice>
      )}
      {writing.failure && (
        <Notice tone="bad" title={props.failed}>
          {writing.failure}
        </Notice>
      )}
    </>
  );
}
