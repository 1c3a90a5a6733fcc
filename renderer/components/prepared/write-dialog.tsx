import { type ReactNode, useState } from 'react';
import type { AudienceId } from '../../../main/contract/audience.ts';
import { useDemarcData } from '../../host/queries.ts';
import { Button } from '../button/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import styles from './prepared.module.css';
import { PreparedFor } from './prepared-for.tsx';
import { type Marks, type PreparedChoice, useMarks } from './use-marks.ts';

/** Before a document is written: for whom it is, its marks, and, in `children`, what goes out. */
export function WriteDialog(props: {
  readonly title: string;
  /** `Write the minutes` */
  readonly verb: string;
  /** Absent where it is for one audience alone. */
  readonly audience?: AudienceId;
  readonly onAudience?: (audience: AudienceId) => void;
  readonly onWrite: (prepared: PreparedChoice) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { audience = 'internal', onAudience, onClose } = props;
  const [kept, keep] = useMarks(useDemarcData('workbook.info', {}), audience);
  // What is typed is for those for whom it was typed.
  const [typed, setTyped] = useState<PreparedChoice | null>(null);
  const marks: Marks = typed?.audience === audience ? typed : kept;
  const setMarks = (next: Marks) => setTyped({ ...next, audience });
  const write = () => {
    keep({ classification: marks.classification, distribution: marks.distribution });
    onClose();
    props.onWrite({ ...marks, audience });
  };
  return (
    <Dialog
      title={props.title}
      wide
      onClose={onClose}
      onSubmit={write}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" data-autofocus>
            {props.verb}
          </Button>
        </>
      }
    >
      <div className={styles.words}>
        <PreparedFor
          audience={audience}
          marks={marks}
          disabled={false}
          {...(onAudience === undefined ? {} : { onAudience })}
          onMarks={setMarks}
        />
        {props.children}
      </div>
    </Dialog>
  );
}
