import { pino, stdSerializers, type Logger } from 'pino';

/**
 * Structured logs on the standard error: the standard output is for people. What was sent in a body, a query or a token
 * does not get in; of an error only what it is and where, since databases repeat the values they complain about.
 */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: { service: 'semina-api' },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['authorization', '*.authorization', 'headers', '*.headers', 'body', '*.body'],
      serializers: { err: errorInShort },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

function errorInShort(error: Error): object {
  const { type, message, stack } = stdSerializers.err(error);
  const { code } = error as { code?: unknown };
  return { type, message, stack, ...(typeof code === 'string' ? { code } : {}) };
}
