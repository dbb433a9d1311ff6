import { type JWTPayload } from 'jose';
import { VerifiedTokens } from './verified-tokens.js';

const now_seconds = (): number => Math.floor(Date.now() / 1000);

describe('the memory of good tokens', () => {
  let asked: string[];
  const remembering = (payloads: { [token: string]: JWTPayload }): VerifiedTokens => {
    asked = [];
    return new VerifiedTokens((token) => {
      asked.push(token);
      return Promise.resolve(payloads[token]);
    });
  };

  it('checks a good token once', async () => {
    const tokens = remembering({ good: { sub: 'anna', exp: now_seconds() + 60 } });
    expect([await tokens.payloadOf('good'), await tokens.payloadOf('good')]).toMatchObject([
      { sub: 'anna' },
      { sub: 'anna' },
    ]);
    expect(asked).toEqual(['good']);
  });

  it('checks a bad token every time', async () => {
    const tokens = remembering({});
    expect([await tokens.payloadOf('bad'), await tokens.payloadOf('bad')]).toEqual([undefined, undefined]);
    expect(asked).toEqual(['bad', 'bad']);
  });

  it('does not believe a token whose time has come to an end since', async () => {
    const payload = { sub: 'anna', exp: now_seconds() + 60 };
    const tokens = remembering({ good: payload });
    await tokens.payloadOf('good');
    payload.exp = now_seconds() - 60;
    expect(await tokens.payloadOf('good')).toBeUndefined();
  });
});
