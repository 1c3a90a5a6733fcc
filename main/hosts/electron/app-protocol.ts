import type { CustomScheme, Protocol } from 'electron';
import { DemarcError } from '../../contract/errors.ts';
import { type Logger, logPlace } from '../../platform/logger.ts';
import type { Core } from '../../services/core.ts';
import { HARDENING_HEADERS } from '../content-security-policy.ts';
import { serveEvidence } from '../evidence-response.ts';
import { developmentRouteOf, type Route, routeOf } from '../route.ts';
import { listPageFiles, type PageFiles, serveFromDevServer, servePageFile } from '../static-files.ts';
import { APP_SCHEME, appTarget } from './app-address.ts';

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
  /** The page: its built files, or the address of the dev server that has it. */
  readonly page: PageFiles | { readonly devServer: string };
}

/** Serves the page, its parts and embedded evidence under our scheme, and refuses file: altogether. */
export function serveAppProtocol(
  protocol: Protocol,
  {
    core,
    logger,
    rendererDir,
    devServer,
  }: Omit<AppProtocolOptions, 'page'> & {
    readonly rendererDir: string;
    readonly devServer: string | null;
  },
): void {
  const page = devServer === null ? listPageFiles(rendererDir) : { devServer };
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(request, { core, logger, page }));
  protocol.handle('file', () => refuse(403, 'Demarc does not read files by address.'));
}

/** One request under our scheme. Reading only, own host only; everything else is refused. */
export async function answerAppRequest(
  request: { readonly method: string; readonly url: string },
  options: AppProtocolOptions,
): Promise<Response> {
  if (request.method !== 'GET') return refuse(405, 'Only reading is possible here.');
  const target = appTarget(request.url);
  if (target === null) return refuse(404, NOTHING);
  const { page } = options;
  const route = 'devServer' in page ? developmentRouteOf(target) : routeOf(target, (name) => page.has(name));
  try {
    return await answerRoute(route, options);
  } catch (error) {
    if (error instanceof DemarcError) return refuse(404, error.message);
    const logId = options.logger.error(`Reading ${route.kind} failed`, error);
    return refuse(500, `Something went wrong inside Demarc (${logPlace(options.logger, logId)}).`);
  }
}

/** Calls, files and events do not come this way: the window has its own bridge for them. */
function answerRoute(route: Route, { core, page }: AppProtocolOptions): Response | Promise<Response> {
  if (route.kind === 'evidence') return serveEvidence(core, route.workbook, route.number);
  if ('devServer' in page)
    return route.kind === 'development'
      ? serveFromDevServer(page.devServer, route.target)
      : refuse(404, NOTHING);
  return route.kind === 'page' ? servePageFile(page, route.name) : refuse(404, NOTHING);
}

const NOTHING = 'There is nothing at this address.';

const refuse = (status: number, reason: string): Response =>
  new Response(`${reason}\n`, {
    status,
    headers: {
      ...HARDENING_HEADERS,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  });
