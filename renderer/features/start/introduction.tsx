import type { AppInfo } from '../../../main/contract/app.ts';
import { formatDate, formatNumber } from '../../lib/format.ts';
import styles from './start.module.css';

/** What Demarc is, in two sentences and a picture. */
export function Introduction(props: {
  readonly version: string | null;
  readonly catalogue: AppInfo['catalogue'] | null;
}) {
  const { catalogue } = props;
  return (
    <header className={styles.intro}>
      <Picture />
      <div className={styles.introText}>
        <h1 className={styles.name}>Demarc</h1>
        <p className={styles.lead}>
          AWS secures the cloud; you secure what you put into it. Where the line between the two runs depends
          on the service. Demarc draws it for each of yours, duty by duty, and keeps what proves it in one
          file on this machine.
        </p>
        {catalogue && (
          <p className={styles.small}>
            {formatNumber(catalogue.services)} services and {formatNumber(catalogue.responsibilities)}{' '}
            responsibilities in the catalogue of {formatDate(catalogue.asOf)}
            {props.version && `, Demarc ${props.version}`}
          </p>
        )}
      </div>
    </header>
  );
}

/** Four services side by side: the higher the model, the higher AWS's part reaches. */
function Picture() {
  const columns = [2, 3, 4, 5];
  return (
    <svg className={styles.picture} viewBox="0 0 132 108" aria-hidden="true" focusable="false">
      {columns.map((provider, column) =>
        [0, 1, 2, 3, 4, 5].map((band) => (
          <rect
            key={`${provider}-${band}`}
            x={4 + column * 32}
            y={90 - band * 17}
            width={28}
            height={15}
            rx={2}
            className={band < provider ? styles.provider : styles.customer}
          />
        )),
      )}
      <path className={styles.edge} d="M2 72.500H34V55.500H66V38.500H98V21.500H130" fill="none" />
    </svg>
  );
}
