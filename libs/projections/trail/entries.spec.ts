import { happened, pledgeMade, proposed } from '../specification/happened.js';
import { trailEntries } from './entries.js';

describe('an entry of the trail', () => {
  it('tells what happened, where it is in the log, who did it and what it wrote into the accounts', () => {
    const [beginning, pledge] = trailEntries(happened(proposed, pledgeMade()));
    expect(beginning).toMatchObject({ position: 1n, revision: 0, postings: '[]' });
    expect(pledge).toMatchObject({
      coProductionId: 'book',
      position: 2n,
      revision: 1,
      eventId: 'event 2',
      type: 'PledgeMade',
      schemaVersion: 1,
      recordedAt: '2020-06-30T12:34:56.789Z',
      actor: 'somebody',
      cause: 'a request',
      commandId: 'a command',
    });
    expect(JSON.parse(pledge!.data)).toEqual(pledgeMade().data);
    expect(JSON.parse(pledge!.postings)).toEqual([
      { account: 'commitments:pledged:P', amount: 10_000 },
      { account: 'commitments:pledgors', amount: -10_000 },
    ]);
  });
});
