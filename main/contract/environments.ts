/** Where services run: production, test, a landing zone; with the AWS account behind it where there is one. */
export interface Environment {
  readonly id: string;
  readonly name: string;
  /** As those of a service in use. */
  readonly account: string | null;
  readonly regions: string | null;
}
