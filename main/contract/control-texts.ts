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
export interface ControlTextsPreview extends ControlTextsFile {
  /** Title and version of what it would replace; null where no texts of this framework are there. */
  readonly replaces: string | null;
  /** Controls whose text would be new or different. */
  readonly changes: number;
  /** Controls that have a text now and would have none. */
  readonly gone: number;
}
export interface ControlTextsSource {
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
