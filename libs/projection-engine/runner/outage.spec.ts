import pg from 'pg';
import { EventStoreUnavailable } from '#event-store';
import { Backoff, isOutage } from './outage.js';

const databaseError = (code: string) =>
  Object.assign(new pg.DatabaseError('a message', 1, 'error'), { code });
const systemError = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('an error', () => {
  it.each([
    ['the server shuts down', databaseError('57P01')],
    ['a deadlock', databaseError('40P01')],
    ['no connection is left', databaseError('53300')],
    ['the tables are not there yet', databaseError('42P01')],
    ['the schema is not there yet', databaseError('3F000')],
    ['nobody listens', systemError('ECONNREFUSED')],
    ['the pipe broke', systemError('EPIPE')],
    ['pg lost the connection', new Error('Connection terminated unexpectedly')],
    ['pg got no connection in time', new Error('timeout exceeded when trying to connect')],
    ['pg got no answer in time', new Error('Query read timeout')],
    ['the store gave no answer', new EventStoreUnavailable('no answer')],
  ])('is the outside’s when %s', (_what, error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    ['a number is too large', databaseError('22003')],
    ['a key is there already', databaseError('23505')],
    ['a statement took too long', databaseError('57014')],
    ['a column is not known', databaseError('42703')],
    ['a statement is no SQL', databaseError('42601')],
    ['the tables may not be written', databaseError('42501')],
    [
      'a property of undefined is read',
      new TypeError("Cannot read properties of undefined (reading 'connection')"),
    ],
    ['Node refuses an argument', systemError('ERR_INVALID_ARG_TYPE')],
    ['something is thrown that is no error', 'timeout'],
  ])('is the event’s or the program’s when %s', (_what, error) => {
    expect(isOutage(error)).toBe(false);
  });
});

describe('the wait after a failure', () => {
  it('doubles up to its limit, and begins anew after a success', async () => {
    const waited: number[] = [];
    const never = new AbortController();
    const backoff = new Backoff({ firstMs: 2, maxMs: 8 });
    for (let failure = 0; failure < 5; failure += 1) {
      const before = performance.now();
      if (failure === 4) backoff.reset();
      await backoff.wait(never.signal);
      waited.push(performance.now() - before);
    }
    for (const [place, ms] of [2, 4, 8, 8, 2].entries()) expect(waited[place]).toBeGreaterThan(ms - 1.5);
  });

  it('ends at once when it is not to go on', async () => {
    const stopped = AbortSignal.abort();
    await new Backoff({ firstMs: 60_000, maxMs: 60_000 }).wait(stopped);
  });
});
