/** Where time comes from; replaced in tests and for reproducible exports. */
export interface Clock {
  /** ISO instant in UTC. */
  now(): string;
  /** ISO calendar date in the user's own zone. */
  today(): string;
  /** Minutes by which the user's own zone is ahead of UTC now. */
  offset(): number;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => {
    const date = new Date();
    const two = (value: number) => String(value).padStart(2, '0');
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  },
  offset: () => -new Date().getTimezoneOffset(),
};

export const fixedClock = (instant: string): Clock => ({
  now: () => instant,
  today: () => instant.slice(0, 10),
  offset: () => 0,
});
