/** Signs below this one are letters, digits and marks of Europe. */
const FIRST = 0x2000;
const IS_PICTURE = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{fe0f}|\u{200d}|\s)$/u;
const isPicture = (sign: string | undefined): boolean => sign !== undefined && IS_PICTURE.test(sign);
const isPlain = (text: string): boolean =>
  text.charCodeAt(0) < FIRST && text.charCodeAt(text.length - 1) < FIRST;

/** A text without the pictures before and behind its words: `🔄 Planned`, `Done ✅`; one of pictures alone as it is, whichever way they are drawn. */
export function withoutPictures(text: string): string {
  if (isPlain(text)) return text;
  const signs = [...text];
  let end = signs.length;
  while (isPicture(signs[end - 1])) end -= 1;
  let start = 0;
  while (start < end && isPicture(signs[start])) start += 1;
  return end === 0 ? withoutColours(text) : signs.slice(start, end).join('');
}

/** A sign that may be drawn as a picture, as it is without being told so: ✔ and ✔️. */
export const withoutColours = (text: string): string => text.replaceAll('\ufe0f', '');

/** Whether a text has a picture that crosses out what stands beside it, or leaves it open: an empty box, an hourglass, a question. */
export const isCrossedOut = (text: string): boolean => /[❌✖⛔🚫🛑👎⬜🔲🔳☐◻⭕⏳⌛❓❔↩]/u.test(text);
