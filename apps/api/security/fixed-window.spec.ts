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

  it('lasts no longer when the time of day is put back', () => {
    const timeOfDay_ms = Date.now;
    let putBack_ms = 0;
    Date.now = () => timeOfDay_ms() - putBack_ms;
    try {
      const count = new FixedWindow(60_000);
      expect(count.count('anna').left_seconds).toBe(60);
      putBack_ms = 3_600_000;
      expect(count.count('anna').left_seconds).toBeLessThanOrEqual(60);
    } finally {
      Date.now = timeOfDay_ms;
    }
  });
});
