/** One line of a control: a numbered item under the one before it, or a paragraph. */
export interface ControlParagraph {
  /** `a.`, `1.`; null where it has none. */
  readonly label: string | null;
  /** How far it is indented; 0 is the outermost. */
  readonly depth: number;
  readonly text: string;
}
export interface ControlText {
  /** As an OSCAL catalogue writes it: `ac-2.1`. */
  readonly token: string;
  readonly title: string;
  /** Where a control that is no longer in force went, as a sentence; null for one in force. */
  readonly withdrawn: string | null;
  readonly statement: readonly ControlParagraph[];
  readonly guidance: readonly ControlParagraph[];
  readonly examples: readonly ControlParagraph[];
  /** Tokens of related controls. */
  readonly related: readonly string[];
}
/** A control's text with the framework's own spelling, and where it is from. */
export interface ShownControlText extends ControlText {
  readonly id: string;
  readonly relatedIds: readonly string[];
  readonly source: string;
  /** The catalogue that it is from; null where it is the shipped one. */
  readonly catalogue: string | null;
  /** Every catalogue in the workbook that has a text of it, each told apart. */
  readonly catalogues: readonly { readonly key: string; readonly title: string; readonly version: string }[];
}

/** What a catalogue says of itself, and how it fits the frameworks that are known here. */
export interface ControlTextsFile {
  readonly file: string;
  readonly title: string;
  readonly version: string;
  readonly oscalVersion: string;
  readonly sha256: string;
  /** The framework whose controls these are. */
  readonly framework: string;
  readonly frameworkName: string;
  /** Controls with a text, those no longer in force among them. */
  readonly controls: number;
  readonly withdrawn: number;
  /** Controls that this framework has here, and how many of them the file holds. */
  readonly known: number;
  readonly matched: number;
  /** The first of those that it does not hold. */
  readonly missing: readonly string[];
  /** Parts of the file that could not be read as a control, each with the reason. */
  readonly unplaced: readonly { readonly place: string; readonly why: string }[];
}
/** A catalogue of the same framework that is in the workbook already. */
export interface OtherTexts {
  readonly key: string;
  readonly title: string;
  readonly version: string;
  /** Whether it has the same title: the file is another edition of it. */
  readonly sameTitle: boolean;
  /** Controls whose text would be new or different if it were replaced, and those that would have none. */
  readonly changes: number;
  readonly gone: number;
}
export interface ControlTextsPreview extends ControlTextsFile {
  /** Those beside which it comes, or of which it replaces one. */
  readonly others: readonly OtherTexts[];
  /** Key of the one that holds the very same texts: then there is nothing to take in. */
  readonly same: string | null;
  /** The one that it replaces, as it was asked for. */
  readonly replaces: OtherTexts | null;
  /** Controls whose text comes in or changes, and those that lose theirs. */
  readonly changes: number;
  readonly gone: number;
}
export interface ControlTextsSource {
  readonly key: string;
  readonly framework: string;
  readonly frameworkName: string;
  readonly title: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  readonly controls: number;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
  /** Frameworks that show these texts: the one itself and those that use its controls. */
  readonly frameworks: readonly string[];
}
