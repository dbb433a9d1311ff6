import { type Line } from '../row.js';
import { type Measured } from './measure.js';
import { bySpeed } from './rounds.js';
import { spreadOf } from './spread.js';

/** 400 MB, whole MiB. */
export const MEMORY_MAX_MIB = Math.floor(400_000_000 / 1_024 ** 2);

/** Memory at its highest after little and after much: how much more that is, and whether it stays under 400 MB. */
export function memoryLines(
  words: { readonly what: string; readonly competitor: string; readonly load: string },
  measured: Measured,
  { before, after }: { readonly before: number; readonly after: number },
): Line[] {
  const line = {
    ...words,
    ...bySpeed([measured], null),
    unit: 'MiB',
    ours: spreadOf([after]),
    memoryMb: after,
  };
  return [
    {
      ...line,
      theirs: spreadOf([before]),
      ratio: spreadOf([after / before]),
      goal: { of: 'ratio', bound: 'at most', value: 1.5 },
    },
    { ...line, competitor: null, goal: { of: 'ours', bound: 'at most', value: MEMORY_MAX_MIB } },
  ];
}
