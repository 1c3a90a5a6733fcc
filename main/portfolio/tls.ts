import { existsSync, readFileSync } from 'node:fs';
import tls, { type ConnectionOptions } from 'node:tls';
import { invalidInput } from '../contract/errors.ts';
import { type ServerTarget, usualRootCert } from './target.ts';

/** One way of asking a server: with TLS as these say, or without. */
export type TlsAttempt = ConnectionOptions | false;

/**
 * The ways in which libpq would try, one after the other, by `sslmode`: https://www.postgresql.org/docs/current/libpq-ssl.html, table
 * 34.1. `require` checks the chain where there is a file of roots, as libpq does. INVALID_INPUT where what it is to be checked
 * against is not there.
 */
export function tlsAttempts(target: ServerTarget): readonly TlsAttempt[] {
  // On a socket of the same machine libpq knows no TLS.
  if (target.host.startsWith('/')) return [false];
  const unchecked = () => ({ ...ownCertificate(target), rejectUnauthorized: false });
  switch (target.sslMode) {
    case 'disable':
      return [false];
    case 'allow':
      return [false, unchecked()];
    case 'prefer':
      return [unchecked(), false];
    case 'require':
      return [hasRoots(target) ? checked(target, false) : unchecked()];
    case 'verify-ca':
      return [checked(target, false)];
    case 'verify-full':
      return [checked(target, true)];
  }
}

const hasRoots = ({ sslRootCert }: ServerTarget): boolean =>
  sslRootCert !== null || existsSync(usualRootCert());

function checked(target: ServerTarget, name: boolean): ConnectionOptions {
  const { host, sslRootCert } = target;
  const ca = sslRootCert === 'system' ? systemRoots() : read(sslRootCert ?? usualRootCert(), sslRootCert);
  return {
    ...ownCertificate(target),
    ca,
    rejectUnauthorized: true,
    checkServerIdentity: (_, certificate) => (name ? tls.checkServerIdentity(host, certificate) : undefined),
  };
}

/** Those that the system trusts, not those that came with the runtime. */
function systemRoots(): string[] {
  // Node 22 has it since 22.15.
  if (typeof tls.getCACertificates !== 'function')
    throw invalidInput(
      `This Node (${process.version}) cannot say whom the system trusts. Name a file of certificates with sslrootcert, or use Node 22.15 or newer.`,
    );
  return tls.getCACertificates('system');
}

function read(path: string, named: string | null): Buffer {
  if (existsSync(path)) return readFileSync(path);
  throw invalidInput(
    named === null
      ? `There are no certificates to check the server's against: ${path} is not there. Name a file of them with sslrootcert, or sslrootcert=system for those of the system.`
      : `sslrootcert names ${path}, which is not there.`,
  );
}

const ownCertificate = ({ sslCert, sslKey }: ServerTarget): ConnectionOptions => ({
  ...(sslCert === null ? {} : { cert: readFileSync(sslCert) }),
  ...(sslKey === null ? {} : { key: readFileSync(sslKey) }),
});
