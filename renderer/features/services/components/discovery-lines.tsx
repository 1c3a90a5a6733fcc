import type { DiscoveredFile, DiscoveredService } from '../../../../main/contract/discover.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Checkbox, Select } from '../../../components/field/field.tsx';
import { formatCount } from '../../../lib/format.ts';
import { FORMAT_WORDS, sumCounts, typeWords } from '../model.ts';
import styles from './services.module.css';

/** One file: what it is, how much was in it, what was not understood or why it was refused. */
export function DiscoveredFileLine({ file }: { readonly file: DiscoveredFile }) {
  return (
    <li className={styles.file}>
      <div className={styles.fileHead}>
        <strong>{file.file}</strong>
        {file.refused ? (
          <Badge tone="bad">Refused</Badge>
        ) : (
          <span className={styles.small}>
            {file.format ? (FORMAT_WORDS[file.format] ?? file.format) : ''},{' '}
            {formatCount(file.resources, 'resource')}
          </span>
        )}
      </div>
      {file.refused && <p className={styles.bad}>{file.refused.message}</p>}
      {file.notes.map((note) => (
        <p key={note} className={styles.small}>
          {note}
        </p>
      ))}
      {file.unmapped.length > 0 && (
        <details>
          <summary className={styles.summary}>
            {formatCount(sumCounts(file.unmapped), 'resource')} of {formatCount(file.unmapped.length, 'type')}{' '}
            that no service of the catalogue claims
          </summary>
          <p className={styles.resources}>
            <code>{typeWords(file.unmapped)}</code>
          </p>
        </details>
      )}
    </li>
  );
}

/** `36 resources in all.csv; 6 accounts; eu-west-1, us-east-1` */
function foundWords({ resources, files, accounts, regions }: DiscoveredService): string {
  const found = `${formatCount(sumCounts(resources), 'resource')} in ${files.join(', ')}`;
  const inAccounts = accounts.length > 3 ? formatCount(accounts.length, 'account') : accounts.join(', ');
  return [found, inAccounts, regions.join(', ')].filter((part) => part !== '').join('; ');
}

/** One service found: whether to add it, and as what. */
export function DiscoveredServiceLine(props: {
  readonly service: DiscoveredService;
  readonly checked: boolean;
  readonly onChecked: (on: boolean) => void;
  readonly runsAs: string;
  readonly onRunsAs: (id: string) => void;
}) {
  const { service } = props;
  const offered = [{ value: service.catalogueId, label: service.name }].concat(
    service.variants
      .filter((variant) => variant.id !== service.catalogueId)
      .map((variant) => ({ value: variant.id, label: variant.name })),
  );
  return (
    <li className={styles.service}>
      <div>
        <Checkbox
          label={
            <>
              <strong>{service.name}</strong>{' '}
              {service.alreadyInUse && <Badge tone="note">In use as {service.ref}</Badge>}
            </>
          }
          hint={`${foundWords(service)}${service.alreadyInUse ? '. Tick it to add another use of it.' : ''}`}
          checked={props.checked}
          onChecked={props.onChecked}
        />
        <details>
          <summary className={styles.summary}>Resource types</summary>
          <p className={styles.resources}>
            <code>{typeWords(service.resources)}</code>
          </p>
        </details>
      </div>
      {offered.length > 1 && (props.checked || !service.alreadyInUse) && (
        <Select
          label="How it runs"
          hint={service.variants.find((variant) => variant.id === props.runsAs)?.when}
          value={props.runsAs}
          onValue={props.onRunsAs}
          options={offered}
        />
      )}
    </li>
  );
}
