/** What a screen showed, kept under a name in the workbook. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly screen: string;
  /** The address behind the screen's name, as the screen wrote it. */
  readonly query: string;
}
