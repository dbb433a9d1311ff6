/** Which streams are ours: those whose names begin with one of these. The server is shared with itself and with strangers. */
export class Prefixes {
  constructor(readonly all: readonly string[]) {}

  covers(stream: string): boolean {
    return this.all.some((prefix) => stream.startsWith(prefix));
  }

  /** Those of them that also begin so; none where there can be no such stream of ours. */
  within(prefix = ''): Prefixes {
    const both = this.all.flatMap((own) => {
      if (own.startsWith(prefix)) return [own];
      return prefix.startsWith(own) ? [prefix] : [];
    });
    return new Prefixes([...new Set(both)]);
  }
}
