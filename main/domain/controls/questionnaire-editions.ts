/** Which of CSA's questionnaires a sheet holds, and of which edition: ids of the controls mean something else in each. */
export interface QuestionnaireEdition {
  readonly ai: boolean;
  /** `4.1`; null where nothing says it. */
  readonly edition: string | null;
}
/** The first two numbers of a version such as `4.0.3`. */
const EDITION = /(?<![\d.])(\d{1,2}\.\d{1,2})(?:\.\d{1,2})?(?![\d.])/;
/** A text that says of which edition CSA's own controls or questions are, or that is a version and nothing else. */
const SPEAKS = /CAIQ|CCM|AICM|consensus assessment|controls matrix|specification_version/i;
const IS_VERSION = /^v?(?:ersion)?[ .:]*\d{1,2}(?:\.\d{1,2}){1,2}$/i;
const editionIn = (text: string): string | null =>
  SPEAKS.test(text) || IS_VERSION.test(text.trim()) ? (EDITION.exec(text)?.[1] ?? null) : null;

/** Reads it from the name of a sheet, its headings, and what stands above them. */
export const questionnaireEdition = (
  name: string,
  headings: readonly string[],
  above: readonly string[],
): QuestionnaireEdition => ({
  ai: [name, ...headings].some((text) => /\bAI[- ]?CAIQ/i.test(text)),
  edition: [name, ...above].map(editionIn).find((edition) => edition !== null) ?? null,
});

/** The framework whose controls its questions are about. What does not say its edition is of the one that has long been in use. */
export function questionnaireFramework({ ai, edition }: QuestionnaireEdition): string {
  if (ai) return `csa-aicm-${edition ?? '1.1'}`;
  return edition === '4.1' ? 'csa-ccm-4.1' : 'csa-ccm-4.0';
}

/** How the editions 3.0.1 and 3.1 head their columns, and no later one. */
const FORMER_HEADING = /^\s*(?:CGID|consensus assessment (?:questions|answers))\s*$/i;
/** Domains that came with 4.0. */
const LATER_ID = /^\s*(?:A ?& ?A|CEK|DSP|GRC|LOG|UEM|I ?& ?S|MDS)\s?-/i;
/** Whether questions are of an edition of CSA's CAIQ before 4.0, whose control AIS-01 is another than that of today, by the headings above their ids. */
export const isOfFormerCaiq = (headings: readonly string[], ids: readonly string[]): boolean =>
  headings.some((heading) => FORMER_HEADING.test(heading)) && !ids.some((id) => LATER_ID.test(id));
