import { isWorthReading } from '../services/worth-reading.ts';

// Which files of a folder or an archive are looked into for findings, and which of them say the same.

const ENDINGS = /\.(csv|tsv|json|jsonl|ndjson|cklb|xml|ya?ml|txt|md)(\.gz)?$/i;
/** ScoutSuite's report is a web page: its programs lie beside its results. */
const SCOUT_SUITE = /(^|[\\/])scoutsuite_results[^\\/]*\.js(\.gz)?$/i;

/** What only tells of that which it lies beside, by the names that such files have everywhere. */
const ABOUT_OTHERS =
  /(^|[\\/])(readme|licen[cs]e|notice|copying|changelog|contributing|authors)(\.(md|markdown|txt|rst|adoc))?$/i;
/** The page of a run that Prowler writes beside its findings. */
const PAGE_OF_PROWLER = /(^|[\\/])prowler-output[^\\/]*\.html$/i;

/** Whether a file holds no findings that are not in others as well, so that it speaks against no scan that found nothing. `all`: the files that it came with. */
export const saysNothingMore = (path: string, all: readonly string[]): boolean =>
  ABOUT_OTHERS.test(path) || (PAGE_OF_PROWLER.test(path) && all.some((other) => IS_PROWLER.test(other)));

/** Whether a file in an archive or a folder may hold findings, by its way from there; folders of tools are passed by. */
export const mayHoldFindings = (path: string): boolean =>
  !ABOUT_OTHERS.test(path) &&
  (ENDINGS.test(path) || SCOUT_SUITE.test(path)) &&
  isWorthReading(`${path}.json`);

/** Whether a file may hold findings that are packed once more: an Excel workbook, or an archive that is no code which was built. */
export const mayPackFindings = (path: string): boolean =>
  /\.(xlsx|xlsm|zip)$/i.test(path) && isWorthReading(path);

/** Endings under which Prowler writes the findings of one run beside each other, the one that says most first. */
const FORMS = ['.csv', '.ocsf.json', '.json', '.asff.json'];
const stemOf = (path: string): string => path.replace(/(\.ocsf|\.asff)?\.json$|\.csv$/i, '');
const formOf = (path: string): number => FORMS.indexOf(path.slice(stemOf(path).length).toLowerCase());
/** By which name or ending a file is Prowler's; any tool writes `.csv` and `.json`. */
const IS_PROWLER = /(^|[\\/])prowler-output-[^\\/]*\.(csv|json)$|\.(ocsf|asff)\.json$/i;

/** The file among `all` that has the findings of the same run of Prowler in a form that says more; null for none. */
export function sameRun(path: string, all: readonly string[]): string | null {
  if (!IS_PROWLER.test(path)) return null;
  const [stem, form] = [stemOf(path), formOf(path)];
  const better = all.filter((other) => stemOf(other) === stem && formOf(other) >= 0 && formOf(other) < form);
  return better.toSorted((a, b) => formOf(a) - formOf(b))[0] ?? null;
}

/** Whether a file is one of the tables that Prowler writes for each framework, of what its findings say as well. */
export const isOfOneFramework = (path: string): boolean =>
  /(^|[\\/])compliance[\\/]prowler-output-[^\\/]*\.csv$/i.test(path);
