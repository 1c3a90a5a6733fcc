import { useState } from 'react';
import { useToasts } from '../../components/toast/toasts.tsx';
import { failureOf } from '../../host/call-error.ts';
import type { Input } from '../../host/client.ts';
import { useHost } from '../../host/context.tsx';
import { useJob } from '../../host/use-job.ts';
import { shownEdition } from './edition-words.ts';

export type As =
  | { readonly party: string }
  | { readonly name: string; readonly kind: 'internal-provider' | 'third-party' };

/** What an edition is read from: a file by its handle, or a publication of a portfolio; and what its reader calls it. */
export interface Source {
  readonly file: Input<'providers.look'>['file'];
  readonly name: string;
}

/** What was chosen, what taking it would change, and the taking. */
export function useEdition(onTaken: () => void) {
  const host = useHost();
  const toasts = useToasts();
  const looking = useJob('providers.look');
  const taking = useJob('providers.take');
  const [source, setSource] = useState<Source | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const look = looking.status.state === 'done' ? looking.status.result : null;
  const failed = [taking.status, looking.status].find(({ state }) => state === 'failed');
  const forget = () => {
    looking.reset();
    taking.reset();
    setSource(null);
    setFault(null);
  };
  const choose = async (as: As, chosen: Source) => {
    forget();
    setSource(chosen);
    await looking.run({ file: chosen.file, as });
  };
  const chooseFile = async (as: As) => {
    try {
      const [chosen] = await host.pickFiles({
        multiple: false,
        accept: ['.demarc', '.zip'],
        purpose: 'workbook',
      });
      if (chosen) await choose(as, { file: chosen.handle, name: chosen.name });
    } catch (error) {
      setFault(failureOf(error).message);
    }
  };
  const take = async (as: As, authorisedOn: string | null) => {
    if (source === null || look === null) return;
    // That it is older was said before.
    const expected = look.edition.head;
    const taken = await taking.run({ file: source.file, as, authorisedOn, expected, older: true });
    if (taken === null) return;
    toasts.show({ text: `${shownEdition(taken.edition)} taken` });
    onTaken();
  };
  return {
    source,
    look,
    problem: fault ?? (failed?.state === 'failed' ? failed.failure.message : null),
    busy: looking.status.state === 'running' || taking.status.state === 'running',
    choose,
    chooseFile,
    take,
    forget,
  };
}
