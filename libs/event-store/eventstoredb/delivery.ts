import { setImmediate } from 'node:timers/promises';
import { type AllStreamResolvedEvent, type AllStreamSubscription } from '@eventstore/db-client';
import { type RecordedEvent } from '../port.js';
import { failureOf, unavailable } from './failure.js';
import { recordedEvent } from './stored-event.js';

/**
 * One subscription for as long as it lasts. What comes is gathered into batches; where the reader is slower, nothing more is taken
 * from the connection, and the server waits, or ends the subscription.
 */
export class Delivery {
  private readonly events: RecordedEvent[] = [];
  private ended = false;
  /** Why asking again would not help. */
  private hopeless: unknown;
  private wake: () => void = () => {};
  private readonly unconfirmed: NodeJS.Timeout;

  constructor(
    private readonly subscription: AllStreamSubscription,
    private readonly batchSize: number,
    /** Up to and including this position the reader has everything. */
    private received: bigint,
    confirmTimeoutMs: number,
  ) {
    this.unconfirmed = setTimeout(() => this.end(), confirmTimeoutMs);
    subscription.on('confirmation', () => clearTimeout(this.unconfirmed));
    subscription.on('data', (event: AllStreamResolvedEvent) => this.take(event));
    subscription.on('end', () => this.end());
    // Stays on: an error that comes later must find somebody who listens.
    subscription.on('error', (error) => this.fail(error));
  }

  /** The next events in order, at most a batch; undefined once the subscription has ended and all that came was given. Rejects where another one would end the same way. */
  async next(): Promise<readonly RecordedEvent[] | undefined> {
    while (this.events.length === 0 && !this.ended) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    await this.gather();
    if (this.events.length > 0) {
      const batch = this.events.splice(0, this.batchSize);
      if (!this.ended && this.events.length < this.batchSize) this.subscription.resume();
      return batch;
    }
    if (this.hopeless !== undefined) throw this.hopeless;
    return undefined;
  }

  /** Nothing more is taken. What the client gives must be destroyed, and its call ended by itself. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.unconfirmed);
    this.subscription.unsubscribe().catch(() => undefined);
    this.subscription.destroy();
    this.wake();
  }

  private fail(error: unknown): void {
    if (!this.ended && failureOf(error) === 'refused') {
      this.hopeless = unavailable('The subscription is refused.', error);
    }
    this.end();
  }

  /** Events of one write arrive one by one: as long as more of them do, the batch waits. */
  private async gather(): Promise<void> {
    for (let before = 0; before < this.events.length && this.events.length < this.batchSize;) {
      before = this.events.length;
      await setImmediate();
    }
  }

  private take({ event }: AllStreamResolvedEvent): void {
    if (this.ended || event === undefined || event.position.commit <= this.received) return;
    try {
      this.events.push(recordedEvent(event));
      this.received = event.position.commit;
    } catch (error) {
      this.hopeless = error;
      this.end();
    }
    if (this.events.length >= this.batchSize) this.subscription.pause();
    this.wake();
  }
}
