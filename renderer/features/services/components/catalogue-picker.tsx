import { useMemo, useState } from 'react';
import type { CatalogueEntry } from '../../../../main/contract/catalogue.ts';
import type { ServiceInUse, ServiceInUseRow } from '../../../../main/contract/services-in-use.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { SearchField, Select, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import { lifecycleWords } from '../../../lib/lifecycle.ts';
import { MODEL_WORDS } from '../../../lib/words.ts';
import { categoryWords, searchCatalogue } from '../model.ts';
import styles from './services.module.css';

interface Chosen {
  readonly entry: CatalogueEntry;
  readonly label: string;
  /** The entry itself or one of its variants. */
  readonly runsAs: string;
}

/** Search the catalogue, choose several, name them, add them as one change. */
export function CataloguePicker(props: {
  readonly inUse: readonly ServiceInUseRow[];
  readonly onClose: () => void;
  readonly onAdded: (services: readonly ServiceInUse[]) => void;
}) {
  const entries = useDemarcData('catalogue.services', {});
  const environments = useDemarcData('environments.list', {});
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [environment, setEnvironment] = useState('');
  const toasts = useToasts();
  const { run, busy } = useCommand('services.add', { quiet: true });
  const [problem, setProblem] = useState<string | null>(null);

  const variantsOf = (entry: CatalogueEntry) => {
    const base = entry.variantOf ?? entry.id;
    return entries.filter((other) => other.id === base || other.variantOf === base);
  };
  const toggle = (entry: CatalogueEntry) =>
    setChosen((now) =>
      now.some((one) => one.entry.id === entry.id)
        ? now.filter((one) => one.entry.id !== entry.id)
        : [...now, { entry, label: entry.name, runsAs: entry.id }],
    );
  const change = (id: string, patch: Partial<Chosen>) =>
    setChosen((now) => now.map((one) => (one.entry.id === id ? { ...one, ...patch } : one)));

  const add = async () => {
    const added = await run({
      services: chosen.map(({ label, runsAs }) => ({
        catalogueId: runsAs,
        ...(label.trim() === '' ? {} : { label: label.trim() }),
        ...(environment === '' ? {} : { environments: [environment] }),
      })),
    });
    if (!added.ok) {
      setProblem(added.failure.message);
      return;
    }
    toasts.show({ text: `${formatCount(added.value.length, 'service')} added` });
    props.onClose();
    props.onAdded(added.value);
  };

  return (
    <Dialog
      title="Add from the catalogue"
      onClose={props.onClose}
      wide
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" disabled={chosen.length === 0 || busy} onClick={() => void add()}>
            {chosen.length === 0 ? 'Add' : `Add ${formatCount(chosen.length, 'service')}`}
          </Button>
        </>
      }
    >
      {problem && <Refusal>{problem}</Refusal>}
      <div className={styles.picker}>
        <PickList entries={entries} inUse={props.inUse} chosen={chosen} onToggle={toggle} />
        <div className={styles.chosen}>
          <Select
            label="Environment for all of them"
            value={environment}
            onValue={setEnvironment}
            options={[
              { value: '', label: 'None named' },
              ...environments.map((entry) => ({ value: entry.id, label: entry.name })),
            ]}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard */}
          <ul className={styles.chosenList} aria-label="To be added" tabIndex={0}>
            {chosen.length === 0 && (
              <li className={styles.small}>
                Tick services on the left. In the search field, Enter takes the first match.
              </li>
            )}
            {chosen.map((one) => (
              <ChosenEntry
                key={one.entry.id}
                chosen={one}
                variants={variantsOf(one.entry)}
                onChange={(patch) => change(one.entry.id, patch)}
                onRemove={() => toggle(one.entry)}
              />
            ))}
          </ul>
        </div>
      </div>
    </Dialog>
  );
}

/** The catalogue, searched; Enter in the field takes the first that is found. */
function PickList(props: {
  readonly entries: readonly CatalogueEntry[];
  readonly inUse: readonly ServiceInUseRow[];
  readonly chosen: readonly Chosen[];
  readonly onToggle: (entry: CatalogueEntry) => void;
}) {
  const { entries, chosen } = props;
  const [text, setText] = useState('');
  const [category, setCategory] = useState('');
  const categories = useMemo(() => [...new Set(entries.map((entry) => entry.category))], [entries]);
  const found = useMemo(
    () => searchCatalogue(entries, text, category === '' ? null : category),
    [entries, text, category],
  );
  const uses = (id: string) => props.inUse.filter((service) => service.catalogueId === id).length;
  return (
    <div className={styles.pickList}>
      <div className={styles.pickTools}>
        <SearchField
          label="Search by name, alias or category"
          value={text}
          onValue={setText}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key !== 'Enter' || !first || text.trim() === '') return;
            event.preventDefault();
            props.onToggle(first);
            setText('');
          }}
        />
        <Select
          label="Category"
          hideLabel
          value={category}
          onValue={setCategory}
          options={[
            { value: '', label: 'All categories' },
            ...categories.map((value) => ({ value, label: categoryWords(value) })),
          ]}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard */}
      <ul className={styles.entries} aria-label="Services of the catalogue" tabIndex={0}>
        {found.length === 0 && (
          <li className={styles.small}>
            No service matches. Search for fewer words, or add it as a service of your own.
          </li>
        )}
        {found.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            uses={uses(entry.id)}
            checked={chosen.some((one) => one.entry.id === entry.id)}
            onToggle={() => props.onToggle(entry)}
          />
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {formatCount(found.length, 'service')} found
      </p>
    </div>
  );
}

function Entry(props: {
  readonly entry: CatalogueEntry;
  readonly uses: number;
  readonly checked: boolean;
  readonly onToggle: () => void;
}) {
  const { entry, uses } = props;
  const lifecycle = lifecycleWords(entry.lifecycle);
  const aliases = entry.aliases.length > 0 ? `${entry.aliases.slice(0, 4).join(', ')}. ` : '';
  return (
    <li>
      <label className={styles.entry}>
        <input type="checkbox" checked={props.checked} onChange={props.onToggle} />
        <span className={styles.entryText}>
          <span className={styles.entryHead}>
            <strong>{entry.name}</strong>
            {uses > 0 && <Badge tone="note">In use{uses > 1 && ` ${formatNumber(uses)} times`}</Badge>}
            {lifecycle && <Badge tone={lifecycle.tone}>{lifecycle.short}</Badge>}
            {entry.custom && <Badge>Your own</Badge>}
          </span>
          <span className={styles.small}>
            {aliases}
            {categoryWords(entry.category)}, {MODEL_WORDS[entry.model].toLowerCase()},{' '}
            {formatCount(entry.questions, 'question')}
          </span>
        </span>
      </label>
    </li>
  );
}

function ChosenEntry(props: {
  readonly chosen: Chosen;
  readonly variants: readonly CatalogueEntry[];
  readonly onChange: (patch: Partial<Chosen>) => void;
  readonly onRemove: () => void;
}) {
  const { chosen, variants } = props;
  const name = chosen.entry.name;
  const variant = variants.find((entry) => entry.id === chosen.runsAs);
  return (
    <li className={styles.chosenEntry}>
      <div className={styles.chosenHead}>
        <strong>{name}</strong>
        <IconButton icon="close" size="small" label={`Do not add ${name}`} onClick={props.onRemove} />
      </div>
      <TextField
        label={`Label of ${name}`}
        hideLabel
        value={chosen.label}
        maxLength={200}
        onValue={(label) => props.onChange({ label })}
      />
      {variants.length > 1 && (
        <Select
          label={`How ${name} runs`}
          hint={variant?.variantWhen}
          value={chosen.runsAs}
          onValue={(runsAs) => props.onChange({ runsAs })}
          options={variants.map((entry) => ({ value: entry.id, label: entry.name }))}
        />
      )}
    </li>
  );
}
