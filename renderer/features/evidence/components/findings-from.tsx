import { useState } from 'react';
import type { FindingsReport } from '../../../../main/contract/findings.ts';
import { Button } from '../../../components/button/button.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from './register.module.css';

export interface FindingsPlace {
  readonly account?: string;
  readonly region?: string;
}

/** Asks where findings are from whose files do not say it; nothing where every file does. */
export function FindingsFrom(props: {
  readonly report: FindingsReport;
  readonly from: FindingsPlace;
  readonly onFrom: (from: FindingsPlace) => void;
}) {
  const environments = useDemarcData('environments.list', {});
  const [account, setAccount] = useState(props.from.account ?? '');
  const [region, setRegion] = useState(props.from.region ?? '');
  const count = props.report.files.reduce((sum, { summary }) => sum + (summary?.withoutAccount ?? 0), 0);
  if (count === 0) return null;
  const known = environments.flatMap((entry) => (entry.account === null ? [] : [entry]));
  const isAccount = account === '' || /^\d{12}$/.test(account);
  const isRegion = region === '' || /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region);
  const same = account === (props.from.account ?? '') && region === (props.from.region ?? '');
  const read = () => {
    if (isAccount && isRegion && !same)
      props.onFrom({ ...(account ? { account } : {}), ...(region ? { region } : {}) });
  };
  return (
    <form
      className={styles.part}
      onSubmit={(event) => {
        event.preventDefault();
        read();
      }}
      // Nothing can be imported that was typed and not read.
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) read();
      }}
    >
      <h3>{`Where are they from? Nothing tells the account of ${formatCount(count, 'finding')}`}</h3>
      <div className={styles.from}>
        <TextField
          label="Account"
          optional
          value={account}
          onValue={(value) => setAccount(value.trim())}
          inputMode="numeric"
          list="findings-accounts"
          error={isAccount ? null : 'An account has 12 digits.'}
        />
        <datalist id="findings-accounts">
          {known.map(({ id, name, account: number }) => (
            <option key={id} value={number ?? ''}>
              {name}
            </option>
          ))}
        </datalist>
        <TextField
          label="Region"
          optional
          value={region}
          onValue={(value) => setRegion(value.trim().toLowerCase())}
          placeholder="eu-west-1"
          error={isRegion ? null : 'A Region is written like eu-west-1.'}
        />
        <Button type="submit" disabled={same || !isAccount || !isRegion}>
          Read again
        </Button>
      </div>
    </form>
  );
}
