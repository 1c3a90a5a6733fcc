import { useEffect, useRef, useState } from 'react';
import { AUDIENCES } from '../../../../main/contract/audience.ts';
import type { PackPlan } from '../../../../main/contract/packs.ts';
import { Button } from '../../../components/button/button.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import type { PreparedChoice } from '../../../components/prepared/use-marks.ts';
import { NO_KEY, SigningKey } from '../../../components/signing-key/signing-key.tsx';
import { useHost } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatBytes, formatCount, formatNumber, today } from '../../../lib/format.ts';
import { exportFileName } from '../model.ts';
import { NO_PASSWORD, passwordProblem } from '../pack-password.ts';
import { useWriting } from '../use-writing.ts';
import styles from './export.module.css';
import { NotWritten, Progress } from './job-panels.tsx';
import pack from './pack.module.css';
import { moreOf, NOTHING_MORE, PackChoices } from './pack-more.tsx';
import { PasswordFields } from './pack-password.tsx';
import { PackResult } from './pack-result.tsx';

/** One ZIP file for an auditor who has no Demarc: what would be in it, with a password or without, and what was written. */
export function PackSection({
  asOf,
  prepared,
}: {
  readonly asOf: string | undefined;
  readonly prepared: PreparedChoice;
}) {
  const { noPack } = AUDIENCES[prepared.audience];
  const info = useDemarcData('workbook.info', {});
  const plan = useDemarcData('packs.plan', {});
  const host = useHost();
  const { job, problem, setProblem, write } = useWriting('packs.write', 'the pack', 'try again');
  const [encrypt, setEncrypt] = useState(false);
  const [words, setWords] = useState(NO_PASSWORD);
  const [asked, setAsked] = useState(false);
  const [key, setKey] = useState(NO_KEY);
  const [more, setMore] = useState(NOTHING_MORE);
  const result = useRef<HTMLDivElement>(null);
  const running = job.status.state === 'running';
  const done = job.status.state === 'done' ? job.status.result : null;
  useEffect(() => {
    if (done) result.current?.scrollIntoView({ block: 'nearest' });
  }, [done]);

  const writePack = async () => {
    setAsked(true);
    setProblem(null);
    if (running || (encrypt && passwordProblem(words) !== null)) return;
    await write(async () => {
      const suggestedName = exportFileName({ title: `${info.title} evidence pack` }, 'zip', today());
      const target = await host.pickTarget({ suggestedName, format: 'zip' });
      if (target === null) return;
      const written = await job.run({
        target: target.handle,
        ...(encrypt ? { password: words.password } : {}),
        ...(key.on ? { sign: true } : {}),
        ...(key.on && key.passphrase !== '' ? { passphrase: key.passphrase } : {}),
        ...prepared,
        ...moreOf(more),
        ...(asOf === undefined ? {} : { asOf }),
      });
      if (written) {
        setWords(NO_PASSWORD);
        setAsked(false);
        setKey((now) => ({ ...now, passphrase: '' }));
      }
    });
  };
  return (
    <Section
      title="Evidence pack"
      hint="One ZIP file for an auditor: the PDF, the Excel file, the evidence in folders by service and responsibility, an index that opens offline, and the SHA-256 of everything."
    >
      <Plan plan={plan} />
      <Panel padded>
        <div className={styles.formats}>
          <Checkbox
            label={<strong>Encrypt it with a password</strong>}
            hint="AES-256; not even the names of the files can be read without it. 7-Zip, WinZip and Demarc open it, the Windows Explorer does not. Nobody can recover a lost password."
            checked={encrypt}
            disabled={running}
            onChecked={(on) => {
              setEncrypt(on);
              setWords(NO_PASSWORD);
              setAsked(false);
            }}
          />
          {encrypt && (
            <PasswordFields words={words} disabled={running} showProblem={asked} onWords={setWords} />
          )}
          <PackChoices more={more} disabled={running} onMore={setMore} />
          <SigningKey wanted={key} disabled={running} onWanted={setKey} />
        </div>
      </Panel>
      <Progress job={job} title="Writing the pack" />
      {noPack !== null && <p>{noPack}</p>}
      {!running && (
        <div>
          <Button icon="archive" size="large" disabled={noPack !== null} onClick={() => void writePack()}>
            Write evidence pack
          </Button>
        </div>
      )}
      <NotWritten job={job} problem={problem} title="No pack was written" />
      <div ref={result} className={pack.result}>
        {done && <PackResult pack={done} />}
      </div>
    </Section>
  );
}

function Plan({ plan }: { readonly plan: PackPlan }) {
  const entries: readonly (readonly [string, string])[] = [
    ['Files in the workbook', formatNumber(plan.files)],
    ['Files outside it', formatNumber(plan.references)],
    ['Notes', formatNumber(plan.notes)],
    ['Links', formatNumber(plan.links)],
    ['Evidence, at most', formatBytes(plan.bytes + plan.referenceBytes)],
  ];
  return (
    <div className={pack.plan}>
      <dl className={styles.counts}>
        {entries.map(([name, value]) => (
          <div key={name} className={styles.count}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {plan.references > 0 && (
        <p className={styles.small}>
          {formatCount(plan.references, 'file lies', 'files lie')} outside the workbook, known by path and
          hash. Each is copied into the pack if it still has its hash, and named as missing if not.
        </p>
      )}
    </div>
  );
}
