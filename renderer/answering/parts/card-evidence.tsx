import type { CardControl } from '../use-card.ts';
import type { CardEvidence } from '../use-card-evidence.ts';
import { EvidencePanel } from './evidence-panel.tsx';
import { FindingsPanel } from './findings-panel.tsx';

/** What proves the duty: how the scanners' checks ended, and the pieces attached to it. */
export function CardEvidenceParts(props: { readonly control: CardControl; readonly evidence: CardEvidence }) {
  const { control, evidence } = props;
  return (
    <>
      <FindingsPanel card={control.card} />
      <EvidencePanel
        control={control}
        attachments={evidence.attachments}
        linking={evidence.linking}
        onLinking={evidence.setLinking}
      />
    </>
  );
}
