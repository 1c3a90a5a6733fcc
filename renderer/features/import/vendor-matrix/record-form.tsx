import { useState } from 'react';
import type { MatrixPreview } from '../../../../main/contract/claims.ts';
import type { Party } from '../../../../main/contract/parties.ts';
import { Button } from '../../../components/button/button.tsx';
import { DateField } from '../../../components/field/edit-field.tsx';
import { Select, TextField } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import type { Input } from '../../../host/client.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount, formatDate } from '../../../lib/format.ts';
import styles from './vendor-matrix.module.css';

export type RecordInput = Omit<Input<'claims.record'>, 'file' | 'mapping'>;
const NEW = '+';
const KINDS = [
  { value: 'third-party', label: 'Third party' },
  { value: 'provider', label: 'Provider' },
  { value: 'internal-provider', label: 'Internal provider' },
] as const;
type NewKind = (typeof KINDS)[number]['value'];

/** Whose matrix it is, what it covers, and recording it. */
export function RecordForm(props: {
  readonly preview: MatrixPreview;
  readonly readOnly: boolean;
  readonly busy: boolean;
  readonly onVendor: (vendor: RecordInput['vendor'] | null) => void;
  readonly onRecord: (input: RecordInput) => void;
  readonly onCancel: () => void;
}) {
  const { preview } = props;
  const parties = useDemarcData('parties.list', {}).filter(
    ({ kind }) => kind !== 'organisation' && kind !== 'client',
  );
  const [vendor, setVendor] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<NewKind>('third-party');
  const [title, setTitle] = useState('');
  const [coversFrom, setFrom] = useState<string | null>(null);
  const [coversTo, setTo] = useState<string | null>(null);
  const replaced = useReplaced(preview, parties, vendor === NEW ? name : vendor);
  const ready = vendor === NEW ? name.trim() !== '' : vendor !== '';
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    props.onRecord({
      vendor: vendor === NEW ? { name, kind } : { party: vendor },
      coversFrom,
      coversTo,
      ...(title.trim() === '' ? {} : { title }),
    });
  };
  return (
    <Section
      title="Record what it claims"
      hint="The file becomes evidence, the claims stand beside your own record."
    >
      <Panel padded>
        <form className={styles.form} onSubmit={submit}>
          <div className={styles.fields}>
            <Select
              label="Vendor"
              value={vendor}
              onValue={(value) => {
                setVendor(value);
                props.onVendor(value === '' || value === NEW ? null : { party: value });
              }}
              options={[
                { value: '', label: 'Choose whose matrix it is', disabled: true },
                ...parties.map((party) => ({ value: party.id, label: party.name })),
                { value: NEW, label: 'Another party…' },
              ]}
            />
            {vendor === NEW && (
              <>
                <TextField
                  label="Name"
                  value={name}
                  onValue={setName}
                  onBlur={() => props.onVendor(name.trim() === '' ? null : { name: name.trim(), kind })}
                  maxLength={200}
                />
                <Select<NewKind> label="What it is" value={kind} onValue={setKind} options={KINDS} />
              </>
            )}
            <TextField
              label="Title"
              optional
              value={title}
              onValue={setTitle}
              placeholder="Responsibility matrix"
              maxLength={300}
            />
            <DateField label="Covers from" optional value={coversFrom} onEdit={setFrom} />
            <DateField label="Covers to" optional value={coversTo} onEdit={setTo} />
          </div>
          {replaced && (
            <Notice>
              {`It takes the place of "${replaced.title}", recorded on ${formatDate(replaced.recordedAt)}${replaced.whole ? '' : ', on the frameworks that both speak of'}. What changed is shown afterwards.`}
            </Notice>
          )}
          {props.readOnly && (
            <Notice>This workbook is open for reading only, so nothing can be recorded.</Notice>
          )}
          <div className={styles.acts}>
            <Button kind="primary" type="submit" disabled={!ready || props.busy || props.readOnly}>
              {`Record ${formatCount(preview.counts.claims, 'claim')}`}
            </Button>
            <Button onClick={props.onCancel}>Record nothing</Button>
          </div>
        </form>
      </Panel>
    </Section>
  );
}

/** The matrix of the same vendor that gives way: one on any of the same frameworks, whole where it speaks of no others. */
function useReplaced(preview: MatrixPreview, parties: readonly Party[], vendor: string) {
  const matrices = useDemarcData('claims.list', {});
  const party = parties.find(
    ({ id, name }) => id === vendor || name.toLowerCase() === vendor.trim().toLowerCase(),
  );
  const frameworks = new Set(preview.claims.map(({ framework }) => framework));
  const found = matrices.find(
    (matrix) =>
      matrix.party === party?.id && matrix.frameworks.some((framework) => frameworks.has(framework)),
  );
  return found && { ...found, whole: found.frameworks.every((framework) => frameworks.has(framework)) };
}
