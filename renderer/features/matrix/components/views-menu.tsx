import { useState } from 'react';
import type { SavedView } from '../../../../main/contract/views.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { Menu } from '../../../components/menu/menu.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { type MatrixSearch, viewQuery, viewSearch } from '../search.ts';
import styles from './bulk.module.css';

const SCREEN = 'matrix';

/** Views kept in the workbook: filters, order and form of the matrix under a name. */
export function ViewsMenu(props: {
  readonly search: MatrixSearch;
  readonly onApply: (search: MatrixSearch) => void;
}) {
  const { data: views = [] } = useDemarcQuery('views.list', { screen: SCREEN });
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const now = viewQuery(props.search);
  const current = views.find((view) => viewQuery(viewSearch(view.query)) === now);
  return (
    <>
      <Menu
        align="end"
        trigger={(trigger) => (
          <Button size="small" {...trigger}>
            {current ? `View: ${current.name}` : 'Views'} <Icon name="chevron" size={12} />
          </Button>
        )}
        groups={[
          views.map((view) => ({
            id: view.id,
            label: view.name,
            checked: view.id === current?.id,
            run: () => props.onApply(viewSearch(view.query)),
          })),
          [
            { id: ':save', label: 'Save this view…', icon: 'add' as const, run: () => setDialog('save') },
            ...(views.length > 0
              ? [
                  {
                    id: ':manage',
                    label: 'Rename or remove…',
                    icon: 'edit' as const,
                    run: () => setDialog('manage'),
                  },
                ]
              : []),
          ],
        ]}
      />
      {dialog === 'save' && <SaveDialog query={now} taken={views} onClose={() => setDialog(null)} />}
      {dialog === 'manage' && <ManageDialog views={views} onClose={() => setDialog(null)} />}
    </>
  );
}

function SaveDialog(props: {
  readonly query: string;
  readonly taken: readonly SavedView[];
  readonly onClose: () => void;
}) {
  const [name, setName] = useState('');
  const save = useCommand('views.save');
  const same = props.taken.find((view) => view.name.toLowerCase() === name.trim().toLowerCase());
  const submit = async () => {
    if (name.trim() === '') return;
    if ((await save.run({ name, screen: SCREEN, query: props.query })).ok) props.onClose();
  };
  return (
    <Dialog
      title="Save this view"
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={name.trim() === '' || save.busy}>
            {same ? 'Replace' : 'Save'}
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        maxLength={80}
        value={name}
        onValue={setName}
        hint={
          same
            ? `Replaces the view "${same.name}".`
            : 'Filters, order, grouping and form are kept in the workbook, for everybody who opens it.'
        }
      />
    </Dialog>
  );
}

function ManageDialog(props: { readonly views: readonly SavedView[]; readonly onClose: () => void }) {
  return (
    <Dialog
      title="Saved views"
      onClose={props.onClose}
      footer={
        <Button kind="primary" onClick={props.onClose}>
          Done
        </Button>
      }
    >
      <div className={styles.stack}>
        {props.views.map((view) => (
          <ViewRow key={view.id} view={view} />
        ))}
        {props.views.length === 0 && (
          <p className={styles.soft}>No view is left. Undo brings the last one back.</p>
        )}
      </div>
    </Dialog>
  );
}

function ViewRow({ view }: { readonly view: SavedView }) {
  const [name, setName] = useState(view.name);
  const [problem, setProblem] = useState<string | null>(null);
  const rename = useCommand('views.rename', { quiet: true });
  const remove = useCommand('views.remove');
  const leave = async () => {
    if (name.trim() === '' || name.trim() === view.name) return;
    const done = await rename.run({ id: view.id, name });
    setProblem(done.ok ? null : done.failure.message);
  };
  return (
    <div className={styles.viewRow}>
      <TextField
        label={`Name of the view ${view.name}`}
        hideLabel
        maxLength={80}
        value={name}
        error={problem}
        onValue={setName}
        onBlur={() => void leave()}
      />
      <IconButton
        icon="remove"
        label={`Remove the view ${view.name}`}
        onClick={() => void remove.run({ id: view.id })}
      />
    </div>
  );
}
