import { RULE_IDS, RULES } from '../../../../main/contract/rules.ts';
import type { WorkbookInfo } from '../../../../main/contract/workbook.ts';
import { Checkbox } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useScopeAutosave } from '../api.ts';
import { toggle } from '../model.ts';
import styles from './scope.module.css';

/** The rules that need a second pair of eyes, each with a switch of its own. */
export function RulesSection({ info }: { readonly info: WorkbookInfo }) {
  const { pending, edit, flush } = useScopeAutosave();
  const on = pending.rules ?? info.rules;
  return (
    <Section
      title="Two pairs of eyes"
      hint="Each rule holds from when it is switched on. Who switched it stands in the history; what is against it, from before or out of a merged copy, is listed among the gaps."
    >
      <Panel padded>
        <div className={styles.frameworks}>
          {RULE_IDS.map((id) => (
            <Checkbox
              key={id}
              label={RULES[id].name}
              hint={RULES[id].asks}
              checked={on.includes(id)}
              disabled={info.readOnly}
              onChecked={(wanted) => {
                edit({ rules: toggle(on, id, wanted) });
                flush();
              }}
            />
          ))}
        </div>
      </Panel>
    </Section>
  );
}
