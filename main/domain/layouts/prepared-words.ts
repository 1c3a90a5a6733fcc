import { markLine, preparedSentence } from '../report/audience.ts';
import type { Report } from '../report/report.ts';

/** What a file or a record that has a fixed form cannot say of itself: for whom it was prepared, and its mark; sentences. */
export function preparedWords({ meta: { prepared } }: Report, called: 'file' | 'record'): readonly string[] {
  const sentence = preparedSentence(prepared);
  const mark = markLine(prepared);
  return [
    ...(sentence === null ? [] : [`${sentence} The ${called} has no place to say so.`]),
    ...(mark === null ? [] : [`The mark "${mark}" has no place in it: say it where you hand it over.`]),
  ];
}
