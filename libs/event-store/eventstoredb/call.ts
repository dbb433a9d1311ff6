import { type StreamingRead } from '@eventstore/db-client';
import { EventStoreUnavailable } from '../port.js';
import { failureOf, unavailable } from './failure.js';

/** Rejects with EventStoreUnavailable where there is no answer in time. The call itself may go on, unheard. */
export async function withinTime<T>(call: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new EventStoreUnavailable('The server did not answer in time.')),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Takes every event of a read as it comes, and resolves with how many there were; 0 where the stream is absent. The client gives a read
 * no deadline of its own: where nothing comes for so long, it is ended. Rejects with EventStoreUnavailable, and with what `take` throws.
 */
export function readToEnd<Event>(
  read: StreamingRead<Event>,
  timeoutMs: number,
  take: (event: Event) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let count = 0;
    const abandon = (error: unknown): void => {
      clearTimeout(timer);
      reject(error);
      // Destroying what the client gives does not end its call; and a call that is yet to be made cannot be ended.
      read.cancel().catch(() => undefined);
      read.destroy();
    };
    const timer = setTimeout(
      () => abandon(new EventStoreUnavailable('The server did not answer the read in time.')),
      timeoutMs,
    );
    read.on('data', (event) => {
      timer.refresh();
      count += 1;
      try {
        take(event);
      } catch (error) {
        abandon(error);
      }
    });
    read.on('end', () => {
      clearTimeout(timer);
      resolve(count);
    });
    // Stays on: an error that comes later must find somebody who listens.
    read.on('error', (error) => {
      if (failureOf(error) === 'absent') {
        clearTimeout(timer);
        resolve(0);
      } else abandon(unavailable('The read got no answer.', error));
    });
  });
}
