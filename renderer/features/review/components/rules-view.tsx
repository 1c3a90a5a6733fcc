import { RULE_IDS, RULES } from '../../../../main/contract/rules.ts';
import { Checkbox } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import styles from './review.module.css';
import { ReviewsSection } from './reviews-section.tsx';

/** The rules that need a second pair of eyes, each with a switch of its own, and how often answers are reviewed again. */
export function RulesView() {
  const { rules, readOnly } = useDemarcData('workbook.info', {});
  const update = useCommand('workbook.update');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label="Rules" tabIndex={0}>
      <div className={styles.sections}>
        <Section
          title="Two pairs of eyes"
          hint="Each rule holds from when it is switched on. Who switched it stands in the history; what is against it, from before or out of a merged copy, is listed among the gaps."
        >
          <Panel padded>
            <div className={styles.form}>
              {RULE_IDS.map((id) => (
                <Checkbox
                  key={id}
                  label={RULES[id].name}
                  hint={RULES[id].asks}
                  checked={rules.includes(id)}
                  disabled={readOnly || update.busy}
                  onChecked={(on) =>
                    void update.run({
                      rules: RULE_IDS.filter((each) => (each === id ? on : rules.includes(each))),
                    })
                  }
                />
              ))}
            </div>
          </Panel>
        </Section>
        <ReviewsSection readOnly={readOnly} />
      </div>
    </section>
  );
}
