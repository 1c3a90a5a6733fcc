import { DemarcError } from '../contract/errors.ts';
import { isNoRoom } from '../platform/no-room.ts';
import type { PortfolioTarget } from './target.ts';

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');

/**
 * What an engine or the network said, as a refusal that names the portfolio and the remedy; anything else stays as it is. The one place
 * that knows their codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function explain(error: unknown, target: Pick<PortfolioTarget, 'name' | 'kind'>): unknown {
  if (error instanceof DemarcError || !(error instanceof Error)) return error;
  return target.kind === 'file' ? ofFile(error, target.name) : ofServer(error, target.name);
}

function ofFile(error: Error, name: string): Error {
  const code = codeOf(error);
  if (isNoRoom(error))
    return new DemarcError(
      'DISK_FULL',
      `There is no room left for ${name}, so nothing of the workbook under way was published. Make room and publish again: what is published already is passed over.`,
    );
  if (code.startsWith('SQLITE_BUSY'))
    return new DemarcError(
      'CONFLICT',
      `${name} is being written by another program. Wait until that is done and try again.`,
    );
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
    return new DemarcError(
      'WORKBOOK_DAMAGED',
      `${name} is no portfolio, or is damaged. It was left untouched. Name another file, or restore it from a copy; a portfolio can be made anew by publishing its workbooks.`,
    );
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS)/.test(code))
    return new DemarcError(
      'READ_ONLY',
      `${name} cannot be opened or written where it lies. Check the permissions of the file and its folder, or name another place.`,
    );
  return error;
}

const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;
/** Classes 08 and 57P: the connection, and a server that is shut down, starts, or ends its sessions. */
const LOST = /^(08...|57P0.|ECONNRESET|EPIPE)$/;
const TLS = /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS|ERR_SSL|EPROTO)/;

function ofServer(error: Error, name: string): Error {
  const code = codeOf(error);
  const said = error.message.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  if (TLS.test(code) || /does not support SSL/.test(said))
    return new DemarcError(
      'UNREACHABLE',
      `${name} was not trusted, so nothing was sent (${said}). Check sslmode and sslrootcert in the address, and the name under which the server is asked.`,
    );
  if (UNREACHABLE.test(code) || /timeout expired/.test(said))
    return new DemarcError(
      'UNREACHABLE',
      `${name} cannot be reached (${code || said}). Check the host, the port and the network; nothing was sent.`,
    );
  if (code === '28P01' || code === '28000' || /password/i.test(said))
    return new DemarcError(
      'NOT_ALLOWED',
      `${name} does not let this user in. Check the name of the user and the password in PGPASSWORD or the file of PGPASSFILE (which nobody else may be able to read).`,
    );
  if (code === '3D000')
    return new DemarcError('NOT_FOUND', `There is no such database: ${name}. Check its name, or make it.`);
  if (code === '42501' && /row-level security/.test(said))
    return new DemarcError(
      'NOT_ALLOWED',
      `${name} does not let this user publish for that unit, so nothing of the workbook was published. Name another one with --unit, or ask whoever looks after it: docs/portfolio.md says how units are granted.`,
    );
  if (code === '42501')
    return new DemarcError(
      'NOT_ALLOWED',
      `${name} does not let this user do that (${said}). Whoever looks after it grants rights as docs/portfolio.md says; nothing was changed.`,
    );
  if (code === '53100' || code === '53000' || isNoRoom(error))
    return new DemarcError(
      'DISK_FULL',
      `The disk of ${name} is full, so nothing of the workbook under way was published. Make room there and publish again: what is published already is passed over.`,
    );
  if (code === '53300')
    return new DemarcError('UNREACHABLE', `${name} has no connection left (${said}). Try again later.`);
  if (LOST.test(code) || /Connection terminated|Client has encountered|not queryable/.test(said))
    return new DemarcError(
      'UNREACHABLE',
      `The connection to ${name} was lost (${code || said}). What was published before stays; of the workbook under way nothing was. Run the command again: it goes on where it was.`,
    );
  return error;
}
