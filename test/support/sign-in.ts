/** Exchanges a start address for the key, as the page does: once for each address. */
export async function signIn(startUrl: string): Promise<{ token: string; cookie: string }> {
  const { origin, hash } = new URL(startUrl);
  const answer = await redeem(origin, new URLSearchParams(hash.slice(1)).get('code') ?? '');
  const reply = (await answer.json()) as { value?: { token: string }; error?: { message: string } };
  if (reply.value === undefined) throw new Error(`${startUrl} opened nothing: ${reply.error?.message}`);
  return { token: reply.value.token, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

export const redeem = (address: string, code: string): Promise<Response> =>
  fetch(`${address}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
