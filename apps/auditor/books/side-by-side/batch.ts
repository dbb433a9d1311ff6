/** A leaf on its way to the thread that checks it. */
export interface RoutedLeaf {
  readonly position: number;
  readonly leaf: Uint8Array;
  /** It is another thread's to tell what is wrong with it; here it only has to be known. */
  readonly isHeardOnly: boolean;
}

/** Leaves in two pieces of memory, which can be handed from thread to thread without being copied. */
export interface Batch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For each leaf its position, where it ends in `bytes`, and 1 if it is only heard. */
  readonly places: Float64Array<ArrayBuffer>;
}

const FIELDS = 3;

export function packBatch(leaves: readonly RoutedLeaf[]): Batch {
  const bytes = new Uint8Array(leaves.reduce((sum, { leaf }) => sum + leaf.length, 0));
  const places = new Float64Array(leaves.length * FIELDS);
  let end = 0;
  for (const [at, { position, leaf, isHeardOnly }] of leaves.entries()) {
    bytes.set(leaf, end);
    end += leaf.length;
    places[at * FIELDS] = position;
    places[at * FIELDS + 1] = end;
    places[at * FIELDS + 2] = Number(isHeardOnly);
  }
  return { bytes, places };
}

export function* unpackBatch({ bytes, places }: Batch): Generator<RoutedLeaf> {
  let begin = 0;
  for (let at = 0; at < places.length; at += FIELDS) {
    const end = places[at + 1] as number;
    yield {
      position: places[at] as number,
      leaf: bytes.subarray(begin, end),
      isHeardOnly: places[at + 2] === 1,
    };
    begin = end;
  }
}
