import { useState } from 'react';
import {
  type CatalogueService,
  SERVICE_MODELS,
  type ServiceModel,
} from '../../../../main/contract/catalogue.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Select, TextArea, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { MODEL_WORDS } from '../../../lib/words.ts';
import { RemoveOwn } from './remove-own.tsx';
import styles from './scope.module.css';

/** Services that the catalogue lacks and this workbook has all the same; they are added where services are put to use. */
export function CustomServices({ readOnly }: { readonly readOnly: boolean }) {
  const { services } = useDemarcData('custom.list', {});
  const [open, setOpen] = useState<CatalogueService | null>(null);
  if (services.length === 0) return null;
  return (
    <Section
      title="Services of your own"
      hint="Added under Services, where the catalogue lacks what you use."
    >
      <Panel>
        <Table heads={['Service', 'Service model', { text: 'Actions', hidden: true }]}>
          {services.map((service) => (
            <tr key={service.id}>
              <td>
                <div className={styles.duty}>
                  <strong>{service.name}</strong>
                  {service.notes && <span className={styles.small}>{service.notes}</span>}
                </div>
              </td>
              <td className={table.fixed}>{MODEL_WORDS[service.model]}</td>
              <td className={table.acts}>
                {!readOnly && (
                  <>
                    <IconButton
                      icon="edit"
                      label={`Change ${service.name}`}
                      onClick={() => setOpen(service)}
                    />
                    <RemoveOwn id={service.id} name={service.name} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </Table>
      </Panel>
      {open && <ServiceDialog service={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function ServiceDialog({
  service,
  onClose,
}: {
  readonly service: CatalogueService;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(service.name);
  const [model, setModel] = useState<ServiceModel>(service.model);
  const [notes, setNotes] = useState(service.notes);
  const [problem, setProblem] = useState<string | null>(null);
  const { run, busy } = useCommand('custom.updateService', { quiet: true });
  const submit = async () => {
    if (name.trim() === '') return;
    const kept = await run({ id: service.id, name: name.trim(), model, notes: notes.trim() });
    if (kept.ok) onClose();
    else setProblem(kept.failure.message);
  };
  return (
    <Dialog
      title="A service of your own"
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={busy}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles.dialogForm}>
        {problem && (
          <div className={styles.full}>
            <Refusal>{problem}</Refusal>
          </div>
        )}
        <TextField
          label="Name"
          value={name}
          onValue={setName}
          maxLength={200}
          error={name.trim() === '' ? 'A name is needed.' : null}
        />
        <Select
          label="Service model"
          hint="Uses of the service keep the model that they run under."
          value={model}
          onValue={setModel}
          options={SERVICE_MODELS.map((value) => ({ value, label: MODEL_WORDS[value] }))}
        />
        <div className={styles.full}>
          <TextArea label="Notes" optional value={notes} onValue={setNotes} maxLength={2000} />
        </div>
      </div>
    </Dialog>
  );
}
