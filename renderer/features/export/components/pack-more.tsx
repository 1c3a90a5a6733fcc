import { useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import { DECISION_RECORD } from '../../../../main/contract/layouts.ts';
import { Button } from '../../../components/button/button.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { failureOf } from '../../../host/call-error.ts';
import type { Input } from '../../../host/client.ts';
import { useHost } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatNumber } from '../../../lib/format.ts';
import pack from './pack.module.css';
import { PackageOverview } from './package-overview.tsx';

/** What goes into a pack beside what always does. */
export interface PackMore {
  readonly layouts: readonly string[];
  /** The package overview that a decision record among them belongs to, as it is typed. */
  readonly overview: string;
  readonly requests: FileHandle | null;
  readonly timestamp: FileHandle | null;
}
export const NOTHING_MORE: PackMore = { layouts: [], overview: '', requests: null, timestamp: null };

/** The same as the call takes it. */
export const moreOf = ({
  layouts,
  overview,
  requests,
  timestamp,
}: PackMore): Partial<Input<'packs.write'>> => ({
  layouts: layouts.map((layout) => ({
    layout,
    ...(layout === DECISION_RECORD && overview.trim() !== '' ? { packageOverview: overview.trim() } : {}),
  })),
  ...(requests === null ? {} : { requests: requests.handle }),
  ...(timestamp === null ? {} : { timestamp: timestamp.handle }),
});

/** Layouts to be ticked, a list of what was asked, and a timestamp. */
export function PackChoices(props: {
  readonly more: PackMore;
  readonly disabled: boolean;
  readonly onMore: (more: PackMore) => void;
}) {
  const { more, disabled, onMore } = props;
  const layouts = useDemarcData('layouts.list', {});
  const tick = (id: string, on: boolean) =>
    onMore({ ...more, layouts: on ? [...more.layouts, id] : more.layouts.filter((other) => other !== id) });
  return (
    <>
      <ChosenFile
        what="List of requests"
        hint="What the auditor asked for: a CSV or Excel sheet with the columns id, request, and refs or control ids. The pack answers each with its duties, evidence and files, and says what is not there."
        accept={['.csv', '.xlsx']}
        file={more.requests}
        disabled={disabled}
        onFile={(requests) => onMore({ ...more, requests })}
      />
      <details className={pack.layouts}>
        <summary>
          Layouts in it: {more.layouts.length === 0 ? 'none' : formatNumber(more.layouts.length)}
        </summary>
        <div className={pack.ticks}>
          {layouts.map(({ id, title }) => (
            <Checkbox
              key={id}
              label={title}
              checked={more.layouts.includes(id)}
              disabled={disabled}
              onChecked={(on) => tick(id, on)}
            />
          ))}
        </div>
      </details>
      {more.layouts.includes(DECISION_RECORD) && (
        <PackageOverview
          value={more.overview}
          disabled={disabled}
          onValue={(overview) => onMore({ ...more, overview })}
        />
      )}
      <ChosenFile
        what="Timestamp"
        hint="A timestamp by RFC 3161 (.tsr, .tst) on the manifest.json of this very pack: write it once without, have the SHA-256 of its manifest stamped, and write it again with the same choices, judged as of the same day."
        accept={['.tsr', '.tst']}
        file={more.timestamp}
        disabled={disabled}
        onFile={(timestamp) => onMore({ ...more, timestamp })}
      />
    </>
  );
}

/** A file that may be chosen, and left out again. */
function ChosenFile(props: {
  readonly what: string;
  readonly hint: string;
  readonly accept: readonly string[];
  readonly file: FileHandle | null;
  readonly disabled: boolean;
  readonly onFile: (file: FileHandle | null) => void;
}) {
  const { what, file, disabled } = props;
  const host = useHost();
  const [problem, setProblem] = useState<string | null>(null);
  const verb = file === null ? 'Choose a file' : 'Choose another';
  const choose = async () => {
    setProblem(null);
    try {
      const [chosen] = await host.pickFiles({ multiple: false, accept: props.accept, purpose: 'import' });
      if (chosen) props.onFile(chosen);
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  };
  return (
    <div className={pack.chosen}>
      <p>
        <strong>{what}</strong>: {file === null ? 'none' : file.name}
      </p>
      <p className={pack.hint}>{props.hint}</p>
      <div className={pack.buttons}>
        <Button
          size="small"
          disabled={disabled}
          aria-label={`${verb}: ${what}`}
          onClick={() => void choose()}
        >
          {verb}
        </Button>
        {file !== null && (
          <Button
            size="small"
            kind="quiet"
            disabled={disabled}
            aria-label={`Leave it out: ${what}`}
            onClick={() => props.onFile(null)}
          >
            Leave it out
          </Button>
        )}
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  );
}
