type Directives = Readonly<Record<string, readonly string[]>>;

const SHIPPED: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'worker-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

const write = (directives: Directives): string =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');

/** The page's policy in every host. It allows nothing inline and no address but our own. */
export const CONTENT_SECURITY_POLICY = write(SHIPPED);

/** Hot reload injects styles and one inline script, and talks to the dev server; used only beside one. */
export const developmentContentSecurityPolicy = (devServer: string): string =>
  write({
    ...SHIPPED,
    'script-src': ["'self'", "'unsafe-inline'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'connect-src': ["'self'", devServer, devServer.replace(/^http/, 'ws')],
  });

/** For evidence shown in a tab of its own: somebody else's file, so it may draw itself and do nothing more. */
export const EVIDENCE_CONTENT_SECURITY_POLICY =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** Hardening headers beside the policy, the same on every answer of every host. */
export const HARDENING_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};
