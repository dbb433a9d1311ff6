/** A leaf on its way to the thread that checks it. */
export interface RoutedLeaf {
  readonly position: number;
  readonly leaf: Uint8Array;
  /** What isPlainlyCanonical says of it. */
  readonly isPlain: boolean;
  /** It is another thread's to tell what is wrong with it; here it only has to be known. */
  readonly isHeardOnly: boolean;
}

/** Leaves in two pieces of memory, which can be handed from thread to thread without being copied. */
export interface Batch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For each leaf its position, where it ends in `bytes`, and its marks. */
  readonly places: Float64Array<ArrayBuffer>;
}

const FIELDS = 3;
const PLAIN = 1;
const HEARD_ONLY = 2;

export function packBatch(leaves: readonly RoutedLeaf[]): Batch {
  const bytes = new Uint8Array(leaves.reduce((sum, { leaf }) => sum + leaf.length, 0));
  const places = new Float64Array(leaves.length * FIELDS);
  let end = 0;
  for (const [at, { position, leaf, isPlain, isHeardOnly }] of leaves.entries()) {
    bytes.set(leaf, end);
    end += leaf.length;
    places.set([position, end, (isPlain ? PLAIN : 0) | (isHeardOnly ? HEARD_ONLY : 0)], at * FIELDS);
  }
  return { bytes, places };
}

export function* unpackBatch({ bytes, places }: Batch): Generator<RoutedLeaf> {
  let begin = 0;
  for (let at = 0; at < places.length; at += FIELDS) {
    const [position, end, marks] = places.subarray(at, at + FIELDS) as unknown as [number, number, number];
    yield {
      position,
      leaf: bytes.subarray(begin, end),
      isPlain: (marks & PLAIN) > 0,
      isHeardOnly: (marks & HEARD_ONLY) > 0,
    };
    begin = end;
  }
}
