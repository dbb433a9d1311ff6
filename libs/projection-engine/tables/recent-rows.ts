import { keysOf, type ReadTable, type RowValues } from './read-table.js';

/**
 * What is known of the rows of a table that were asked for last, at least so many and about twice as many at most: two generations, of which
 * the older is given up as a whole when the younger is full. Rows whose first key is the same, mostly those of a book, stay together.
 */
export class RecentRows<Known> {
  private young = new Map<string, Map<string, Known>>();
  private old = new Map<string, Map<string, Known>>();
  private youngRows = 0;
  /** The group that was asked for last: rows of a book mostly come one after the other. */
  private lastKey: string | undefined;
  private lastGroup = new Map<string, Known>();
  private readonly first: string;
  private readonly others: readonly string[];

  constructor(
    table: ReadTable,
    private readonly atLeast: number,
  ) {
    const [first = '', ...others] = keysOf(table).map(({ property }) => property);
    this.first = first;
    this.others = others;
  }

  get(row: RowValues): Known | undefined {
    return this.groupOf(row).get(this.placeOf(row));
  }

  /** Of a row that is not known yet. */
  set(row: RowValues, known: Known): void {
    this.groupOf(row).set(this.placeOf(row), known);
    this.youngRows += 1;
  }

  /** Gives up what was not asked for lately, where there is enough else. */
  givenUp(): Known[] {
    if (this.youngRows < this.atLeast) return [];
    this.lastKey = undefined;
    const given = everyOne(this.old);
    this.old = this.young;
    this.young = new Map();
    this.youngRows = 0;
    // One that is large enough by itself would stay for ever.
    for (const [key, group] of this.old) {
      if (group.size < this.atLeast) continue;
      for (const known of group.values()) given.push(known);
      this.old.delete(key);
    }
    return given;
  }

  /** Gives up everything. */
  all(): Known[] {
    const given = [...everyOne(this.old), ...everyOne(this.young)];
    [this.old, this.young, this.youngRows, this.lastKey] = [new Map(), new Map(), 0, undefined];
    return given;
  }

  private groupOf(row: RowValues): Map<string, Known> {
    const key = String(row[this.first]);
    if (key !== this.lastKey) [this.lastKey, this.lastGroup] = [key, this.youngGroup(key)];
    return this.lastGroup;
  }

  private youngGroup(key: string): Map<string, Known> {
    let group = this.young.get(key);
    if (group !== undefined) return group;
    group = this.old.get(key) ?? new Map<string, Known>();
    this.old.delete(key);
    this.young.set(key, group);
    this.youngRows += group.size;
    return group;
  }

  /** Of several keys each has its length before it, which tells where it ends. */
  private placeOf(row: RowValues): string {
    const { others } = this;
    if (others.length === 1) return String(row[others[0] as string]);
    let place = '';
    for (const property of others) {
      const part = String(row[property]);
      place += `${part.length}:${part}`;
    }
    return place;
  }
}

function everyOne<Known>(groups: ReadonlyMap<string, ReadonlyMap<string, Known>>): Known[] {
  const found: Known[] = [];
  for (const group of groups.values()) for (const known of group.values()) found.push(known);
  return found;
}
