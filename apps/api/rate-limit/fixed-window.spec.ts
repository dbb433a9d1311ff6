import { FixedWindow } from './fixed-window.js';

describe('the count of requests', () => {
  let now_ms = 1_000;
  const window = (): FixedWindow => new FixedWindow(60_000, () => now_ms);
  beforeEach(() => (now_ms = 1_000));

  it('counts the requests of a minute, and tells how long it lasts', () => {
    const count = window();
    expect([count.count('anna'), count.count('anna')]).toEqual([
      { requests: 1, left_seconds: 60 },
      { requests: 2, left_seconds: 60 },
    ]);
  });

  it('begins anew when the minute is over', () => {
    const count = window();
    for (let time = 0; time < 4; time += 1) count.count('anna');
    now_ms += 59_500;
    expect(count.count('anna')).toEqual({ requests: 5, left_seconds: 1 });
    now_ms += 500;
    expect(count.count('anna')).toEqual({ requests: 1, left_seconds: 60 });
  });

  it('is one for each asker', () => {
    const count = window();
    for (let time = 0; time < 4; time += 1) count.count('anna');
    expect(count.count('bruno').requests).toBe(1);
  });
});
