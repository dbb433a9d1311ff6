import { runCrowd, verifyCrowd } from './crowd.js';
import { type OpenHarness, readEverything } from './harness.js';
import { runs } from '../runs.js';

export function describeConcurrency(openHarness: OpenHarness): void {
  describe('64 writers on 8 streams, read at the same time', () => {
    it('lose nothing, write nothing twice and in no other order, and no reader misses or passes an event', async () => {
      const harness = await openHarness();
      const doors = [harness.open(), harness.open()];
      const crowd = await runCrowd(doors, {
        stream: harness.stream,
        writers: 64,
        streams: 8,
        appendsEach: runs({ short: 2, long: 4 }),
      });
      verifyCrowd(crowd, await readEverything(doors[0]!));
      await harness.close();
    }, 120_000);
  });
}
