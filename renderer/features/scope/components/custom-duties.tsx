import { useState } from 'react';
import type { Responsibility } from '../../../../main/contract/catalogue.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { CustomDutyDialog } from './custom-duty-dialog.tsx';
import styles from './scope.module.css';

/** Responsibilities that the catalogue lacks and this workbook asks all the same. */
export function CustomDuties({ readOnly }: { readonly readOnly: boolean }) {
  const { responsibilities, controls } = useDemarcData('custom.list', {});
  const { domains } = useDemarcData('catalogue.responsibilities', {});
  /** The duty that is changed; null for a new one. */
  const [open, setOpen] = useState<{ readonly duty: Responsibility | null } | null>(null);
  const domainName = (id: string) => domains.find((domain) => domain.id === id)?.name ?? id;
  return (
    <Section
      title="Responsibilities of your own"
      hint="Asked beside those of the catalogue: for every service in use, or once for the workbook."
      actions={
        !readOnly && (
          <Button icon="add" onClick={() => setOpen({ duty: null })}>
            Add a responsibility
          </Button>
        )
      }
    >
      {responsibilities.length > 0 && (
        <Panel>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Responsibility</th>
                <th scope="col">Domain</th>
                <th scope="col">Asked</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {responsibilities.map((duty) => (
                <tr key={duty.id}>
                  <td>
                    <div className={styles.duty}>
                      <strong>{duty.name}</strong>
                      <span className={styles.small}>{duty.question}</span>
                    </div>
                  </td>
                  <td className={table.fixed}>{domainName(duty.domain)}</td>
                  <td className={table.fixed}>
                    {duty.scope === 'service' ? 'For each service' : 'Once for the workbook'}
                  </td>
                  <td className={table.acts}>
                    {!readOnly && (
                      <>
                        <IconButton
                          icon="edit"
                          label={`Change ${duty.name}`}
                          onClick={() => setOpen({ duty })}
                        />
                        <Remove duty={duty} />
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      {open && (
        <CustomDutyDialog
          domains={domains}
          duty={open.duty}
          controls={controls[open.duty?.id ?? ''] ?? []}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

function Remove({ duty }: { readonly duty: Responsibility }) {
  const { run, busy } = useCommand('custom.remove');
  const toasts = useToasts();
  return (
    <IconButton
      icon="remove"
      label={`Remove ${duty.name}`}
      disabled={busy}
      onClick={async () => {
        const removed = await run({ id: duty.id });
        if (removed.ok) toasts.show({ text: `${duty.name} removed` });
      }}
    />
  );
}
