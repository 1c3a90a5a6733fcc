import { homedir } from 'node:os';
import { invalidInput } from '../contract/errors.ts';

/** TLS as libpq means it: https://www.postgresql.org/docs/current/libpq-ssl.html */
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
type SslMode = (typeof SSL_MODES)[number];

/** Where a PostgreSQL server is and how it is asked. */
export interface ServerTarget {
  readonly kind: 'server';
  /** What messages call it. */
  readonly name: string;
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly sslMode: SslMode;
  /** A file of certificates, `system` for those of the system, or null for the usual place. */
  readonly sslRootCert: string | null;
  readonly sslCert: string | null;
  readonly sslKey: string | null;
  /** Seconds. */
  readonly connectTimeout: number;
  /** Typed for this session, and in memory alone; without it PGPASSWORD or the file of PGPASSFILE. */
  readonly password?: string;
}
/** A portfolio in a file of its own. */
export interface FileTarget {
  readonly kind: 'file';
  readonly name: string;
  readonly path: string;
}
export type PortfolioTarget = ServerTarget | FileTarget;

type Env = Readonly<Record<string, string | undefined>>;

const NO_PASSWORD =
  'A password does not belong in an address, where it stays in the history of the shell and in lists of processes. Leave it out, and set PGPASSWORD in the environment or keep it in the file that PGPASSFILE names (~/.pgpass unless set). Nothing was sent.';
/** What a connection string may say besides; the rest of libpq's keywords is refused by name. */
const PARAMETERS = [
  'host',
  'port',
  'user',
  'dbname',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'connect_timeout',
  'application_name',
];

/**
 * Reads a connection URI as libpq does, with what is left out from the environment (PGHOST, PGPORT, PGUSER, PGDATABASE, PGSSLMODE,
 * PGSSLROOTCERT, PGSSLCERT, PGSSLKEY, PGCONNECT_TIMEOUT). INVALID_INPUT, which repeats nothing of the address, for a password in it and
 * for what is no address of PostgreSQL.
 */
export function parseAddress(address: string, env: Env = process.env): ServerTarget {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase() ?? '';
  if (scheme !== 'postgresql' && scheme !== 'postgres')
    throw invalidInput(
      `A portfolio lies in a file or on PostgreSQL (postgresql://user@host/database); "${scheme}" is neither.`,
    );
  // libpq lets the host be empty where the URL standard wants one.
  const emptyHost = /^[a-z+]+:\/\/(?:[^/?#@]*@)?(?=[/?#:]|$)/i.exec(address)?.[0];
  let url: URL;
  try {
    url = new URL(emptyHost === undefined ? address : `${emptyHost}_${address.slice(emptyHost.length)}`);
  } catch {
    throw invalidInput(
      'That address cannot be read. It looks like postgresql://user@host:5432/database?sslmode=verify-full, with %xx for characters that have a meaning in it.',
    );
  }
  if (url.password !== '') throw invalidInput(NO_PASSWORD);
  const given = url.searchParams;
  for (const name of given.keys()) if (/^(ssl)?password$/i.test(name)) throw invalidInput(NO_PASSWORD);
  const odd = [...given.keys()].find((name) => !PARAMETERS.includes(name));
  if (odd !== undefined)
    throw invalidInput(
      `The address says "${odd}", which is not known here. There are: ${PARAMETERS.join(', ')}.`,
    );
  const said = (name: string, variable: string): string | undefined =>
    given.get(name) || env[variable] || undefined;
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text);
    } catch {
      throw invalidInput('The address has a % that begins no character. Write %25 for a percent sign.');
    }
  };
  const named = emptyHost === undefined ? decoded(url.hostname).replace(/^\[|\]$/g, '') : '';
  const host = named || said('host', 'PGHOST') || 'localhost';
  const user = decoded(url.username) || said('user', 'PGUSER') || (env.USER ?? env.USERNAME ?? 'postgres');
  const database = decoded(url.pathname.slice(1)) || said('dbname', 'PGDATABASE') || user;
  const sslRootCert = said('sslrootcert', 'PGSSLROOTCERT') ?? null;
  const port = wholeNumber('port', url.port || said('port', 'PGPORT') || '5432', 65_535);
  return {
    kind: 'server',
    name: `postgresql://${user}@${host.startsWith('/') ? '' : host}:${port}/${database}`,
    host,
    port,
    user,
    database,
    sslMode: sslModeFrom(said('sslmode', 'PGSSLMODE'), sslRootCert),
    sslRootCert,
    sslCert: said('sslcert', 'PGSSLCERT') ?? null,
    sslKey: said('sslkey', 'PGSSLKEY') ?? null,
    connectTimeout: wholeNumber(
      'connect_timeout',
      said('connect_timeout', 'PGCONNECT_TIMEOUT') ?? '15',
      3600,
    ),
  };
}

function wholeNumber(what: string, text: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number > 0 && number <= most) return number;
  throw invalidInput(`The address needs a whole number from 1 to ${most} as its ${what}.`);
}

/** With the roots of the system anybody who has bought a certificate would do: libpq then checks the name as well, and takes nothing less. */
function sslModeFrom(text: string | undefined, sslRootCert: string | null): SslMode {
  const system = sslRootCert === 'system';
  if (text === undefined) return system ? 'verify-full' : 'prefer';
  const mode = SSL_MODES.find((each) => each === text);
  if (mode === undefined)
    throw invalidInput(`sslmode does not know what it was given. There are: ${SSL_MODES.join(', ')}.`);
  if (system && mode !== 'verify-full')
    throw invalidInput(
      `sslmode=${mode} is too weak for sslrootcert=system, where any certificate of the system's would do. Leave sslmode out, or say verify-full.`,
    );
  return mode;
}

/** Where libpq looks for the certificates that it trusts, where nobody says. */
export const usualRootCert = (env: Env = process.env): string =>
  process.platform === 'win32'
    ? `${env.APPDATA ?? homedir()}\\postgresql\\root.crt`
    : `${env.HOME ?? homedir()}/.postgresql/root.crt`;
