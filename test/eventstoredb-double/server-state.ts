import { type Metadata } from '@grpc/grpc-js';
import { type AccessRules } from './access.js';
import { type Fault, type Faults } from './faults.js';
import { type EventLog } from './log/event-log.js';

/** What every method of the server works with. */
export interface ServerState {
  readonly log: EventLog;
  readonly faults: Faults;
  readonly access: AccessRules;
  readonly host: string;
  readonly port: number;
  /** Open subscriptions; each can be made to meet a fault. */
  readonly subscriptions: Set<(fault: Fault) => void>;
  /** Whether this server has not died; what it still held on the way dies with it. */
  isAlive(): boolean;
  /** Cuts the connection a call came by. */
  cut(peer: string): void;
  /** Dies as by SIGKILL: every connection is cut and nobody listens. */
  kill(): void;
}

/** The call as far as every kind of call is alike. */
export interface AnyCall {
  readonly metadata: Metadata;
  getPeer(): string;
}
