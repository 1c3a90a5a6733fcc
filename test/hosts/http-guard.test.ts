import { describe, expect, it } from 'vitest';
import {
  decideRequest,
  type GuardPolicy,
  type RequestFacts,
  sessionCookieName,
  sessionFor,
} from '../../main/hosts/http/guard.ts';
import { routeOf } from '../../main/hosts/route.ts';

const TOKEN = 'k'.repeat(43);
const POLICY: GuardPolicy = {
  port: 4711,
  token: TOKEN,
  session: sessionFor(TOKEN),
  maxCallBytes: 1024,
  maxUploadBytes: 4096,
};
const COOKIE = `${sessionCookieName(4711)}=${POLICY.session}`;

const at = (target: string) => ({ route: routeOf(target, (name) => name.startsWith('/assets/')) });

const page: RequestFacts = {
  method: 'GET',
  ...at('/'),
  host: '127.0.0.1:4711',
  origin: undefined,
  fetchSite: 'none',
  contentType: undefined,
  contentLength: undefined,
  token: undefined,
  cookie: undefined,
};
const call: RequestFacts = {
  ...page,
  method: 'POST',
  ...at('/rpc/app.info'),
  origin: 'http://127.0.0.1:4711',
  fetchSite: 'same-origin',
  contentType: 'application/json',
  contentLength: '12',
  token: TOKEN,
};
const events: RequestFacts = { ...page, ...at('/events'), fetchSite: 'same-origin', cookie: COOKIE };

describe('what the loopback server lets in', () => {
  it.each<[string, RequestFacts]>([
    ['the page', page],
    ['the page under the other name of this machine', { ...page, host: 'localhost:4711' }],
    ['a part of the page', { ...page, ...at('/assets/index-1.js'), fetchSite: 'same-origin' }],
    ['the page from a link elsewhere, since it holds no data', { ...page, fetchSite: 'cross-site' }],
    ['a call', call],
    [
      'a call from a program, which sends neither Origin nor Sec-Fetch-Site',
      { ...call, origin: undefined, fetchSite: undefined },
    ],
    ['a call with a character set', { ...call, contentType: 'application/json; charset=utf-8' }],
    ['a call at the limit', { ...call, contentLength: '1024' }],
    ['a chunked call, whose body is counted as it comes', { ...call, contentLength: undefined }],
    ['a start code, before there is a key', { ...call, ...at('/session'), token: undefined }],
    ['the event stream', events],
    ['a download', { ...events, ...at('/files/abc') }],
    ['evidence in a tab of its own', { ...events, ...at('/evidence/w/1'), fetchSite: 'none' }],
    ['the cookie among others', { ...events, cookie: `a=b; ${COOKIE}; c=d` }],
    [
      'an upload at the limit',
      { ...call, ...at('/files'), contentType: 'application/octet-stream', contentLength: '4096' },
    ],
  ])('%s', (_name, request) => {
    expect(decideRequest(request, POLICY)).toEqual({ allow: true });
  });
});

describe('what it refuses', () => {
  it.each<[string, number, RequestFacts]>([
    ['no Host at all', 421, { ...page, host: undefined }],
    ['a name that was rebound to this machine', 421, { ...page, host: 'evil.example:4711' }],
    ['a rebound name with our own in front', 421, { ...page, host: '127.0.0.1:4711.evil.example' }],
    ['our name with a dot behind', 421, { ...page, host: 'localhost.:4711' }],
    ['another port', 421, { ...page, host: '127.0.0.1:80' }],
    ['no port', 421, { ...page, host: '127.0.0.1' }],
    ['another name of the loopback address', 421, { ...page, host: '127.0.0.2:4711' }],
    ['the address written in another way', 421, { ...page, host: '0x7f000001:4711' }],
    ['the wildcard address', 421, { ...page, host: '0.0.0.0:4711' }],
    ['IPv6', 421, { ...page, host: '[::1]:4711' }],
    ['capitals, which no browser sends', 421, { ...page, host: 'LOCALHOST:4711' }],
    ['a user before the host', 421, { ...page, host: 'x@127.0.0.1:4711' }],
    ['another origin', 403, { ...call, origin: 'https://evil.example' }],
    ['an opaque origin', 403, { ...call, origin: 'null' }],
    ['our origin over https', 403, { ...call, origin: 'https://127.0.0.1:4711' }],
    ['another port as origin', 403, { ...call, origin: 'http://127.0.0.1:9999' }],
    ['the other name of this machine as origin', 403, { ...call, origin: 'http://localhost:4711' }],
    [
      'a call from another port, which browsers call same-site',
      403,
      { ...call, origin: undefined, fetchSite: 'same-site' },
    ],
    ['a call typed into the address bar', 403, { ...call, origin: undefined, fetchSite: 'none' }],
    ['a cross-site call', 403, { ...call, fetchSite: 'cross-site' }],
    ['a call without a token', 401, { ...call, token: undefined }],
    ['a call with an empty token', 401, { ...call, token: '' }],
    ['a call with part of the token', 401, { ...call, token: TOKEN.slice(0, -1) }],
    ['a call with the token twice', 401, { ...call, token: `${TOKEN}, ${TOKEN}` }],
    ['a call with the cookie in place of the token', 401, { ...call, token: POLICY.session, cookie: COOKIE }],
    ['a start code from another site', 403, { ...call, ...at('/session'), fetchSite: 'cross-site' }],
    ['a start code from another origin', 403, { ...call, ...at('/session'), origin: 'http://127.0.0.1:1' }],
    ['a start code that a form could send', 415, { ...call, ...at('/session'), contentType: 'text/plain' }],
    ['a start code that is too long', 413, { ...call, ...at('/session'), contentLength: '1025' }],
    ['reading a start code', 405, { ...page, ...at('/session') }],
    ['a call that a form could send', 415, { ...call, contentType: 'text/plain' }],
    ['a call that hides its type', 415, { ...call, contentType: 'text/plain; x=application/json' }],
    ['a call without a type', 415, { ...call, contentType: undefined }],
    ['a call that is too long', 413, { ...call, contentLength: '1025' }],
    ['an upload that is too long', 413, { ...call, ...at('/files'), contentLength: '4097' }],
    ['a length that is no number', 400, { ...call, contentLength: '1e3' }],
    ['a negative length', 400, { ...call, contentLength: '-1' }],
    ['sending to the page', 405, { ...call, ...at('/') }],
    ['sending to a download', 405, { ...call, ...at('/files/abc') }],
    ['sending to the event stream', 405, { ...call, ...at('/events') }],
    ['a preflight', 405, { ...call, method: 'OPTIONS' }],
    ['PUT', 405, { ...call, method: 'PUT' }],
    ['DELETE', 405, { ...call, method: 'DELETE' }],
    ['TRACE', 405, { ...page, method: 'TRACE' }],
    ['CONNECT', 405, { ...page, method: 'CONNECT' }],
    ['the event stream without the cookie', 401, { ...events, cookie: undefined }],
    ['the event stream with a wrong cookie', 401, { ...events, cookie: `${sessionCookieName(4711)}=no` }],
    [
      'the cookie of another port',
      401,
      { ...events, cookie: `${sessionCookieName(4712)}=${POLICY.session}` },
    ],
    ['a cookie whose name only ends like ours', 401, { ...events, cookie: `x${COOKIE}` }],
    [
      'the event stream with the token in place of the cookie',
      401,
      { ...events, cookie: undefined, token: TOKEN },
    ],
    ['the event stream for a page on another port', 403, { ...events, fetchSite: 'same-site' }],
    ['the event stream for another site', 403, { ...events, fetchSite: 'cross-site' }],
    ['evidence for another site', 403, { ...events, ...at('/evidence/w/1'), fetchSite: 'cross-site' }],
    ['a download without the cookie', 401, { ...events, ...at('/files/abc'), cookie: undefined }],
    ['reading a call', 405, { ...page, ...at('/rpc/app.info') }],
    ['listening without hearing', 405, { ...events, method: 'HEAD' }],
    ['what is not there', 404, { ...page, ...at('/nothing.html') }],
    ['an address in another spelling', 400, { ...events, ...at('/%65vents') }],
    ['a call in another spelling', 400, { ...call, ...at('/rpc/../rpc/app.info') }],
  ])('%s', (_name, status, request) => {
    const decision = decideRequest(request, POLICY);
    expect(decision).toMatchObject({ allow: false, status });
    // Somebody reads this: a sentence, and not the secret.
    expect(JSON.stringify(decision)).not.toContain(TOKEN);
  });
});
