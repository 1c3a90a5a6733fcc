import { useEffect, useRef, useState } from 'react';
import { AUDIENCES, MARK_LENGTHS, OTHERS } from '../../../../main/contract/audience.ts';
import { LOGO_LIMITS, type Logo, type WorkbookInfo } from '../../../../main/contract/workbook.ts';
import { Button } from '../../../components/button/button.tsx';
import { EditField } from '../../../components/field/edit-field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatNumber } from '../../../lib/format.ts';
import { withPending } from '../../../lib/with-pending.ts';
import { useMarksAutosave, useScopeAutosave } from '../api.ts';
import { orNull } from '../model.ts';
import styles from './scope.module.css';

/** How documents of the workbook are marked, and the picture on their covers. */
export function DocumentsSection({ info }: { readonly info: WorkbookInfo }) {
  const { pending, edit, flush } = useScopeAutosave();
  const shown = withPending(info, pending);
  const locked = info.readOnly;
  return (
    <Section
      title="Documents"
      hint="What every exported document bears unless something else is asked for when it is made."
    >
      <Panel padded>
        <div className={styles.form}>
          <div className={styles.half}>
            <EditField
              label="Classification"
              optional
              hint="Stands on every page and sheet, such as Confidential or TLP:AMBER."
              value={shown.classification ?? ''}
              maxLength={MARK_LENGTHS.classification}
              readOnly={locked}
              onEdit={(text) => edit({ classification: orNull(text) })}
              onLeave={flush}
            />
          </div>
          <div className={styles.half}>
            <EditField
              label="Distribution"
              optional
              hint="Who may have them. It stands on the cover."
              value={shown.distribution ?? ''}
              maxLength={MARK_LENGTHS.distribution}
              readOnly={locked}
              onEdit={(text) => edit({ distribution: orNull(text) })}
              onLeave={flush}
            />
          </div>
          <div className={styles.full}>
            <MarksForOthers info={info} />
          </div>
          <div className={styles.full}>
            <LogoField organisation={shown.organisation} locked={locked} />
          </div>
        </div>
      </Panel>
    </Section>
  );
}

/** What documents for somebody else bear instead; empty fields show what they bear as it is. */
function MarksForOthers({ info }: { readonly info: WorkbookInfo }) {
  const { pending, edit, flush } = useMarksAutosave();
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.others} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Other marks for an auditor, a client or the public</summary>
      {open &&
        OTHERS.map((other) => (
          <div key={other} className={styles.form}>
            {(['classification', 'distribution'] as const).map((kind) => {
              const name = `${other}.${kind}` as const;
              const typed = pending[name];
              return (
                <div key={kind} className={styles.half}>
                  <EditField
                    label={`${kind === 'classification' ? 'Classification' : 'Distribution'} for ${AUDIENCES[other].to}`}
                    optional
                    placeholder={info[kind] ?? ''}
                    value={(typed === undefined ? info.marksFor[other][kind] : typed) ?? ''}
                    maxLength={MARK_LENGTHS[kind]}
                    readOnly={info.readOnly}
                    onEdit={(text) => edit({ [name]: orNull(text) })}
                    onLeave={flush}
                  />
                </div>
              );
            })}
          </div>
        ))}
    </details>
  );
}

function LogoField({ organisation, locked }: { readonly organisation: string; readonly locked: boolean }) {
  const logo = useDemarcData('workbook.logo', {});
  const { run, busy } = useCommand('workbook.setLogo', { quiet: true });
  const chooser = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const keep = async (file: string | null) => {
    const attempt = await run({ file });
    setProblem(attempt.ok ? null : attempt.failure.message);
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LOGO_LIMITS.bytes * 2) {
      setProblem(
        `The picture is too large: a logo may have ${formatNumber(LOGO_LIMITS.bytes / 1024)} kB. Save it smaller and choose it again.`,
      );
      return;
    }
    await keep(base64Of(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <div className={styles.logo}>
      <div>
        <p className={styles.logoName}>Logo</p>
        <p className={styles.small}>
          A PNG or JPEG picture for the covers, of at most {formatNumber(LOGO_LIMITS.bytes / 1024)} kB and{' '}
          {formatNumber(LOGO_LIMITS.edge)} pixels along an edge.
        </p>
      </div>
      {logo && <LogoPicture logo={logo} alt={`Logo of ${organisation}`} />}
      {!locked && (
        <div className={styles.logoActs}>
          <input
            ref={chooser}
            type="file"
            accept="image/png,image/jpeg"
            aria-label="Picture for the logo"
            hidden
            onChange={(event) => {
              void choose(event.target.files?.[0]);
              // The same file can be chosen again after it was changed.
              event.target.value = '';
            }}
          />
          <Button disabled={busy} onClick={() => chooser.current?.click()}>
            {logo ? 'Choose another picture…' : 'Choose a picture…'}
          </Button>
          {logo && (
            <Button kind="quiet" disabled={busy} onClick={() => void keep(null)}>
              Take the logo away
            </Button>
          )}
        </div>
      )}
      {problem !== null && (
        <Notice tone="bad" title="The logo was not changed.">
          {problem}
        </Notice>
      )}
    </div>
  );
}

/** The page may show pictures of its own making only. */
function LogoPicture({ logo, alt }: { readonly logo: Logo; readonly alt: string }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const bytes = Uint8Array.from(atob(logo.data), (letter) => letter.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: logo.mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [logo.data, logo.mediaType]);
  return address === null ? null : <img className={styles.logoPicture} src={address} alt={alt} />;
}

/** In pieces: a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
