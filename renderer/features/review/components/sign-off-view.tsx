import { useState } from 'react';
import type { KnownSignOffRow, SignOffRow } from '../../../../main/contract/review.ts';
import { groupsOf, sentence, signOffWords } from '../../../../main/domain/signatures/key-words.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatMoment, formatNumber } from '../../../lib/format.ts';
import { changedWords, shortDigest } from '../model.ts';
import styles from './review.module.css';
import { SignDialog } from './sign-dialog.tsx';
import { Who } from './who.tsx';

/** What can be signed, and every signature with what became of its subject since. */
export function SignOffView() {
  const info = useDemarcData('workbook.info', {});
  const subjects = useDemarcData('assignments.subjects', {});
  const signOffs = useDemarcData('review.signOffs', {});
  const [signing, setSigning] = useState<{ readonly subject: string | null } | null>(null);
  const whole = subjects.reduce(
    (sum, { asked, answered }) => ({ asked: sum.asked + asked, answered: sum.answered + answered }),
    { asked: 0, answered: 0 },
  );
  const places = [
    { subject: null, label: `${info.title}, as a whole`, ...whole },
    ...subjects.map(({ ref, label, asked, answered }) => ({ subject: ref, label, asked, answered })),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label="Sign-offs" tabIndex={0}>
      <div className={styles.sections}>
        <Section
          title="What was signed"
          hint="A name alone is what somebody typed; a signature with a key can be checked by anybody. Each stands for a digest of exactly what was signed. Names of services and people may change; answers, texts, status, notes and evidence may not."
        >
          <Panel>
            {signOffs.length === 0 ? (
              <p className={styles.soft} style={{ padding: 'var(--s4)' }}>
                Nothing has been signed yet.
              </p>
            ) : (
              <SignatureTable rows={signOffs} />
            )}
          </Panel>
        </Section>
        <Section title="What can be signed">
          <Panel>
            <Table
              heads={[
                'What',
                { text: 'Answered', end: true, width: '8rem' },
                { text: 'Last signed', width: '36%' },
                { text: 'Sign', hidden: true, width: '5.75rem' },
              ]}
            >
              {places.map((place) => {
                const last = signOffs.find((entry) => entry.subject === place.subject);
                return (
                  <tr key={place.subject ?? ''}>
                    <td className={table.fixed}>{place.label}</td>
                    <td className={`${table.fixed} ${table.end}`}>
                      {formatNumber(place.answered)} of {formatNumber(place.asked)}
                    </td>
                    <td className={table.fixed}>{last && <Standing row={last} named />}</td>
                    <td className={table.acts}>
                      <Button
                        size="small"
                        disabled={info.readOnly || place.answered === 0}
                        aria-label={`Sign ${place.label}`}
                        onClick={() => setSigning({ subject: place.subject })}
                      >
                        Sign…
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </Table>
          </Panel>
        </Section>
      </div>
      {signing && <SignDialog subject={signing.subject} onClose={() => setSigning(null)} />}
    </section>
  );
}

function SignatureTable({ rows }: { readonly rows: readonly KnownSignOffRow[] }) {
  return (
    <Table heads={['By whom', 'What', 'Statement', 'When', 'Digest', 'Since then']}>
      {rows.map((row) => (
        <tr key={row.number}>
          <td>
            <Who name={row.name} role={row.role} />
            <Authorship row={row} />
          </td>
          <td>{row.subject === null ? `${row.label}, as a whole` : row.label}</td>
          <td>{row.statement}</td>
          <td>{formatMoment(row.signedAt)}</td>
          <td>
            <span className={styles.digest} title={row.digest}>
              {shortDigest(row.digest)}
            </span>
          </td>
          <td>
            <Standing row={row} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** What the record claims of who signed: authorship only with a key whose signature holds. */
function Authorship({ row }: { readonly row: KnownSignOffRow }) {
  const { signature } = row;
  const words = sentence(signOffWords(row));
  if (signature !== null && signature.problem !== null) return <Badge tone="bad">{words}</Badge>;
  return (
    <p className={styles.soft} title={signature === null ? undefined : groupsOf(signature.fingerprint)}>
      {words}
    </p>
  );
}

function Standing({ row, named = false }: { readonly row: SignOffRow; readonly named?: boolean }) {
  const words = row.changedSince ? changedWords(row.changedSince) : 'unchanged since';
  const said = named ? `${row.name}: ${words}` : row.changedSince ? words : 'Unchanged';
  return (
    <Badge tone={row.changedSince ? 'warn' : 'good'} title={said}>
      {said}
    </Badge>
  );
}
