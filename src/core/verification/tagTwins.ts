/** Tells addresses that most providers deliver to one mailbox, though they are written differently. */
export class TagTwins {
  /** Addresses less their tags, of those that had one. */
  private readonly untagged = new Set<string>();

  /**
   * `jo+news@…` after `jo@…` or `jo+sales@…`, or the other way round.
   * @param seen the keys of all addresses before it.
   */
  isTwin(key: string, seen: { has(key: string): boolean }): boolean {
    const plus = key.indexOf("+");
    const at = key.lastIndexOf("@");
    if (plus < 1 || plus > at || key.startsWith('"')) return this.untagged.has(key);
    const base = key.slice(0, plus) + key.slice(at);
    const isTwin = seen.has(base) || this.untagged.has(base);
    this.untagged.add(base);
    return isTwin;
  }
}
