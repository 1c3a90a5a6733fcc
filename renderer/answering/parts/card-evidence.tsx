import type { CardControl } from '../card-control.ts';
import type { CardEvidence } from '../use-card-evidence.ts';
import { EvidencePanel } from './evidence-panel.tsx';
import { FindingsPanel } from './findings-panel.tsx';

/** What proves the duty: the pieces attached to it, and how the scanners' checks ended. */
export function CardEvidenceParts(props: { readonly control: CardControl; readonly evidence: CardEvidence }) {
  const { control, evidence } = props;
  return (
    <>
      <EvidencePanel
        control={control}
        attachments={evidence.attachments}
        linking={evidence.linking}
        onLinking={evidence.setLinking}
      />
      <FindingsPanel card={control.card} />
    </>
  );
}
