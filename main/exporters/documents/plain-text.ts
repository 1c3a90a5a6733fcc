import { cleanText } from '../safe-text.ts';

// What steers a terminal or turns the direction of what stands around it: minutes are printed, and pasted into mails.
const STEERING = /[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text as a Word or Markdown document holds it: what cannot be kept becomes a visible sign, nothing disappears. */
export const plainText = (text: string): string => cleanText(text).text.replace(STEERING, '\ufffd');
