import { useState } from 'react';
import type { ControlParagraph } from '../../../main/contract/control-texts.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import { Select } from '../field/field.tsx';
import styles from './control-text.module.css';

/** The full text of a control, as its publisher words it. */
function ControlTextView(props: { readonly framework: string; readonly control: string }) {
  const [catalogue, setCatalogue] = useState<string | null>(null);
  const { data, isPending, error } = useDemarcQuery('texts.get', {
    framework: props.framework,
    control: props.control,
    ...(catalogue === null ? {} : { catalogue }),
  });
  if (error) return <p className={styles.quiet}>{error.message}</p>;
  if (isPending) return <p className={styles.quiet}>The text is being read.</p>;
  if (!data) return <p className={styles.quiet}>The catalogue that was taken in has no text of it.</p>;
  return (
    <div className={styles.text}>
      {data.catalogues.length > 1 && (
        <Select
          label="In the words of"
          // The panel is narrow, and what tells two catalogues apart stands at the end of their titles.
          hint={`${data.source}.`}
          value={data.catalogue ?? ''}
          options={data.catalogues.map(({ key, title, version }) => ({
            value: key,
            label: `${title}, version ${version}`,
          }))}
          onValue={setCatalogue}
        />
      )}
      {data.withdrawn && <p>{data.withdrawn}</p>}
      <Paragraphs list={data.statement} />
      {data.guidance.length > 0 && (
        <>
          <h5>Guidance</h5>
          <Paragraphs list={data.guidance} />
        </>
      )}
      {data.examples.length > 0 && (
        <>
          <h5>Examples</h5>
          <ul className={styles.examples}>
            {data.examples.map(({ text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two examples may read alike, and the list never changes
              <li key={index}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {data.relatedIds.length > 0 && (
        <p className={styles.quiet}>Related controls: {data.relatedIds.join(', ')}.</p>
      )}
      {data.catalogues.length <= 1 && <p className={styles.quiet}>{data.source}.</p>}
    </div>
  );
}

const Paragraphs = ({ list }: { readonly list: readonly ControlParagraph[] }) =>
  list.map(({ label, depth, text }, index) => (
    <p
      // biome-ignore lint/suspicious/noArrayIndexKey: two items may read alike, and the list never changes
      key={index}
      className={styles.item}
      style={{ marginInlineStart: `${depth}rem` }}
    >
      {label !== null && <span className={styles.label}>{label}</span>}
      <span>{text}</span>
    </p>
  ));

/** A control of a list: its id and title, which open its full text where a catalogue was taken in. */
export function ControlLine(props: {
  readonly framework: string;
  readonly control: { readonly id: string; readonly title: string };
  /** Whether its text can be had: it is the catalogue's, or texts of its framework were taken in. */
  readonly hasText: boolean;
}) {
  const { id, title } = props.control;
  // Asked for when first opened: a card may name fifty controls.
  const [opened, setOpened] = useState(false);
  const name = (
    <>
      <code>{id}</code> <span>{title}</span>
    </>
  );
  if (!props.hasText) return <div className={styles.line}>{name}</div>;
  return (
    <details className={styles.control} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary className={styles.line}>{name}</summary>
      {opened && <ControlTextView framework={props.framework} control={id} />}
    </details>
  );
}
