import { describeAppending } from './appending.contract.js';
import { describeClosing } from './closing.contract.js';
import { describeConcurrency } from './concurrency.contract.js';
import { type OpenHarness } from './harness.js';
import { describeLimits } from './limits.contract.js';
import { describeReading } from './reading.contract.js';
import { describeRepeating } from './repeating.contract.js';
import { describeSubscribing } from './subscribing.contract.js';

/**
 * What libs/event-store/port.ts promises, to be held against every store. `openHarness` gives an empty store each time.
 */
export function describeEventStore(name: string, openHarness: OpenHarness): void {
  describe(name, () => {
    describeAppending(openHarness);
    describeRepeating(openHarness);
    describeLimits(openHarness);
    describeReading(openHarness);
    describeSubscribing(openHarness);
    describeClosing(openHarness);
    describeConcurrency(openHarness);
  });
}
