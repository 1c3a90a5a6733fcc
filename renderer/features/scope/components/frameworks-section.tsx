import type { WorkbookInfo } from '../../../../main/contract/workbook.ts';
import { Checkbox } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import { useScopeAutosave } from '../api.ts';
import { toggle } from '../model.ts';
import styles from './scope.module.css';

/** Frameworks whose controls stand beside the duties that help to meet them. */
export function FrameworksSection({ info }: { readonly info: WorkbookInfo }) {
  const frameworks = useDemarcData('catalogue.frameworks', {});
  const { pending, edit } = useScopeAutosave();
  const chosen = pending.frameworks ?? info.frameworks;
  return (
    <Section
      title="Frameworks that matter"
      hint="Their controls are shown beside each duty that helps to meet them, and listed in the exports. That a duty helps is no claim that a control is met."
    >
      <Panel padded>
        <div className={styles.frameworks}>
          {frameworks.map((framework) => (
            <Checkbox
              key={framework.id}
              label={`${framework.name} ${framework.version}`}
              hint={`${framework.publisher}: ${formatNumber(framework.linked)} of ${formatCount(framework.controls, 'control')} linked`}
              checked={chosen.includes(framework.id)}
              disabled={info.readOnly}
              onChecked={(on) => edit({ frameworks: toggle(chosen, framework.id, on) })}
            />
          ))}
        </div>
      </Panel>
    </Section>
  );
}
