import { totalmem } from 'node:os';

const MIB = 1024 * 1024;

/** PostgreSQL's own default, and more than what a store of ten million events takes. */
const SHARED_BUFFERS_MIB = { min: 128, max: 8 * 1024 };

/** Values of PostgreSQL's settings by their names. `durable: false` gives up the safety of what was committed for speed, which only tests may. */
export function serverSettings(port: number, durable: boolean): Readonly<Record<string, string | number>> {
  return {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(durable ? grown : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
}

/**
 * For stores that have become large. Ids and streams are random, so each event touches other pages of two indexes; the first touch
 * of a page since the last checkpoint writes all of it into the log, and a page that is not in shared memory is read, and checked, before. So
 * checkpoints are rare, which costs about 4 GB of disk and seconds of recovery after a crash, on a slow disk minutes, and shared memory
 * is a quarter of what there is, which is taken as it is needed.
 */
const grown = {
  shared_buffers: `${sharedBuffersMib(memoryBytes())}MB`,
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
};

/** A quarter of the memory, within bounds. */
export function sharedBuffersMib(memory: number): number {
  const { min, max } = SHARED_BUFFERS_MIB;
  return Math.min(max, Math.max(min, Math.floor(memory / 4 / MIB)));
}

/** Of the machine, or of the container where that is allowed less. */
function memoryBytes(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}
