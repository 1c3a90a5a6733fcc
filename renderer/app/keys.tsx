import type { KnownKey, OwnKey } from '../../main/contract/keys.ts';
import { groupsOf } from '../../main/domain/signatures/key-words.ts';
import { Button } from '../components/button/button.tsx';
import { useHost } from '../host/context.tsx';
import { useDemarcQuery } from '../host/queries.ts';
import { useAttempt } from '../host/use-attempt.ts';
import { useCommand } from '../host/use-command.ts';
import { formatDate } from '../lib/format.ts';
import styles from './preferences.module.css';

/** The key of this profile, to be given to others, and those of others, by which a signature gets a name. */
export function Keys() {
  const host = useHost();
  const { data } = useDemarcQuery('keys.info', {});
  const exportKey = useCommand('keys.export', { quiet: true });
  const trust = useCommand('keys.trust', { quiet: true });
  const forget = useCommand('keys.forget', { quiet: true });
  const { problem, setProblem, attempt } = useAttempt();
  if (!data) return null;
  const give = (own: OwnKey) =>
    attempt(async () => {
      const suggestedName = `demarc-key-${own.fingerprint.slice(0, 16)}.json`;
      const target = await host.pickTarget({ suggestedName, format: 'json' });
      if (target === null) return;
      const done = await exportKey.run({ target: target.handle });
      if (done.ok) await host.deliver({ handle: target.handle, name: target.name });
      else setProblem(done.failure.message);
    });
  const know = () =>
    attempt(async () => {
      const [file] = await host.pickFiles({ multiple: false, accept: ['.json'], purpose: 'import' });
      if (!file) return;
      const done = await trust.run({ file: file.handle });
      if (!done.ok) setProblem(done.failure.message);
    });
  return (
    <fieldset className={styles.folder}>
      <legend>Keys</legend>
      {data.own ? (
        <>
          <p className={styles.path}>
            Your key calls itself {data.own.name}: <code>{groupsOf(data.own.fingerprint)}</code>
          </p>
          <span className={styles.acts}>
            <Button size="small" icon="download" onClick={() => data.own && void give(data.own)}>
              Save it for others
            </Button>
          </span>
          <p className={styles.hint}>
            Only its public half is saved. Tell them the fingerprint above by another way, such as the
            telephone.
          </p>
        </>
      ) : (
        <p className={styles.hint}>
          You have no key yet. One can be made where a sign-off or a pack is signed.
        </p>
      )}
      <KnownKeys
        keys={data.known}
        onForget={({ fingerprint }) =>
          void attempt(async () => {
            const done = await forget.run({ fingerprint });
            if (!done.ok) setProblem(done.failure.message);
          })
        }
      />
      <span className={styles.acts}>
        <Button size="small" onClick={() => void know()}>
          Know another key…
        </Button>
      </span>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function KnownKeys(props: {
  readonly keys: readonly KnownKey[];
  readonly onForget: (key: KnownKey) => void;
}) {
  if (props.keys.length === 0) return null;
  return (
    <ul className={styles.keys} aria-label="Known keys">
      {props.keys.map((key) => (
        <li key={key.fingerprint}>
          <span>
            {key.knownAs}, <code>{groupsOf(key.fingerprint)}</code>, known since{' '}
            {formatDate(key.since.slice(0, 10))}
          </span>
          <Button
            size="small"
            aria-label={`Forget the key of ${key.knownAs}`}
            onClick={() => props.onForget(key)}
          >
            Forget
          </Button>
        </li>
      ))}
    </ul>
  );
}
