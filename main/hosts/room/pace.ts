/** How much somebody may ask: so many at once, and so many more in each second. */
export interface Pace {
  readonly atOnce: number;
  readonly perSecond: number;
}

/** Counts what each of many asks, by a key; those who asked nothing for long are forgotten. `now` in milliseconds. */
export function createPace({ atOnce, perSecond }: Pace): (key: string, now: number) => boolean {
  const left = new Map<string, { tokens: number; at: number }>();
  const whole = (atOnce / perSecond) * 1000;
  let swept = 0;
  return (key, now) => {
    if (now - swept > whole) {
      swept = now;
      for (const [each, { at }] of left) if (now - at > whole) left.delete(each);
    }
    const before = left.get(key) ?? { tokens: atOnce, at: now };
    const tokens = Math.min(atOnce, before.tokens + ((now - before.at) / 1000) * perSecond);
    const may = tokens >= 1;
    left.set(key, { tokens: may ? tokens - 1 : tokens, at: now });
    return may;
  };
}
