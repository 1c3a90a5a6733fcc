import { useState } from 'react';
import type { Responsibility } from '../../../../main/contract/catalogue.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { CustomDutyDialog } from './custom-duty-dialog.tsx';
import { RemoveOwn } from './remove-own.tsx';
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
          <Table heads={['Responsibility', 'Domain', 'Asked', { text: 'Actions', hidden: true }]}>
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
                      <RemoveOwn id={duty.id} name={duty.name} />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </Table>
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
