/** Addresses that lead to another page or a mail program; in them no name before an @, which makes one look like another. */
const LEADS_OUTSIDE = /^(?:https?:\/\/(?![^/?#]*@)[^/?#]+|mailto:.)/i;
// What cannot be seen, or turns the direction of writing, has no place in an address that people are to judge.
const HIDDEN = /[\s\\\p{Cc}\p{Cf}]/u;

/**
 * The text as an address that may become a link, or null: then it is shown as text. One rule for every page, document
 * and window, since a workbook comes from anywhere and `javascript:` is an address as well.
 */
export const linkAddress = (text: string): string | null =>
  LEADS_OUTSIDE.test(text) && !HIDDEN.test(text) ? text : null;
