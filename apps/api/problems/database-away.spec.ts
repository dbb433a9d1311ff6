import pg from 'pg';
import { EventStoreUnavailable } from '#event-store';
import { isDatabaseAway } from './database-away.js';

const coded = (code: string, error = new Error('a message')) => Object.assign(error, { code });

describe('the database is away', () => {
  it.each([
    ['the store gave no answer', new EventStoreUnavailable('no answer')],
    ['nobody listens', coded('ECONNREFUSED')],
    ['nobody listens at any of its addresses', new AggregateError([coded('ECONNREFUSED')])],
    ['it shuts down', coded('57P01', new pg.DatabaseError('a message', 1, 'error'))],
    ['pg lost the connection', new Error('Connection terminated unexpectedly')],
    ['pg got no connection in time', new Error('timeout exceeded when trying to connect')],
    ['pg got no answer in time', new Error('Query read timeout')],
  ])('when %s', (_what, error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  it.each([
    ['a column is not known', coded('42703', new pg.DatabaseError('a message', 1, 'error'))],
    ['the program is wrong', new TypeError('x is not a function')],
    ['Node refuses an argument', coded('ERR_INVALID_ARG_TYPE')],
    ['something is thrown that is no error', 'Query read timeout'],
  ])('but not when %s', (_what, error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});
