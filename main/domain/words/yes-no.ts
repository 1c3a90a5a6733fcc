import { withoutColours } from './pictures.ts';
import { plainName } from './plain-text.ts';

// As whoever fills a sheet in may write it, and what spreadsheets make of a yes or no, in the languages that they are most used in.

const YES: ReadonlySet<string> = new Set(
  'yes y true x 1 on ✓ ✔ ☑ ✅ ja oui vrai wahr si sì sí vero verdadero sim verdadeiro waar sant sand tosi tak prawda ano pravda igen igaz kyllä evet doğru da да истина так ναι αληθης はい 是 예 네'.split(
    ' ',
  ),
);
const NO: ReadonlySet<string> = new Set(
  'no n false 0 off - – — ✗ ✘ ❌ ☐ n/a none nein non faux falsch falso nao não nie fałsz falsk usand nem hamis nepravda ei epätosi nej nee onwaar hayır yanlış ne нет ложь ні όχι ψευδης いいえ 否 아니요'.split(
    ' ',
  ),
);

export const isYes = (text: string): boolean => YES.has(plainName(withoutColours(text)));
export const isNo = (text: string): boolean => NO.has(plainName(withoutColours(text)));
