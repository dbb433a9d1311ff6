import { FixedWindow } from './fixed-window.js';

describe('the count of requests', () => {
  let now_ms = 1_000;
  const window = (): FixedWindow => new FixedWindow(() => now_ms);
  beforeEach(() => (now_ms = 1_000));

  it('lets so many pass in a minute, and tells the others how long to wait', async () => {
    const count = window();
    const hits = [];
    for (let hit = 0; hit < 4; hit += 1) hits.push(await count.increment('anna', 60_000, 3));
    expect(hits.map(({ isBlocked }) => isBlocked)).toEqual([false, false, false, true]);
    expect(hits[3]?.timeToBlockExpire).toBe(60);
  });

  it('begins anew when the minute is over', async () => {
    const count = window();
    for (let hit = 0; hit < 4; hit += 1) await count.increment('anna', 60_000, 3);
    now_ms += 59_500;
    expect(await count.increment('anna', 60_000, 3)).toMatchObject({ isBlocked: true, timeToBlockExpire: 1 });
    now_ms += 500;
    expect(await count.increment('anna', 60_000, 3)).toMatchObject({ isBlocked: false, totalHits: 1 });
  });

  it('is one for each caller', async () => {
    const count = window();
    for (let hit = 0; hit < 4; hit += 1) await count.increment('anna', 60_000, 3);
    expect(await count.increment('bruno', 60_000, 3)).toMatchObject({ isBlocked: false });
  });
});
