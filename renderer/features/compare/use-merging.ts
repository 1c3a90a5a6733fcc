import { useCallback, useEffect, useRef, useState } from 'react';
import type { MergePreview, MergeResult, Resolution } from '../../../main/contract/merge.ts';
import { useSaves } from '../../host/context.tsx';
import { type RunningJob, useJob } from '../../host/use-job.ts';
import type { Resolutions } from './merge-model.ts';

export interface Merging {
  readonly look: RunningJob<'merge.preview'>;
  readonly apply: RunningJob<'merge.apply'>;
  readonly preview: MergePreview | null;
  readonly resolutions: Resolutions;
  readonly done: MergeResult | null;
  /** What is typed in this workbook could not be saved, so the copy was not looked at. */
  readonly unsaved: boolean;
  /** What was decided raised further questions. */
  readonly further: boolean;
  lookAgain(): void;
  decide(key: string, answer: Resolution): void;
  decideAll(answer: Resolution): void;
  /** Somebody said that the two are one assessment, which the preview doubts. */
  readonly oneAssessment: boolean;
  setOneAssessment(said: boolean): void;
  merge(): void;
}

/** Looking at a copy, deciding what both changed, and merging it. */
export function useMerging(file: string | undefined, base: string | undefined): Merging {
  const look = useJob('merge.preview');
  const apply = useJob('merge.apply');
  const saves = useSaves();
  const [resolutions, setResolutions] = useState<Resolutions>({});
  const [done, setDone] = useState<MergeResult | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  const [further, setFurther] = useState(false);
  const [oneAssessment, setOneAssessment] = useState(false);
  const { run } = look;
  // What is looked at again with decisions keeps the list in view meanwhile.
  const known = useRef<MergePreview | null>(null);
  const read = useCallback(
    async (decided: Resolutions) => {
      if (file === undefined) return;
      // What is still being typed belongs into the merge.
      const saved = await saves.flushAll();
      setUnsaved(!saved);
      if (!saved) return;
      known.current = await run({
        file,
        ...(base === undefined ? {} : { base }),
        resolutions: { ...decided },
      });
    },
    [file, base, run, saves],
  );
  useEffect(() => void read({}), [read]);

  const preview = look.status.state === 'done' ? look.status.result : known.current;
  const decide = (key: string, answer: Resolution) => setResolutions((now) => ({ ...now, [key]: answer }));
  const merge = async (): Promise<void> => {
    if (!preview || file === undefined) return;
    const result = await apply.run({
      file,
      ...(base === undefined ? {} : { base }),
      resolutions: { ...resolutions },
      oneAssessment,
      expected: { mine: preview.mine.head, theirs: preview.theirs.head },
    });
    if (result) setDone(result);
    else {
      // To keep a record can raise questions about what is in it, and either file may have changed meanwhile.
      setFurther(true);
      await read(resolutions);
    }
  };
  return {
    look,
    apply,
    preview,
    resolutions,
    done,
    unsaved,
    further,
    lookAgain: () => void read(resolutions),
    decide,
    decideAll: (answer) =>
      setResolutions(Object.fromEntries((preview?.conflicts ?? []).map(({ key }) => [key, answer]))),
    oneAssessment,
    setOneAssessment,
    merge: () => void merge(),
  };
}
