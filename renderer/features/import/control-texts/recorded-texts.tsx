import { Button } from '../../../components/button/button.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount, formatMoment } from '../../../lib/format.ts';
import styles from './control-texts.module.css';

/** Texts of controls that this workbook holds, each with a way to remove it; nothing where there are none. */
export function RecordedTexts({ readOnly }: { readonly readOnly: boolean }) {
  const sources = useDemarcQuery('texts.list', {});
  const remove = useCommand('texts.remove');
  if (!sources.data || sources.data.length === 0) return null;
  return (
    <Section title="Texts of controls in this workbook" hint="Removing them can be undone.">
      <Panel>
        <ul className={styles.sources}>
          {sources.data.map((source) => (
            <li key={source.key}>
              <div>
                <strong>{source.title}</strong>
                <p className={styles.hint}>
                  {source.frameworkName}, version {source.version}. {formatCount(source.controls, 'control')},
                  taken in from {source.file} on {formatMoment(source.recordedAt)}
                  {source.recordedBy === null ? '' : ` by ${source.recordedBy}`}.
                </p>
              </div>
              <Button
                size="small"
                disabled={readOnly || remove.busy}
                aria-label={`Remove the texts of ${source.title}, version ${source.version}`}
                onClick={() => void remove.run({ catalogue: source.key })}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      </Panel>
    </Section>
  );
}
