import { setFlagsFromString } from 'node:v8';
import { growSlowly } from '#infra/process/grow-slowly.js';

/** Works with heaps that grow as those of the worker and of a rebuild do; those of the competitors then grow as V8 has it. */
export async function withHeapsThatGrowSlowly<Result>(work: () => Promise<Result>): Promise<Result> {
  growSlowly();
  try {
    return await work();
  } finally {
    setFlagsFromString('--heap-growing-percent=0');
  }
}
