/** Someone a message names. */
export interface Person {
  readonly address: string;
  readonly name: string | undefined;
}
