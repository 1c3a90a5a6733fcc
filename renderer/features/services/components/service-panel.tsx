import { Link } from '@tanstack/react-router';
import type { ServiceInUseRow } from '../../../../main/contract/services-in-use.ts';
import { accountProblem, placeTexts, regionProblem } from '../../../../main/domain/services/places.ts';
import { readTags, tagProblem } from '../../../../main/domain/services/tags.ts';
import { discoveredFormatWords } from '../../../../main/domain/words/format-words.ts';
import { Button, buttonClass } from '../../../components/button/button.tsx';
import listing from '../../../components/data-table/listing.module.css';
import { DateField, EditArea, EditField } from '../../../components/field/edit-field.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { SidePanel } from '../../../components/side-panel/side-panel.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import { lifecycleWords } from '../../../lib/lifecycle.ts';
import { withPending } from '../../../lib/with-pending.ts';
import { MODEL_HINTS } from '../../../lib/words.ts';
import { useServiceAutosave } from '../api.ts';
import { isOfAws, typeWords } from '../model.ts';
import { EnvironmentBoxes } from './environment-boxes.tsx';
import { MODEL_OPTIONS } from './model-options.ts';
import styles from './services.module.css';

/** Everything that is recorded about one service in use. */
export function ServicePanel(props: {
  readonly service: ServiceInUseRow;
  readonly readOnly: boolean;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}) {
  const { service, readOnly } = props;
  const workbook = useWorkbookId();
  const { pending, edit, flush } = useServiceAutosave(service);
  const shown = withPending(service, pending);
  const lifecycle = lifecycleWords(service.lifecycle);
  const text = { readOnly, onLeave: flush } as const;
  const choice = { disabled: readOnly, onBlur: flush } as const;
  return (
    <SidePanel
      title={shown.label}
      detail={`${service.serviceName}, ref ${service.ref}`}
      onClose={props.onClose}
    >
      <div className={listing.acts}>
        <Link
          to="/w/$workbook/walk/{-$subject}"
          params={{ workbook, subject: service.ref }}
          className={buttonClass('primary')}
        >
          {service.answered === service.asked ? 'See the answers' : 'Walk through'}
        </Link>
        <Link
          to="/w/$workbook/history"
          params={{ workbook }}
          search={{ ref: service.ref }}
          className={buttonClass('quiet')}
        >
          History
        </Link>
        {!readOnly && (
          <Button kind="quiet" icon="remove" onClick={props.onRemove}>
            Remove
          </Button>
        )}
      </div>
      <p className={styles.small}>
        {formatCount(service.answered, 'answer')} of {service.asked}
        {service.parked > 0 && `, ${service.parked} parked`}
      </p>
      {lifecycle && <Notice tone={lifecycle.tone}>{lifecycle.long}</Notice>}
      <EditField
        {...text}
        label="Label"
        hint="How the organisation calls it, such as orders-db"
        value={shown.label}
        check={(label) => (label.trim() === '' ? 'A label is needed.' : null)}
        maxLength={200}
        onEdit={(label) => edit({ label })}
      />
      {service.variants.length > 0 && (
        <Select
          {...choice}
          label="How it runs"
          hint={service.variants.find((variant) => variant.id === shown.catalogueId)?.when}
          value={shown.catalogueId}
          options={[
            { value: service.catalogueId, label: service.serviceName },
            ...service.variants.map((variant) => ({ value: variant.id, label: variant.name })),
          ]}
          onValue={(catalogueId) => edit({ catalogueId })}
        />
      )}
      <Recorded shown={shown} readOnly={readOnly} edit={edit} flush={flush} />
      {service.foundIn.length > 0 && (
        <div className={styles.found}>
          <h3>Found in</h3>
          {service.foundIn.map((found) => (
            <p key={found.file} className={styles.small}>
              {found.file} ({discoveredFormatWords(found.format)}): <code>{typeWords(found.resources)}</code>
            </p>
          ))}
        </div>
      )}
    </SidePanel>
  );
}

/** What else is recorded about it, field by field. */
function Recorded(props: {
  readonly shown: ServiceInUseRow;
  readonly readOnly: boolean;
  readonly edit: ReturnType<typeof useServiceAutosave>['edit'];
  readonly flush: () => void;
}) {
  const { shown, readOnly, edit, flush } = props;
  const environments = useDemarcData('environments.list', {});
  const people = useDemarcData('people.list', {});
  // What stands where the service says nothing itself.
  const around = placeTexts({ environments: shown.environments, account: null, region: null }, environments);
  const text = { readOnly, onLeave: flush } as const;
  const choice = { disabled: readOnly, onBlur: flush } as const;
  return (
    <>
      <Select
        {...choice}
        label="Service model"
        hint={MODEL_HINTS[shown.model]}
        value={shown.model}
        options={MODEL_OPTIONS}
        onValue={(model) => edit({ model })}
      />
      <EnvironmentBoxes
        chosen={shown.environments}
        environments={environments}
        disabled={readOnly}
        onChosen={(chosen) => edit({ environments: [...chosen] })}
        onLeave={flush}
      />
      <div className={styles.pair}>
        <EditField
          {...text}
          label="Account"
          placeholder={around.account ?? ''}
          hint="Several with commas between"
          value={shown.account ?? ''}
          maxLength={4000}
          {...(isOfAws(shown) ? { check: accountProblem, error: accountProblem(shown.account) } : {})}
          onEdit={(account) => edit({ account: emptyToNull(account) })}
        />
        <EditField
          {...text}
          label="Region"
          placeholder={around.region ?? ''}
          hint="Such as eu-west-1; several with commas between"
          value={shown.region ?? ''}
          maxLength={1000}
          {...(isOfAws(shown) ? { check: regionProblem, error: regionProblem(shown.region) } : {})}
          onEdit={(region) => edit({ region: emptyToNull(region) })}
        />
      </div>
      <Select
        {...choice}
        label="Lead"
        hint={people.length === 0 ? 'Add people under Scope, then name one here.' : undefined}
        value={shown.lead ?? ''}
        options={[
          { value: '', label: 'Nobody named' },
          ...people.map((person) => ({ value: person.id, label: person.name })),
        ]}
        onValue={(id) => edit({ lead: id === '' ? null : id })}
      />
      <EditField
        {...text}
        label="Tags"
        hint="Words by which services are grouped, parted by commas"
        value={shown.tags.join(', ')}
        check={tagProblem}
        maxLength={1000}
        onEdit={(value) => edit({ tags: [...readTags(value)] })}
      />
      <EditField
        {...text}
        label="Data classification"
        value={shown.dataClassification ?? ''}
        maxLength={100}
        onEdit={(value) => edit({ dataClassification: emptyToNull(value) })}
      />
      <DateField
        label="Review on"
        hint="The day by which its answers are to be looked at again"
        value={shown.reviewOn}
        disabled={readOnly}
        onEdit={(reviewOn) => edit({ reviewOn })}
        onLeave={flush}
      />
      <EditArea
        {...text}
        label="Notes"
        value={shown.notes ?? ''}
        maxLength={10_000}
        onEdit={(notes) => edit({ notes: emptyToNull(notes) })}
      />
    </>
  );
}

const emptyToNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
