import type { Card } from '../../../../main/contract/assignments.ts';
import { mattersInTheRoom } from '../../../answering/parts/suggestion-view.tsx';
import { ControlLine } from '../../../components/control-text/control-text.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import styles from './side.module.css';

const INHERITANCE_WORDS = {
  wholly: 'Can be inherited whole',
  partly: 'Can be inherited in part',
  not: 'Cannot be inherited',
} as const;

/** What helps to answer: a belief to watch for, services that help, and the controls that the duty bears on. */
export function HelpPanel({ card }: { readonly card: Card }) {
  const { misconception } = card.responsibility;
  const sources = useDemarcQuery('texts.list', {});
  const withText = new Set(sources.data?.flatMap(({ frameworks }) => frameworks));
  const controls = card.controls.reduce((sum, framework) => sum + framework.controls.length, 0);
  return (
    <section aria-label="Help" className={styles.part}>
      {misconception && (
        <div className={styles.belief}>
          <h3 className={styles.small}>
            <Icon name="warning" size={14} /> Often believed
          </h3>
          <p>“{misconception.belief}”</p>
          <p className={styles.soft}>{misconception.correction}</p>
        </div>
      )}
      {card.tools.length > 0 && (
        <div>
          <h3 className={styles.small}>Services that help</h3>
          <ul className={styles.tools}>
            {card.tools.map((tool) => (
              <li key={tool.id}>{tool.name}</li>
            ))}
          </ul>
        </div>
      )}
      {controls > 0 && (
        <details className={styles.controls}>
          <summary>
            Helps to meet {controls} {controls === 1 ? 'control' : 'controls'} of {card.controls.length}{' '}
            {card.controls.length === 1 ? 'framework' : 'frameworks'}
          </summary>
          {card.controls.map((framework) => (
            <div key={framework.framework}>
              <h4>{framework.name}</h4>
              <ul>
                {framework.controls.map((control) => (
                  <li key={control.id}>
                    <ControlLine
                      framework={framework.framework}
                      control={control}
                      hasText={control.worded || withText.has(framework.framework)}
                    />
                    <span className={styles.soft}>
                      {' '}
                      {INHERITANCE_WORDS[control.inherit]} ({control.basis}). {control.why}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </details>
      )}
      {card.suggestion.cautions
        .filter((caution) => !mattersInTheRoom(caution))
        .map((caution) => (
          <p key={caution.text} className={styles.soft}>
            <strong>How certain this is.</strong> {caution.text}
          </p>
        ))}
      <p className={styles.soft}>
        <strong>{card.domain.name}.</strong> {card.domain.summary}
      </p>
    </section>
  );
}
