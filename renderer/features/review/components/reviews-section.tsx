import { CadenceField } from '../../../components/cadence-field/cadence-field.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import styles from './review.module.css';

/** What a domain that gets a time of its own begins with. */
const USUAL_MONTHS = 6;

/** How often answers are reviewed again: all of them, and by domain where that is another time. */
export function ReviewsSection({ readOnly }: { readonly readOnly: boolean }) {
  const { domains } = useDemarcData('catalogue.responsibilities', {});
  const cadences = useDemarcData('due.cadences', {});
  const set = useCommand('due.setCadence');
  const monthsOf = (domain: string | null): number | null =>
    cadences.find((each) => each.ref === null && each.domain === domain)?.months ?? null;
  const own = cadences.filter(({ ref }) => ref !== null).length;
  return (
    <Section
      title="Reviews"
      hint={`After this time an answer is due again: it is listed under “Due”, and among the gaps from the day after. Single answers can have a time of their own, which is set under “Answers”${own > 0 ? ` (${own} ${own === 1 ? 'has' : 'have'} one)` : ''}.`}
    >
      <Panel padded>
        <div className={styles.times}>
          <CadenceField
            label="All answers"
            months={monthsOf(null)}
            none="No time set"
            disabled={readOnly || set.busy}
            onMonths={(months) => void set.run({ of: 'workbook', months })}
          />
          {domains
            .filter(({ id }) => monthsOf(id) !== null)
            .map(({ id, name }) => (
              <CadenceField
                key={id}
                label={name}
                months={monthsOf(id)}
                none="As all answers"
                disabled={readOnly || set.busy}
                onMonths={(months) => void set.run({ of: { domain: id }, months })}
              />
            ))}
          <Select
            label="A domain with a time of its own"
            value=""
            disabled={readOnly || set.busy}
            onValue={(domain) => void set.run({ of: { domain }, months: USUAL_MONTHS })}
            options={[
              { value: '', label: 'Choose a domain' },
              ...domains
                .filter(({ id }) => monthsOf(id) === null)
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
      </Panel>
    </Section>
  );
}
