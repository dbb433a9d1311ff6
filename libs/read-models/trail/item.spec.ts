import { pledgeMade, proposed, recordOf } from '../example-events.fixture.js';
import { trailItem } from './item.js';

describe('an item of the trail', () => {
  it('tells what bookEvents, where it is in the log, who did it and what it wrote into the accounts', () => {
    expect(trailItem(recordOf(proposed, 0))).toMatchObject({ position: '1', revision: 0, postings: [] });
    expect(trailItem(recordOf(pledgeMade(), 1))).toEqual({
      position: '2',
      revision: 1,
      eventId: 'event 2',
      type: 'PledgeMade',
      schemaVersion: 1,
      recordedAt: '2020-06-30T12:34:56.789Z',
      actor: 'somebody',
      cause: 'a request',
      commandId: 'a command',
      data: pledgeMade().data,
      postings: [
        { account: 'commitments:pledged:P', amount: 10_000 },
        { account: 'commitments:pledgors', amount: -10_000 },
      ],
    });
  });
});
