import type {
  DiscoveredAccount,
  DiscoveredFile,
  DiscoveredService,
} from '../../../../main/contract/discover.ts';
import { discoveredFormatWords } from '../../../../main/domain/words/format-words.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Checkbox, Select } from '../../../components/field/field.tsx';
import { formatCount } from '../../../lib/format.ts';
import { sumCounts, typeWords } from '../model.ts';
import styles from './services.module.css';

/** One file: what it is, how much was in it, what was not understood or why it was refused. */
export function DiscoveredFileLine(props: {
  readonly file: DiscoveredFile;
  readonly children?: React.ReactNode;
}) {
  const { file } = props;
  return (
    <li className={styles.file}>
      <div className={styles.fileHead}>
        <strong>{file.file}</strong>
        {file.refused ? (
          <Badge tone={file.table ? 'note' : 'bad'}>{file.table ? 'Columns not known' : 'Refused'}</Badge>
        ) : (
          <span className={styles.small}>
            {file.format ? discoveredFormatWords(file.format) : ''}, {formatCount(file.resources, 'resource')}
          </span>
        )}
      </div>
      {file.refused && !file.table && <p className={styles.bad}>{file.refused.message}</p>}
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
      {props.children}
    </li>
  );
}

/** `36 resources in all.csv; 6 accounts; eu-west-1, us-east-1` */
function foundWords(service: DiscoveredService): string {
  const { resources, files, accounts, regions, said } = service;
  const found = `${formatCount(sumCounts(resources), 'resource')} in ${files.join(', ')}`;
  const inAccounts = accounts.length > 3 ? formatCount(accounts.length, 'account') : accounts.join(', ');
  return [found, ...saidWords(said), inAccounts, regions.join(', ')].filter((part) => part !== '').join('; ');
}

/** What an inventory says of it, and what of that is not in the workbook yet. */
function saidWords(said: DiscoveredService['said']): readonly string[] {
  if (said === null) return [];
  const environments = said.environments.map(({ name, id }) => (id === null ? `${name} (new)` : name));
  const { owner } = said;
  return [
    environments.join(', '),
    owner === null
      ? ''
      : owner.person === null
        ? `owner ${owner.name}, whom the workbook does not know (kept in the notes)`
        : `led by ${owner.name}`,
    said.tags.join(', '),
  ];
}

/** Where it is in use already, and where it is not. */
function inUseWords({ alreadyInUse, newAccounts }: DiscoveredService): string {
  if (!alreadyInUse) return '';
  if (newAccounts.length === 0) return '. Tick it to add another use of it.';
  const where = newAccounts.length > 3 ? formatCount(newAccounts.length, 'account') : newAccounts.join(', ');
  return `. Not in use yet in ${where}: tick it to add it there.`;
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
              <strong>{service.said?.label ?? service.name}</strong>{' '}
              {service.said && service.said.label !== service.name && (
                <span className={styles.soft}>{service.name}</span>
              )}{' '}
              {service.alreadyInUse && <Badge tone="note">In use as {service.ref}</Badge>}
            </>
          }
          hint={`${foundWords(service)}${inUseWords(service)}`}
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

/** Accounts of an organisation that no environment names. */
export function AccountsFound(props: {
  readonly accounts: readonly DiscoveredAccount[];
  readonly checked: boolean;
  readonly onChecked: (on: boolean) => void;
}) {
  const { accounts } = props;
  return (
    <section aria-label="Accounts found">
      <h3>{formatCount(accounts.length, 'account')} in no environment yet</h3>
      <Checkbox
        label="Add them as environments"
        hint="Services that were found in an account then stand in its environment."
        checked={props.checked}
        onChecked={props.onChecked}
      />
      <details>
        <summary className={styles.summary}>Their names</summary>
        <ul className={styles.small}>
          {accounts.map(({ account, name }) => (
            <li key={account}>{name === account ? account : `${name} (${account})`}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
