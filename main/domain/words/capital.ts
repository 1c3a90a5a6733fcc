/** A text with its first letter as a capital: the beginning of a sentence, or of a heading. */
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
