import { Link } from '@tanstack/react-router';
import type { Card, Walk } from '../../../../main/contract/assignments.ts';
import type { Lifecycle, ServiceModel } from '../../../../main/contract/catalogue.ts';
import type { ServiceInUseRow } from '../../../../main/contract/services-in-use.ts';
import { namesById } from '../../../../main/domain/duties/ownership.ts';
import { environmentWords } from '../../../../main/domain/services/environments.ts';
import type { CardControl } from '../../../answering/card-control.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatDate } from '../../../lib/format.ts';
import { MODEL_HINTS, MODEL_WORDS } from '../../../lib/words.ts';
import styles from './header.module.css';

/** Which service one is on, how it runs, how far it is, and what to know of it before answering. */
export function ServiceHeader(props: {
  readonly card: Card;
  readonly walk: Walk;
  readonly control: CardControl;
}) {
  const { card, walk, control } = props;
  const services = useDemarcQuery('services.list', {});
  const service = services.data?.find((row) => row.ref === card.subject.ref);
  const environments = useDemarcQuery('environments.list', {}).data ?? [];
  const environment = environmentWords(service?.environments ?? [], namesById(environments));
  const warning = service && lifecycleWords(service.lifecycle);
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 dir="auto" className={styles.title} title={card.subject.label}>
          {card.subject.label}
        </h1>
        {service && service.variants.length > 0 ? (
          <VariantField service={service} locked={control.locked} />
        ) : (
          <span className={styles.detail} title={walk.subject.notes ?? undefined}>
            {card.subject.detail}
          </span>
        )}
        {service && <ModelBadge model={service.model} />}
        {environment !== null && (
          <span className={styles.environment} title={environment}>
            <Badge>{environment}</Badge>
          </span>
        )}
      </div>
      {warning && (
        <div className={styles.line}>
          <span className={styles.warning} title={service?.lifecycle.note}>
            <Icon name="warning" size={14} />
            {warning}
          </span>
        </div>
      )}
    </header>
  );
}

/** The kind of service; what that means is told on the page behind it. */
function ModelBadge({ model }: { readonly model: ServiceModel }) {
  return (
    <Link
      to="/learn/{-$page}"
      params={{ page: 'service-models' }}
      search={{ model }}
      title={`${MODEL_HINTS[model]} Learn where the line runs.`}
      className={styles.model}
    >
      <Badge>{MODEL_WORDS[model]}</Badge>
    </Link>
  );
}

/** "Does it run on Fargate?": another variant keeps the answers and changes what is suggested. */
function VariantField(props: { readonly service: ServiceInUseRow; readonly locked: boolean }) {
  const { service } = props;
  const update = useCommand('services.update');
  const toasts = useToasts();
  const change = async (catalogueId: string) => {
    const before = service.catalogueId;
    const attempt = await update.run({ ref: service.ref, catalogueId });
    if (!attempt.ok) return;
    toasts.show({
      text: 'Answers stay. The suggestions are now those of the other variant.',
      action: { label: 'Undo', run: () => void update.run({ ref: service.ref, catalogueId: before }) },
    });
  };
  const here = { value: service.catalogueId, label: service.serviceName };
  const others = service.variants
    .filter((variant) => variant.id !== service.catalogueId)
    .map((variant) => ({ value: variant.id, label: `${variant.name}: ${variant.when}` }));
  return (
    <span className={styles.variant}>
      <span className={styles.variantLabel}>Runs as</span>
      <Select
        label="Runs as"
        hideLabel
        value={service.catalogueId}
        options={[here, ...others]}
        disabled={props.locked || update.busy}
        onValue={(value) => void change(value)}
      />
    </span>
  );
}

export function lifecycleWords({ state, date, note }: Lifecycle): string | null {
  if (state === 'active') return null;
  const when = date ? ` ${formatDate(date)}` : '';
  const words =
    state === 'closed-to-new'
      ? `Closed to new customers${when && ` since${when}`}.`
      : `End of support${when && `:${when}`}.`;
  return note ? `${words} ${note}` : words;
}
