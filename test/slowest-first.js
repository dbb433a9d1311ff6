import { sep } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Rooms whose specs start programs, the slowest first. All others take moments. */
const slow = [
  'test/simulation/simulation.spec',
  'test/scenario/',
  'test/golden/',
  'test/benchmark/',
  'test/contract/',
  'test/http/',
  'test/sample-kind/',
  'test/architecture/',
  'test/postgres/',
];

/**
 * Starts with the specs that take long, so that at the end no worker waits for the last one of them.
 * Jest itself goes by the size of a file where it has not run before, as in every fresh checkout.
 */
export default class SlowestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ path }) {
  const place = slow.findIndex((room) => path.split(sep).join('/').includes(`/${room}`));
  return place < 0 ? slow.length : place;
}
