import type { Person } from '../../../../main/contract/parties.ts';
import type { BegunFrom, WorkbookInfo } from '../../../../main/contract/workbook.ts';
import { DateField, EditArea, EditField } from '../../../components/field/edit-field.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { withPending } from '../../../lib/with-pending.ts';
import { useScopeAutosave } from '../api.ts';
import { checkName, checkPeriod, orNull } from '../model.ts';
import styles from './scope.module.css';

export function AssessmentSection(props: {
  readonly info: WorkbookInfo;
  readonly people: readonly Person[];
}) {
  const { info, people } = props;
  const { pending, edit, flush } = useScopeAutosave();
  const shown = withPending(info, pending);
  const locked = info.readOnly;
  return (
    <Section title="Assessment">
      <Panel padded>
        <div className={styles.form}>
          <div className={styles.half}>
            <EditField
              label="Title"
              value={shown.title}
              check={checkName}
              maxLength={200}
              readOnly={locked}
              onEdit={(title) => edit({ title })}
              onLeave={flush}
            />
          </div>
          <div className={styles.half}>
            <EditField
              label="Organisation"
              value={shown.organisation}
              check={checkName}
              maxLength={200}
              readOnly={locked}
              onEdit={(organisation) => edit({ organisation })}
              onLeave={flush}
            />
          </div>
          <DateField
            label="Period from"
            value={shown.periodFrom}
            disabled={locked}
            onEdit={(periodFrom) => edit({ periodFrom })}
            onLeave={flush}
          />
          <DateField
            label="Period to"
            value={shown.periodTo}
            disabled={locked}
            error={checkPeriod(shown.periodFrom, shown.periodTo)}
            onEdit={(periodTo) => edit({ periodTo })}
            onLeave={flush}
          />
          <DateField
            label="Review on"
            hint="From the day after, an overdue review is listed among the gaps."
            value={shown.reviewOn}
            disabled={locked}
            onEdit={(reviewOn) => edit({ reviewOn })}
            onLeave={flush}
          />
          <Select
            label="Lead assessor"
            hint={people.length === 0 ? 'Add people below, then name one of them.' : undefined}
            value={shown.leadAssessor ?? ''}
            disabled={locked}
            options={[
              { value: '', label: 'Nobody named' },
              ...people.map((person) => ({ value: person.id, label: person.name })),
            ]}
            onValue={(id) => edit({ leadAssessor: id === '' ? null : id })}
            onBlur={flush}
          />
          <div className={styles.full}>
            <EditArea
              label="Scope note"
              optional
              hint="What is in, what is out, and why. It opens the exported document."
              value={shown.scopeNote ?? ''}
              maxLength={10_000}
              readOnly={locked}
              onEdit={(text) => edit({ scopeNote: orNull(text) })}
              onLeave={flush}
            />
          </div>
          {shown.begunFrom && <p className={styles.full}>{begunWords(shown.begunFrom)}</p>}
        </div>
      </Panel>
    </Section>
  );
}

const begunWords = ({ how, title, rev }: BegunFrom): string =>
  how === 'template'
    ? `Begun from the template “${title}” as it was after its change ${rev}.`
    : `Begun as a copy of “${title}” as it was after its change ${rev}.`;
