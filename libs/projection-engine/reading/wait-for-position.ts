import { setTimeout as delay } from 'node:timers/promises';
import type { Client, Notification } from 'pg';
import type { DataSource } from 'typeorm';
import { CHANNEL, parseNotification } from '../runner/notification.js';

/** A read asked for a position that its rows did not reach in time. */
export class PositionNotReached extends Error {
  override readonly name = 'PositionNotReached';

  constructor(
    readonly projection: string,
    readonly position: bigint,
  ) {
    super(`${projection} did not reach position ${position} in time`);
  }
}

/** At most this many reads wait at once in a process; further ones are told at once that it takes too long. */
const WAITING_MAX = 10_000;

/** How often to look while somebody waits, in case a notification is missed. */
const POLL_MS = 50;

interface Waiter {
  readonly projection: string;
  readonly position: bigint;
  readonly reached: () => void;
}

/**
 * Resolves when the projection's rows hold the event at this position; rejects with PositionNotReached when they do not
 * within the time. While anybody waits, one connection of the data source listens and looks for all of them.
 */
export async function waitForPosition(
  dataSource: DataSource,
  projection: string,
  position: bigint,
  timeoutMs: number,
): Promise<void> {
  const room = waitingRooms.get(dataSource) ?? new WaitingRoom(dataSource);
  waitingRooms.set(dataSource, room);
  await room.wait(projection, position, timeoutMs);
}

class WaitingRoom {
  private readonly waiters = new Set<Waiter>();
  private watching = false;
  private wake: () => void = () => {};

  constructor(private readonly dataSource: DataSource) {}

  async wait(projection: string, position: bigint, timeoutMs: number): Promise<void> {
    if (timeoutMs <= 0 || this.waiters.size >= WAITING_MAX) {
      throw new PositionNotReached(projection, position);
    }
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = { projection, position, reached: () => this.leave(waiter, timer, resolve) };
      const timer = setTimeout(() => {
        this.leave(waiter, timer, () => reject(new PositionNotReached(projection, position)));
      }, timeoutMs);
      this.waiters.add(waiter);
      if (!this.watching) void this.watch();
    });
  }

  private leave(waiter: Waiter, timer: NodeJS.Timeout, then: () => void): void {
    clearTimeout(timer);
    this.waiters.delete(waiter);
    if (this.waiters.size === 0) this.wake();
    then();
  }

  private reached(projection: string, position: bigint): void {
    for (const waiter of this.waiters) {
      if (waiter.projection === projection && waiter.position <= position) waiter.reached();
    }
  }

  /** Looks and listens until nobody waits any more. Where the connection fails, takes another. */
  private async watch(): Promise<void> {
    this.watching = true;
    while (this.waiters.size > 0) {
      await this.listen().catch(() => delay(POLL_MS));
    }
    this.watching = false;
  }

  private async listen(): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    const heard = ({ payload }: Notification) => {
      const told = parseNotification(payload);
      if (told !== undefined) this.reached(told.projection, told.position);
    };
    try {
      const connection = (await runner.connect()) as Client;
      connection.on('notification', heard);
      try {
        await runner.query(`LISTEN ${CHANNEL}`);
        while (this.waiters.size > 0) {
          const rows = (await runner.query(
            `SELECT projection, position FROM read.checkpoints WHERE stage = 'live'`,
          )) as { projection: string; position: string }[];
          for (const { projection, position } of rows) this.reached(projection, BigInt(position));
          if (this.waiters.size > 0) await this.pause();
        }
        await runner.query(`UNLISTEN ${CHANNEL}`);
      } finally {
        connection.off('notification', heard);
      }
    } finally {
      await runner.release();
    }
  }

  /** Until the next look, or until nobody waits any more. */
  private async pause(): Promise<void> {
    const woken = new AbortController();
    this.wake = () => woken.abort();
    await delay(POLL_MS, undefined, { signal: woken.signal }).catch(() => {});
  }
}

const waitingRooms = new WeakMap<DataSource, WaitingRoom>();
