import { type Believed, VerifiedTokens } from './verified-tokens.js';

const now_seconds = (): number => Math.floor(Date.now() / 1000);

describe('the memory of good tokens', () => {
  const anna = { sub: 'anna' };
  let asked: string[];
  const remembering = (believed: { [token: string]: Believed<object> }): VerifiedTokens<object> => {
    asked = [];
    return new VerifiedTokens((token) => {
      asked.push(token);
      return Promise.resolve(believed[token]);
    });
  };

  it('checks a good token once', async () => {
    const tokens = remembering({ good: { said: anna, exp: now_seconds() + 60 } });
    expect(await tokens.saidBy('good')).toBe(anna);
    expect(tokens.saidBy('good')).toBe(anna);
    expect(asked).toEqual(['good']);
  });

  it('checks a bad token every time', async () => {
    const tokens = remembering({});
    expect([await tokens.saidBy('bad'), await tokens.saidBy('bad')]).toEqual([undefined, undefined]);
    expect(asked).toEqual(['bad', 'bad']);
  });

  it('does not believe a token whose time has come to an end since', async () => {
    const good = { said: anna, exp: now_seconds() + 60 };
    const tokens = remembering({ good });
    await tokens.saidBy('good');
    good.exp = now_seconds() - 60;
    expect(await tokens.saidBy('good')).toBeUndefined();
  });
});
