import type { FindingsFormat } from '../../contract/findings.ts';
import { FINDINGS_FORMAT_NAMES, findingsFormatWords } from '../words/format-words.ts';

/** What a file of findings is called as evidence, by its name and form. */
export const findingsTitle = (file: string, format: FindingsFormat): string =>
  `Findings: ${file} (${findingsFormatWords(format)})`;

/** The same for whoever is not told names of files; another title as it is. */
export const withoutFileName = (title: string): string =>
  title.replace(/^Findings: .+ \(([^()]+)\)$/s, (whole, form: string) =>
    FINDINGS_FORMAT_NAMES.has(form) ? `Findings (${form})` : whole,
  );
