import type { Evidence } from '../../../../main/contract/evidence.ts';
import { reportWords } from '../../../../main/domain/evidence/provider-reports.ts';
import { Button } from '../../../components/button/button.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import styles from './register.module.css';

/** Whether the piece is a report on a provider, and what it then covers. */
export function ProviderReportPart(props: {
  readonly piece: Evidence;
  readonly readOnly: boolean;
  readonly onEdit: () => void;
}) {
  const { piece, readOnly } = props;
  const parties = useDemarcData('parties.list', {});
  const clear = useCommand('evidence.clearProviderReport');
  const report = piece.providerReport;
  const provider = parties.find((party) => party.id === report?.party)?.name ?? report?.party ?? '';
  if (report === null && readOnly) return null;
  return (
    <section className={styles.part} aria-label="Report on a provider">
      <h3>Report on a provider</h3>
      {report === null ? (
        <p className={styles.small}>
          A SOC 2 report, a PCI DSS attestation or an ISO certificate counts for every duty of the provider in
          its scope, without a link to each.
        </p>
      ) : (
        <>
          <p>{reportWords(report, new Map(parties.map(({ id, name }) => [id, name])))}</p>
          <p className={styles.small}>{countsWords(piece, provider)}</p>
        </>
      )}
      {!readOnly && (
        <div className={styles.buttons}>
          <Button size="small" icon={report ? 'edit' : 'document'} onClick={props.onEdit}>
            {report ? 'Change what it covers' : 'It is a report on a provider'}
          </Button>
          {report && (
            <Button
              size="small"
              kind="quiet"
              disabled={clear.busy}
              onClick={() => void clear.run({ number: piece.number })}
            >
              It is none
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function countsWords(piece: Evidence, provider: string): string {
  if (piece.replacedBy !== null) return `Replaced by E-${piece.replacedBy}, so it counts no more.`;
  if (piece.coversFrom === null && piece.coversTo === null && piece.expires === null)
    return 'It says of no time yet that it covers it. Give its dates above.';
  return `Counts for what ${provider} does in every duty in this scope, within its dates above.`;
}
