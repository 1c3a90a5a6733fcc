/** Letters that do not change with their neighbours: signs of East Asia, and syllables that are put together within themselves. */
const BY_CLUSTER: readonly RegExp[] = [
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u,
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}]/u,
  /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}]/u,
];
const isByCluster = (cluster: string): boolean => BY_CLUSTER.some((letters) => letters.test(cluster));
/** A consonant that goes on into the next one: the two are one syllable, whatever the platform takes for a character. */
const GOES_ON = /[\u094d\u09cd\u0a4d\u0acd\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u17d2][\u200c\u200d]?$/;
const WORD = /[^ ]+ *| +/g;

export interface Unit {
  readonly text: string;
  /** It is drawn as one glyph. */
  readonly whole: boolean;
}

/** What of a run of clusters is shaped by itself: its words, each with the spaces behind it, and its syllables where letters do not join further. */
export function unitsOf(clusters: readonly string[]): Unit[] {
  const units: Unit[] = [];
  let word = '';
  const endWord = () => {
    if (word === '') return;
    for (const [text] of word.matchAll(WORD)) units.push({ text, whole: false });
    word = '';
  };
  let goesOn = false;
  for (const cluster of clusters) {
    const last = units.at(-1);
    if (goesOn && last) units[units.length - 1] = { text: last.text + cluster, whole: true };
    else if (isByCluster(cluster)) {
      endWord();
      units.push({ text: cluster, whole: true });
    } else word += cluster;
    goesOn = word === '' && GOES_ON.test(units.at(-1)?.text ?? '');
  }
  endWord();
  return units;
}
