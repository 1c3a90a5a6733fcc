import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Matrix } from '../../../../main/contract/matrix.ts';
import { stackInputs } from '../../../../main/domain/pictures/demarcation.ts';
import { DemarcationColumns } from '../../../components/demarcation/demarcation-columns.tsx';
import { useSize } from '../../../components/demarcation/use-size.ts';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Legend } from '../../../components/ownership/legend.tsx';
import { SavePicture } from '../../../components/save-picture/save-picture.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { inputsFor } from '../model.ts';
import type { MatrixSearch } from '../search.ts';
import styles from './matrix.module.css';

/** What stands above the picture, and the least that it needs to be readable. */
const ABOVE = 130;
const LOWEST = 420;
const HIGHEST = 860;

/** One column per service: a glance shows where the line runs, and where something lies on its wrong side. */
export function PicturePane(props: { readonly matrix: Matrix; readonly search: MatrixSearch }) {
  const { matrix, search } = props;
  const { domain, environment, account, region, tag, text } = search;
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const { title } = useDemarcData('workbook.info', {});
  const [frame, , room] = useSize<HTMLDivElement>();
  const inputs = useMemo(
    () => inputsFor(stackInputs(matrix), matrix, { domain, environment, account, region, tag, text }),
    [matrix, domain, environment, account, region, tag, text],
  );
  return (
    <div ref={frame} className={styles.picture}>
      <p className={styles.explain}>
        From the facilities at the bottom to the data at the top. Below a service's line the provider does
        most, above it the customer; a part with a frame belongs to the other side. A broken line has duties
        still open.
      </p>
      <Legend parties={matrix.parties} />
      {inputs.length === 0 && (
        <EmptyState icon="filter" title="Nothing matches">
          No service fits what is chosen above.
        </EmptyState>
      )}
      <DemarcationColumns
        inputs={inputs}
        acts={(drawing) => (
          <SavePicture of={drawing} title={`Where the line runs: ${title}`} parties={matrix.parties} />
        )}
        height={Math.min(HIGHEST, Math.max(LOWEST, room - ABOVE))}
        onOpen={(subject) =>
          void navigate({ to: '/w/$workbook/walk/{-$subject}', params: { workbook, subject }, search: {} })
        }
      />
    </div>
  );
}
