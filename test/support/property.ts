import fc from 'fast-check';

/**
 * Properties begin with one seed, so that a run says of one state of the code the same every time: red is for a change that broke
 * something, not for a case that came up today. `DEMARC_SEED=n npm run vitest -- run FILE` looks at others.
 */
fc.configureGlobal({ seed: Number(process.env.DEMARC_SEED ?? 1) });

/** How often a property is looked at: so often in `npm test`, and `DEMARC_TIMES=n` times that where a part is looked at for long. */
export const runs = (few: number): number => few * Number(process.env.DEMARC_TIMES ?? 1);

const SURROGATES = { from: 0xd800, count: 0x800 };

/** Any character of Unicode. The library's own (`binary`) keeps a table of all million of them. */
export const anyCharacter: fc.Arbitrary<string> = fc.nat({ max: 0x10ffff - SURROGATES.count }).map(
  (nth) => String.fromCodePoint(nth < SURROGATES.from ? nth : nth + SURROGATES.count),
  (character) => {
    const point = typeof character === 'string' ? character.codePointAt(0) : undefined;
    if (point === undefined || character !== String.fromCodePoint(point))
      throw new Error('not one character');
    return point < SURROGATES.from ? point : point - SURROGATES.count;
  },
);

export default fc;
