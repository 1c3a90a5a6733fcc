import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONFIG = `[tsa]
default_tsa = own
[own]
serial = serial
signer_cert = cert.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512, sha1
ess_cert_id_alg = sha256
`;

export interface Authority {
  /** The reply to a query for a timestamp on these bytes, or the token of it. */
  stamp(
    data: Buffer,
    more?: {
      readonly hash?: 'sha256' | 'sha384' | 'sha512' | 'sha1';
      readonly token?: boolean;
      readonly cert?: boolean;
    },
  ): Buffer;
  /** The certificate of the authority, for whoever trusts it. */
  readonly certificate: string;
}

/** A timestamp authority of OpenSSL's own, in a folder. */
export function authority(folder: string, key: 'rsa' | 'ec' = 'rsa', usage = 'timeStamping'): Authority {
  const run = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  run(
    'req',
    '-x509',
    '-nodes',
    ...(key === 'rsa' ? ['-newkey', 'rsa:2048'] : ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']),
    ...['-keyout', 'key.pem', '-out', 'cert.pem', '-days', '30', '-subj', '/O=Acme/CN=Test TSA'],
    ...['-addext', `extendedKeyUsage=critical,${usage}`],
  );
  writeFileSync(join(folder, 'tsa.cnf'), CONFIG);
  writeFileSync(join(folder, 'serial'), '01\n');
  return {
    certificate: join(folder, 'cert.pem'),
    stamp(data, { hash = 'sha256', token = false, cert = true } = {}) {
      writeFileSync(join(folder, 'data'), data);
      run('ts', '-query', '-data', 'data', `-${hash}`, ...(cert ? ['-cert'] : []), '-out', 'query.tsq');
      run(
        ...['ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'reply'],
        ...(token ? ['-token_out'] : []),
      );
      return readFileSync(join(folder, 'reply'));
    },
  };
}
