import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { stretchByCipher, stretchInScript } from '../../main/workbook/state/sums.ts';

test('a text is stretched to the same bytes with the cipher of Node and where there is none', () => {
  const keys = [
    ...Array.from({ length: 200 }, () => randomBytes(32)),
    Buffer.alloc(32),
    Buffer.alloc(32, 0xff),
  ];
  for (const key of keys) {
    const inScript = Buffer.from(stretchInScript(key));
    expect(inScript.length).toBe(2048);
    expect(Buffer.from(stretchByCipher(key)).equals(inScript), key.toString('hex')).toBe(true);
  }
});
