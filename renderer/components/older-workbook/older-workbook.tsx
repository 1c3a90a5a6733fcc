import { Button } from '../button/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';

/** Asks before a workbook of an older Demarc is brought up to date, after which that Demarc cannot read it. */
export function OlderWorkbook(props: {
  /** What happens to the file, as the core says it. */
  readonly message: string;
  readonly onChoose: (older: 'update' | 'read') => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      title="This workbook is from an older Demarc"
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button onClick={() => props.onChoose('read')}>Only read it</Button>
          <Button kind="primary" data-autofocus onClick={() => props.onChoose('update')}>
            Bring it up to date
          </Button>
        </>
      }
    >
      <p>{props.message}</p>
      <p>Only read, the file stays as it is, byte for byte.</p>
    </Dialog>
  );
}
