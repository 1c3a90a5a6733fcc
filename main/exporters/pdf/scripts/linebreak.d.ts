/** The package brings no types of its own. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next place where a line may end, by the Unicode Line Breaking Algorithm; null behind the last. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}
