import type { CustomScheme, Protocol } from 'electron';
import { DemarcError } from '../../contract/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Core } from '../../services/core.ts';
import { HARDENING_HEADERS } from '../content-security-policy.ts';
import { serveEvidence } from '../evidence-response.ts';
import { serveFromDevServer, serveStaticFile } from '../static-files.ts';
import { APP_SCHEME } from './app-address.ts';
import { isOwnAddress } from './web-contents-security.ts';

/** To be registered before the application is ready. `standard` gives it an origin, `secure` the APIs that want https; modules are fetched by CORS rules. */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    corsEnabled: true,
    stream: true,
    codeCache: true,
  },
};

export interface AppProtocolOptions {
  readonly core: Core;
  readonly logger: Logger;
  readonly rendererDir: string;
  readonly devServer: string | null;
}

/** Serves the page, its parts and embedded evidence under our scheme, and refuses file: altogether. */
export function serveAppProtocol(protocol: Protocol, options: AppProtocolOptions): void {
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(request, options));
  protocol.handle('file', () => refuse(403, 'Demarc does not read files by address.'));
}

/** One request under our scheme. Reading only, own host only; everything else is refused. */
export async function answerAppRequest(
  request: { readonly method: string; readonly url: string },
  { core, logger, rendererDir, devServer }: AppProtocolOptions,
): Promise<Response> {
  if (request.method !== 'GET') return refuse(405, 'Only reading is possible here.');
  if (!isOwnAddress(request.url)) return refuse(404, 'There is nothing at this address.');
  const { pathname, search } = new URL(request.url);
  try {
    if (pathname.startsWith('/evidence/'))
      return serveEvidence(core, pathname) ?? refuse(404, 'There is no such evidence.');
    return devServer === null
      ? await serveStaticFile(rendererDir, pathname)
      : await serveFromDevServer(devServer, pathname + search);
  } catch (error) {
    if (error instanceof DemarcError) return refuse(404, error.message);
    const logId = logger.error(`${request.url} failed`, error);
    return refuse(500, `Something went wrong inside Demarc (log entry ${logId}).`);
  }
}

const refuse = (status: number, reason: string): Response =>
  new Response(`${reason}\n`, {
    status,
    headers: {
      ...HARDENING_HEADERS,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  });
