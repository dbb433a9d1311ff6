import { inOrder, packNumbers, PackedNumbers, packTexts, PackedTexts, VersionedMap } from '#versioned';
import type { Columns } from '#decision';

/** What a stream has already done, as columns: the commands' ids in order, and the revision of the first event of each. */
export function savedCommands(commands: VersionedMap<string, number>): Columns {
  const inOrderOfIds = [...commands].sort((one, other) => inOrder(one[0], other[0]));
  return {
    ids: packTexts(inOrderOfIds.map(([id]) => id)),
    revisions: packNumbers(inOrderOfIds.map(([, revision]) => revision)),
  };
}

/**
 * The same again: a command is looked up where it lies in the columns. Throws where one is missing or cut off, or names a
 * revision beyond that of the snapshot.
 */
export function commandsIn(columns: Columns, snapshotRevision: number): VersionedMap<string, number> {
  const { ids, revisions } = columns;
  if (!ids || !revisions) throw new Error('a snapshot has no memory of commands');
  const [texts, numbers] = [new PackedTexts(ids), new PackedNumbers(revisions)];
  if (texts.size !== numbers.length || numbers.largest > snapshotRevision)
    throw new Error('the memory of commands is not of this snapshot');
  return VersionedMap.over({
    size: texts.size,
    get(id) {
      const place = texts.placeOf(id);
      return place < 0 ? undefined : numbers.at(place);
    },
    *entries() {
      for (let place = 0; place < texts.size; place += 1) yield [texts.at(place), numbers.at(place)];
    },
  });
}
