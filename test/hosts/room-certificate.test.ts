import { generate } from 'selfsigned';
import { expect, test } from 'vitest';
import { makeCertificate, ownCertificate } from '../../main/hosts/room/certificate.ts';

const NOW = new Date('2026-11-25T09:00:00.000Z');
/** A certificate of an organisation for some names, from a day of 2026 to the end of it. */
const issued = async (names: readonly string[], from = '2026-01-01') => {
  const made = await generate([{ name: 'commonName', value: 'Acme' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(from),
    notAfterDate: new Date('2026-12-31'),
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
  });
  return { cert: made.cert, key: made.private };
};

test('a certificate of the organisation is used under the name or the address that it was issued for', async () => {
  const own = await issued(['*.acme.example', 'room.acme.example']);
  expect(ownCertificate(own, '192.168.1.20', NOW)).toMatchObject({ host: 'room.acme.example', ...own });
  const made = await makeCertificate('192.168.1.20', NOW);
  expect(ownCertificate(made, '192.168.1.20', NOW).host).toBe('192.168.1.20');
});

test('one that cannot be used is refused in words, before a room is opened', async () => {
  const own = await issued(['room.acme.example']);
  const other = await issued(['room.acme.example']);
  const refused = (given: { cert: string; key: string }, words: RegExp, now = NOW) =>
    expect(() => ownCertificate(given, '192.168.1.20', now)).toThrow(words);
  refused({ ...own, key: other.key }, /does not belong/);
  refused({ ...own, cert: 'no certificate' }, /holds none in the PEM form/);
  refused({ ...own, key: 'no key' }, /holds none in the PEM form, or one that is locked/);
  refused(own, /which is not now/, new Date('2027-02-01'));
  refused(await issued(['room.acme.example'], '2026-12-01'), /which is not now/);
  refused(await issued(['*.acme.example']), /names neither/);
});
