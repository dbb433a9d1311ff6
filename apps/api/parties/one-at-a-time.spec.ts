import { OneAtATime } from './one-at-a-time.js';

describe('work that is done one at a time', () => {
  it('is begun in turn, each when the one before has ended, however it ended', async () => {
    const turns = new OneAtATime(10);
    const story: string[] = [];
    const work = (name: string, fails: boolean) => async (): Promise<void> => {
      story.push(`${name} begins`);
      await Promise.resolve();
      story.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
    const results = await Promise.allSettled([turns.run(work('one', true)), turns.run(work('two', false))]);
    expect(story).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('is refused when too many wait, and taken again when there is room', async () => {
    const turns = new OneAtATime(1);
    const first = turns.run(() => Promise.resolve('done'));
    expect(() => turns.run(() => Promise.resolve('too many'))).toThrow('overloaded');
    expect(await first).toBe('done');
    expect(await turns.run(() => Promise.resolve('again'))).toBe('again');
  });
});
