import { Link } from '@tanstack/react-router';
import type { ExportPreview } from '../../../../main/contract/exports.ts';
import { Button, buttonClass } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import type { AddressFilter } from '../../../lib/register-filter.ts';
import { extractWords } from '../model.ts';

/** That only the rows in view will be exported, which those are, and the ways back to them and to everything. */
export function ExtractNote(props: {
  readonly counts: ExportPreview;
  readonly filter: AddressFilter;
  readonly disabled: boolean;
  readonly onEverything: () => void;
}) {
  const workbook = useWorkbookId();
  const { title, sentence } = extractWords(props.counts);
  return (
    <Notice
      tone={props.counts.rows === 0 ? 'warn' : 'note'}
      title={title}
      actions={
        <>
          <Button size="small" disabled={props.disabled} onClick={props.onEverything}>
            Export everything
          </Button>
          <Link
            to="/w/$workbook/matrix"
            params={{ workbook }}
            search={{ view: 'register', ...props.filter }}
            className={buttonClass('quiet', 'small')}
          >
            Back to these rows
          </Link>
        </>
      }
    >
      {sentence}
    </Notice>
  );
}
