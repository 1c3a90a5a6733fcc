import { useState } from 'react';
import type { ServiceInUseRow } from '../../../../main/contract/services-in-use.ts';
import { readTags, tagProblem } from '../../../../main/domain/services/tags.ts';
import { Button } from '../../../components/button/button.tsx';
import { BulkFrame } from '../../../components/data-table/bulk-frame.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Select, TextField } from '../../../components/field/field.tsx';
import type { Input } from '../../../host/client.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from './services.module.css';

type Set = Input<'services.bulk'>['set'];
const NOBODY = '-';

/** Lead, environments and tags of all that are selected, each as one step that can be undone. */
export function ServicesBulk(props: {
  readonly services: readonly ServiceInUseRow[];
  readonly onClear: () => void;
}) {
  const { services } = props;
  const environments = useDemarcData('environments.list', {});
  const people = useDemarcData('people.list', {});
  const { run } = useCommand('services.bulk');
  const offer = useUndoOffer();
  const [adding, setAdding] = useState(false);
  const set = async (change: Set) => {
    const done = await run({ refs: services.map((service) => service.ref), set: change });
    if (!done.ok) return;
    const changed = formatCount(done.value.changed.length, 'service');
    offer(
      done.value.changed.length === 0 ? 'Nothing changed: they had it already.' : `Changed ${changed}.`,
      done.change,
    );
  };
  const many = formatCount(services.length, 'service');
  const tags = [...new Set(services.flatMap((service) => service.tags))].sort();
  return (
    <BulkFrame many={many} escapes={!adding} onClear={props.onClear}>
      <Choice
        label="Lead"
        none="Nobody"
        empty="No people yet"
        entries={people}
        onChoose={(lead) => void set({ lead })}
      />
      <Choice
        label="Environment"
        none="None"
        empty="No environments yet"
        entries={environments}
        onChoose={(environment) => void set({ environments: environment === null ? [] : [environment] })}
      />
      {environments.length > 1 && (
        <Choice
          label="Also in"
          empty="No environments yet"
          entries={environments}
          onChoose={(environment) => environment !== null && void set({ addEnvironments: [environment] })}
        />
      )}
      <Button size="small" onClick={() => setAdding(true)}>
        Add tags…
      </Button>
      {tags.length > 0 && (
        <div className={styles.choice}>
          <Select
            label="Remove a tag"
            hideLabel
            value=""
            options={[
              { value: '', label: 'Remove tag…' },
              ...tags.map((tag) => ({ value: tag, label: tag })),
            ]}
            onValue={(tag) => tag !== '' && void set({ removeTags: [tag] })}
          />
        </div>
      )}
      {adding && (
        <TagsDialog
          title={`Add tags to ${many}`}
          onClose={() => setAdding(false)}
          onAdd={(addTags) => {
            setAdding(false);
            void set({ addTags: [...addTags] });
          }}
        />
      )}
    </BulkFrame>
  );
}

function Choice(props: {
  readonly label: string;
  /** Left out where everything that can be chosen is in the list. */
  readonly none?: string;
  readonly empty: string;
  readonly entries: readonly { readonly id: string; readonly name: string }[];
  readonly onChoose: (id: string | null) => void;
}) {
  const { entries, label } = props;
  return (
    <div className={styles.choice}>
      <Select
        label={label}
        hideLabel
        value=""
        disabled={entries.length === 0}
        options={[
          { value: '', label: entries.length === 0 ? props.empty : `${label}…` },
          ...entries.map(({ id, name }) => ({ value: id, label: name })),
          ...(props.none === undefined ? [] : [{ value: NOBODY, label: props.none }]),
        ]}
        onValue={(value) => value !== '' && props.onChoose(value === NOBODY ? null : value)}
      />
    </div>
  );
}

function TagsDialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly onAdd: (tags: readonly string[]) => void;
}) {
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const tags = readTags(text);
  const problem = tags.length === 0 ? 'Write at least one tag.' : tagProblem(text);
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      onSubmit={() => (problem === null ? props.onAdd(tags) : setTried(true))}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Add
          </Button>
        </>
      }
    >
      <TextField
        label="Tags"
        hint="Parted by commas, such as payments, tier 1"
        value={text}
        error={tried ? problem : null}
        onValue={setText}
      />
    </Dialog>
  );
}
