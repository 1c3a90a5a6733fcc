import type { Incoming } from '../contract/imports.ts';
import { recogniseFile } from '../importers/recognise.ts';
import type { RecogniseTask, TaskControls } from './tasks.ts';

/** In a thread of its own, since a hostile spreadsheet may be opened to know it. */
export const runRecognise = ({ path, name }: RecogniseTask, { signal }: TaskControls): Promise<Incoming> =>
  recogniseFile(path, name, signal);
