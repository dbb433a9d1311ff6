/**
 * The values that were asked for or set last, at least so many and at most twice as many: two maps, of which the older is given
 * up as a whole when the younger is full.
 */
export class Recent<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  constructor(private readonly atLeast: number) {}

  get(key: string): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const older = this.old.get(key);
    if (older !== undefined) {
      this.old.delete(key);
      this.young.set(key, older);
    }
    return older;
  }

  /** Of a key that `get` has just not found, or found. */
  set(key: string, value: Value): void {
    this.young.set(key, value);
  }

  /** Gives up what was not asked for lately, where there is enough else. */
  givenUp(): Value[] {
    if (this.young.size < this.atLeast) return [];
    const values = [...this.old.values()];
    this.old = this.young;
    this.young = new Map();
    return values;
  }

  /** Gives up everything. */
  all(): Value[] {
    const values = [...this.old.values(), ...this.young.values()];
    this.old = new Map();
    this.young = new Map();
    return values;
  }
}
