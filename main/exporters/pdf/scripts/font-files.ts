/** Fonts for what the text fonts lack. Each is read only when a text needs it, and only the glyphs used go into the file. */
export interface ScriptFont {
  readonly name: string;
  readonly regular: string;
  /** A second weight; where there is none, bold is drawn with a fine line around the letters. */
  readonly bold?: string;
  /** Which characters are worth reading the font for. */
  readonly covers: RegExp;
  /** Spaces after its letters are its own, so that a word and its space are one piece; elsewhere they are those of the text font. */
  readonly lendsSpaces?: true;
}
const family = (name: string, file: string, weight = '400Regular') =>
  `@expo-google-fonts/${name}/${weight}/${file}_${weight}.ttf`;

const withSemiBold = (name: string, file: string, covers: RegExp): ScriptFont => ({
  name,
  regular: family(name, file),
  bold: family(name, file, '600SemiBold'),
  covers,
});
/** Has a glyph for each letter with its dots, which reads back better than dots of their own; the other has the rarer letters. */
const ARABIC: ScriptFont = {
  ...withSemiBold('ibm-plex-sans-arabic', 'IBMPlexSansArabic', /\p{scx=Arab}/u),
  lendsSpaces: true,
};
const RARE_ARABIC: ScriptFont = {
  ...withSemiBold('noto-sans-arabic', 'NotoSansArabic', /\p{scx=Arab}/u),
  lendsSpaces: true,
};
const HEBREW: ScriptFont = {
  ...withSemiBold('noto-sans-hebrew', 'NotoSansHebrew', /\p{scx=Hebr}/u),
  lendsSpaces: true,
};
const noto = (name: string, covers: RegExp): ScriptFont =>
  withSemiBold(`noto-sans-${name}`, `NotoSans${name.charAt(0).toUpperCase()}${name.slice(1)}`, covers);
/** One script each. Devanagari is in the text fonts; Burmese is left out, since fontkit does not put its vowels and stacked letters in their places. */
const OTHERS: readonly ScriptFont[] = [
  noto('thai', /\p{scx=Thai}/u),
  noto('bengali', /\p{scx=Beng}/u),
  noto('gujarati', /\p{scx=Gujr}/u),
  noto('gurmukhi', /\p{scx=Guru}/u),
  noto('kannada', /\p{scx=Knda}/u),
  noto('malayalam', /\p{scx=Mlym}/u),
  noto('sinhala', /\p{scx=Sinh}/u),
  noto('tamil', /\p{scx=Taml}/u),
  noto('telugu', /\p{scx=Telu}/u),
  noto('khmer', /\p{scx=Khmr}/u),
  noto('lao', /\p{scx=Laoo}/u),
  noto('armenian', /\p{scx=Armn}/u),
  noto('georgian', /\p{scx=Geor}/u),
  noto('ethiopic', /\p{scx=Ethi}/u),
];
const KOREAN: ScriptFont = {
  name: 'nanum-gothic',
  regular: family('nanum-gothic', 'NanumGothic'),
  covers: /\p{Script=Hangul}/u,
};
const EAST_ASIAN =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\u3000-\u33ff\ufe30-\ufe4f\uff00-\uffef]/u;
const JAPANESE: ScriptFont = {
  name: 'biz-udgothic',
  regular: family('biz-udgothic', 'BIZUDGothic'),
  covers: EAST_ASIAN,
};
/** Has every ideograph of the basic blocks, simplified and traditional, and more signs than any other. */
const CHINESE: ScriptFont = {
  name: 'noto-sans-sc',
  regular: family('noto-sans-sc', 'NotoSansSC'),
  covers:
    /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\u3000-\u33ff\ufe30-\ufe4f\uff00-\uffef\p{S}\p{No}\p{P}]/u,
};
export const EMOJI: ScriptFont = {
  name: 'noto-emoji',
  regular: family('noto-emoji', 'NotoEmoji'),
  covers: /[\p{Emoji}\p{Extended_Pictographic}]/u,
};

/** In which order fonts are asked. */
export interface FontOrder {
  readonly name: string;
  readonly fonts: readonly ScriptFont[];
}
const FIRST = [ARABIC, RARE_ARABIC, HEBREW, ...OTHERS];
const AS_IN_JAPAN: FontOrder = { name: 'japan', fonts: [...FIRST, JAPANESE, KOREAN, CHINESE, EMOJI] };
const AS_IN_CHINA: FontOrder = { name: 'china', fonts: [...FIRST, KOREAN, CHINESE, JAPANESE, EMOJI] };

/** An ideograph has other forms in Japan than in China: the kana beside it say whose it is. */
export function fontsFor(text: string): FontOrder {
  const letters = text.replace(/[\u3000-\u303f\u30fb\u30fc\uff00-\uff65]/g, '');
  return /[\p{scx=Hira}\p{scx=Kana}]/u.test(letters) ? AS_IN_JAPAN : AS_IN_CHINA;
}
export const SCRIPT_FONT_FILES: readonly string[] = AS_IN_CHINA.fonts.flatMap(({ regular, bold }) =>
  bold === undefined ? [regular] : [regular, bold],
);
