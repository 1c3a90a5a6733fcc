import type { AbsentReason, WrittenPack } from '../../../../main/contract/packs.ts';
import { timestampWords } from '../../../../main/domain/pack/timestamp-words.ts';
import { sentence, signedWithWords } from '../../../../main/domain/signatures/key-words.ts';
import { Notice } from '../../../components/notice/notice.tsx';
import { formatBytes, formatCount, formatNumber } from '../../../lib/format.ts';
import styles from './export.module.css';
import { Checks, FileHead } from './file-head.tsx';
import pack from './pack.module.css';

const WHY: Readonly<Record<AbsentReason, string>> = {
  'not-found': 'there is no file any more where it was recorded',
  altered: 'the file was altered after it was recorded',
  unreadable: 'the file could not be read',
};

/** What was written, what is inside, and the hash to send by another way than the pack itself. */
export function PackResult({ pack: written }: { readonly pack: WrittenPack }) {
  return (
    <div className={styles.file} role="status">
      <FileHead icon={written.encrypted ? 'lock' : 'archive'} name={written.name} handle={written.handle}>
        {formatBytes(written.bytes)}
        {written.encrypted && ', encrypted with AES-256'}
      </FileHead>
      <Checks
        lines={[
          `${formatCount(written.files, 'file')} inside, ${formatCount(written.evidence, 'of them evidence', 'of them evidence')}`,
          'Read back: every file has its hash, and nothing is missing',
          ...written.layouts.map(({ file }) => `Layout in it: ${file}`),
          ...(written.timestamp === null ? [] : [timestampWords(written.timestamp)]),
          ...(written.signedWith === null ? [] : [sentence(signedWithWords(written.signedWith))]),
        ].map((text) => ({ text, ok: true }))}
      />
      <dl className={pack.hashes}>
        <dt>SHA-256 of the pack</dt>
        <dd>
          <code>{written.sha256}</code>
        </dd>
        <dt>SHA-256 of its manifest, for a timestamp</dt>
        <dd>
          <code>{written.manifestSha256}</code>
        </dd>
        <dt>Head of the change log</dt>
        <dd>
          <code>{written.changeLogHead}</code>
        </dd>
        {written.state !== null && (
          <>
            <dt>Digest of the state</dt>
            <dd>
              <code>{written.state}</code>
            </dd>
          </>
        )}
      </dl>
      {written.requests !== null && (
        <Notice
          tone={written.requests.open.length === 0 ? 'good' : 'warn'}
          title={`${formatCount(written.requests.asked, 'request')}, ${formatNumber(written.requests.open.length)} of them without evidence`}
        >
          {written.requests.open.length > 0 && (
            <ul>
              {written.requests.open.map(({ id, why }) => (
                <li key={id}>
                  {id}: {why}
                </li>
              ))}
            </ul>
          )}
          <p>The index of the pack and its requests.csv say where each lies.</p>
        </Notice>
      )}
      {written.absent.length > 0 && (
        <Notice
          tone="warn"
          title={`${formatCount(written.absent.length, 'file is', 'files are')} not in the pack`}
        >
          <ul>
            {written.absent.map(({ number, title, why }) => (
              <li key={number}>
                E-{number} {title}: {WHY[why]}
              </li>
            ))}
          </ul>
          <p>The index says so too. Attach what is needed again, and write the pack once more.</p>
        </Notice>
      )}
      {written.warnings.length > 0 && (
        <Notice tone="warn" title="Good to know">
          <ul>
            {written.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
