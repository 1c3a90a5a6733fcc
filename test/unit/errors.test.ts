import { expect, test } from 'vitest';
import { invalidInput } from '../../main/contract/errors.ts';

test('a refusal that quotes a whole file says what is wrong and what to do, and no more than is read', () => {
  const quoted = '😀a'.repeat(500_000);
  for (const shift of ['', 'x']) {
    const { message } = invalidInput(`${shift}a.xlsx has a cell "${quoted}"${shift}. Save it anew.`);
    expect(message.length).toBeLessThan(2000);
    expect(message).toContain('a.xlsx has a cell "😀a😀a');
    expect(message).toMatch(/ … .*a"x?\. Save it anew\.$/u);
    expect(message).not.toMatch(/\p{Surrogate}/u);
  }
  const short = 'a.xlsx cannot be read. Save it anew.';
  expect(invalidInput(short).message).toBe(short);
});
