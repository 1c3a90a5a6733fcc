import { useState } from 'react';
import type { VendorMatrix, Verdict } from '../../../../main/contract/claims.ts';
import { VERDICTS } from '../../../../main/contract/claims.ts';
import { areOnControls, claimsInWords } from '../../../../main/domain/claims.ts';
import { ID_SCHEMES } from '../../../../main/domain/controls/control-ids.ts';
import { Button } from '../../../components/button/button.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { SearchField, Select } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import type { Value } from '../../../host/client.ts';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { cx } from '../../../lib/cx.ts';
import { formatCount, formatDate, formatNumber } from '../../../lib/format.ts';
import styles from './claims.module.css';
import { ControlRow } from './control-row.tsx';
import { VERDICT_WORDS } from './model.ts';

const STEP = 50;

/** What vendors claim beside our own record, disagreements first; nothing where no matrix was recorded. */
export function ClaimsView() {
  const matrices = useDemarcData('claims.list', {});
  const parties = useDemarcData('parties.list', {});
  const [chosen, setChosen] = useState<number | null>(null);
  // The newest one comes to the fore, unless a reader chose another.
  const newest = [...matrices].sort((a, b) => b.id - a.id)[0];
  const matrix = matrices.find(({ id }) => id === chosen) ?? newest;
  if (!matrix) return null;
  const nameOf = (id: string) => parties.find((party) => party.id === id)?.name ?? id;
  return (
    <Section
      title="What vendors claim, beside our record"
      hint="A claim is what a vendor’s matrix says of a control, a service or a task. It changes no answer by itself."
      actions={
        matrices.length > 1 && (
          <div className={styles.pick}>
            <Select
              label="Matrix"
              hideLabel
              value={String(matrix.id)}
              onValue={(id) => setChosen(Number(id))}
              options={matrices.map(({ id, party, title, layouts }) => ({
                value: String(id),
                label: `${nameOf(party)}: ${layouts[0] ?? title}`,
              }))}
            />
          </div>
        )
      }
    >
      <Panel>
        <div className={styles.view}>
          <Head matrix={matrix} vendor={nameOf(matrix.party)} />
          <Comparison key={matrix.id} matrix={matrix} />
        </div>
      </Panel>
    </Section>
  );
}

function Head({ matrix, vendor }: { readonly matrix: VendorMatrix; readonly vendor: string }) {
  const { readOnly } = useDemarcData('workbook.info', {});
  const remove = useCommand('claims.remove');
  const { counts, coversFrom, coversTo } = matrix;
  const period =
    coversFrom || coversTo
      ? `, covers ${coversFrom ? formatDate(coversFrom) : 'the time'} to ${coversTo ? formatDate(coversTo) : 'now'}`
      : '';
  return (
    <div className={styles.head}>
      <div>
        <h3 className={styles.title}>{matrix.title}</h3>
        <p className={styles.soft}>
          {`${vendor}, ${matrix.file} (E-${matrix.evidence}), recorded on ${formatDate(matrix.recordedAt)}${period}. ${claimsInWords(counts, matrix.frameworks)}${counts.unread > 0 ? `; ${formatCount(counts.unread, 'cell')} of it could not be read` : ''}.`}
        </p>
      </div>
      {!readOnly && (
        <Button
          size="small"
          icon="remove"
          disabled={remove.busy}
          title="The file stays in the register of evidence; undo brings the claims back"
          onClick={() => void remove.run({ matrix: matrix.id })}
        >
          Take out
        </Button>
      )}
    </div>
  );
}

function Comparison({ matrix }: { readonly matrix: VendorMatrix }) {
  const { organisation } = useDemarcData('workbook.info', {});
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [text, setText] = useState('');
  const [framework, setFramework] = useState('');
  const [shown, setShown] = useState(STEP);
  const { data, isPlaceholderData } = useDemarcQuery(
    'claims.compare',
    {
      matrix: matrix.id,
      limit: shown,
      ...(verdict === null ? {} : { verdict }),
      ...(framework === '' ? {} : { framework }),
      ...(text.trim() === '' ? {} : { text: text.trim() }),
    },
    { keepPrevious: true },
  );
  if (!data) return <div className={styles.waiting} aria-busy="true" />;
  const names = { vendor: data.vendor?.name ?? matrix.party, organisation };
  const onControls = areOnControls(matrix.frameworks);
  // A question or the id of a framework that is not known here may be among them.
  const one = onControls ? 'control' : 'entry';
  const change = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      setShown(STEP);
      set(value);
    };
  };
  return (
    <>
      <div className={styles.tools}>
        <fieldset className={styles.verdicts}>
          <legend className="visually-hidden">How claim and record compare</legend>
          {VERDICTS.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={verdict === each}
              className={cx(styles.verdict, styles[VERDICT_WORDS[each].tone])}
              onClick={() => change(setVerdict)(verdict === each ? null : each)}
            >
              <span className={styles.count}>{formatNumber(data.counts[each])}</span>
              {VERDICT_WORDS[each].label}
            </button>
          ))}
        </fieldset>
        {matrix.frameworks.length > 1 && (
          <div className={styles.framework}>
            <Select
              label="Framework"
              hideLabel
              value={framework}
              onValue={change(setFramework)}
              options={[
                { value: '', label: 'All frameworks' },
                ...matrix.frameworks.map((id) => ({ value: id, label: frameworkName(id) })),
              ]}
            />
          </div>
        )}
        <div className={styles.find}>
          <SearchField
            label={`Find ${onControls ? 'a control' : 'an entry'}, a duty or words of the vendor`}
            placeholder={`Find ${onControls ? 'a control' : 'an entry'} or duty`}
            value={text}
            onValue={change(setText)}
          />
        </div>
        <p className={styles.soft} role="status">
          {`${formatCount(data.total, one, onControls ? 'controls' : 'entries')}${verdict === null && framework === '' && text.trim() === '' ? '' : ' match'}`}
        </p>
      </div>
      {!data.vendorRecorded && (
        <div className={styles.notice}>
          <Notice>
            {`No answer names ${names.vendor} yet, so its claims are not held against the record. Give it its shares where it has a part.`}
          </Notice>
        </div>
      )}
      {data.rows.length === 0 ? (
        <EmptyState icon="filter" title="Nothing matches">
          {`No ${one} fits what is chosen above.`}
        </EmptyState>
      ) : (
        <Controls matrix={matrix} compared={data} names={names} stale={isPlaceholderData} />
      )}
      {data.total > data.rows.length && (
        <div className={styles.more}>
          <Button onClick={() => setShown(shown + STEP * 2)}>
            {`Show more (${formatNumber(data.rows.length)} of ${formatNumber(data.total)})`}
          </Button>
        </div>
      )}
    </>
  );
}

/** The controls, each with the claim, the record, and how they compare. */
function Controls(props: {
  readonly matrix: VendorMatrix;
  readonly compared: Value<'claims.compare'>;
  readonly names: { readonly vendor: string; readonly organisation: string };
  /** Others were asked for and are not there yet. */
  readonly stale: boolean;
}) {
  const { matrix, compared, names } = props;
  const { readOnly } = useDemarcData('workbook.info', {});
  const parties = useDemarcData('parties.list', {});
  return (
    <>
      <div className={styles.heads} aria-hidden="true">
        <span />
        <span>{areOnControls(matrix.frameworks) ? 'Control' : 'About'}</span>
        <span>{`${names.vendor} claims`}</span>
        <span>Our record</span>
        <span>Verdict</span>
      </div>
      <ul className={cx(styles.controls, props.stale && styles.stale)}>
        {compared.rows.map((row) => (
          <ControlRow
            key={`${row.framework} ${row.control}`}
            row={row}
            vendor={compared.vendor}
            parties={parties}
            names={names}
            readOnly={readOnly}
            showFramework={matrix.frameworks.length > 1}
          />
        ))}
      </ul>
    </>
  );
}

/** Ids of catalogue frameworks by name; a framework that only a layout knows by the name of its ids. */
const frameworkName = (id: string): string =>
  ID_SCHEMES.find((scheme) => scheme.framework === id)?.name ?? id;
