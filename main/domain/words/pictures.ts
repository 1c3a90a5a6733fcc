/** Signs below this one are letters, digits and marks of Europe. */
const FIRST = 0x2000;
const IS_PICTURE = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{fe0f}|\u{200d}|\s)$/u;
const isPicture = (sign: string | undefined): boolean => sign !== undefined && IS_PICTURE.test(sign);
const isPlain = (text: string): boolean =>
  text.charCodeAt(0) < FIRST && text.charCodeAt(text.length - 1) < FIRST;

/** A text without the pictures before and behind its words: `🔄 Planned`, `Done ✅`; one of pictures alone as it is. */
export function withoutPictures(text: string): string {
  if (isPlain(text)) return text;
  const signs = [...text];
  let end = signs.length;
  while (isPicture(signs[end - 1])) end -= 1;
  let start = 0;
  while (start < end && isPicture(signs[start])) start += 1;
  return end === 0 ? text : signs.slice(start, end).join('');
}

/** Whether a text has a picture that crosses out what stands beside it. */
export const isCrossedOut = (text: string): boolean => /[❌✖⛔🚫]/u.test(text);
