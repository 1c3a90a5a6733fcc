import { createCipheriv, createHash, getCipherInfo, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { addText, bytesOfSums, emptySums, subtractText } from '../../main/workbook/state/sums.ts';

test.skipIf(getCipherInfo('chacha20') === undefined)(
  "a text is stretched to the stream of ChaCha20 under its SHA-256, as Node's own cipher has it",
  () => {
    const texts = ['', 'a', ...Array.from({ length: 200 }, () => randomBytes(40).toString('base64'))];
    for (const text of texts) {
      const sums = emptySums();
      addText(sums, text);
      const key = createHash('sha256').update(text).digest();
      // The number of the first block and the nonce are one value there.
      const stream = createCipheriv('chacha20', key, Buffer.alloc(16)).update(Buffer.alloc(2048));
      expect(bytesOfSums(sums).equals(stream), text).toBe(true);
      subtractText(sums, text);
      expect(bytesOfSums(sums).equals(Buffer.alloc(2048)), text).toBe(true);
    }
  },
);
