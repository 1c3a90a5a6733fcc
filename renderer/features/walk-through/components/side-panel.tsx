import { useMemo } from 'react';
import type { Walk } from '../../../../main/contract/assignments.ts';
import type { StackInput } from '../../../../main/domain/pictures/demarcation.ts';
import type { CardControl } from '../../../answering/card-control.ts';
import { CardEvidenceParts } from '../../../answering/parts/card-evidence.tsx';
import type { CardEvidence } from '../../../answering/use-card-evidence.ts';
import { DemarcationStack } from '../../../components/demarcation/demarcation-stack.tsx';
import { Legend } from '../../../components/ownership/legend.tsx';
import { SavePicture } from '../../../components/save-picture/save-picture.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { pictureInput } from '../model.ts';
import { HelpPanel } from './help-panel.tsx';
import styles from './side.module.css';

/** Right zone: the demarcation picture, live; what scanners say about this duty; its evidence; help. */
export function SidePanel(props: {
  readonly control: CardControl;
  readonly walk: Walk;
  readonly evidence: CardEvidence;
}) {
  const { control, walk } = props;
  const { parties, card, sides } = control;
  // The provider's foundations lie under every service, though they are answered once, under the provider.
  const service = walk.subject.kind === 'service';
  const foundations = useDemarcQuery(
    'assignments.walk',
    { subject: sides.provider?.id ?? '' },
    { enabled: service && sides.provider !== undefined, keepPrevious: true },
  );
  const below = service ? foundations.data : undefined;
  const input = useMemo((): StackInput => pictureInput(walk, below, parties), [walk, below, parties]);
  return (
    <aside className={styles.side} aria-label="Picture, evidence and help">
      <section aria-label="Demarcation picture" className={styles.part}>
        <h2 className={styles.title}>Where the line runs</h2>
        <DemarcationStack
          input={input}
          current={card.domain.id}
          provider={sides.provider?.name ?? 'Provider'}
          customer={sides.customer?.name ?? 'Customer'}
          acts={(drawing) => (
            <SavePicture
              of={drawing}
              title={`Where the line runs: ${walk.subject.label}`}
              parties={parties}
            />
          )}
        />
        <Legend parties={parties} />
      </section>
      <CardEvidenceParts control={control} evidence={props.evidence} />
      <HelpPanel card={card} />
    </aside>
  );
}
