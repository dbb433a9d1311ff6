import {
  accessDenied,
  cancelled,
  notLeader,
  notReady,
  timedOut,
  tooSlow,
  unavailable,
  unimplemented,
  type Refusal,
} from './refusals.js';

/** What can be asked of the double. A subscription is a read to the protocol; to a fault it is not. */
export const METHODS = [
  'features',
  'gossip',
  'append',
  'batchAppend',
  'delete',
  'tombstone',
  'read',
  'subscribe',
] as const;
export type Method = (typeof METHODS)[number];

/** How the server says no. */
export type RefusalFault =
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'not-leader'; readonly host: string; readonly port: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'access-denied' }
  | { readonly kind: 'unimplemented' };

const REFUSALS = {
  unavailable,
  'not-ready': notReady,
  'not-leader': notLeader,
  cancelled,
  'too-slow': tooSlow,
  'timed-out': () => timedOut('Commit phase timeout.'),
  'access-denied': accessDenied,
  unimplemented,
} as const satisfies Record<RefusalFault['kind'], unknown>;

/** What can go wrong with one call, without a word of the server. */
export type Trouble =
  /** Nothing is done and nothing said. */
  | { readonly kind: 'no-answer' }
  /** Done at once, answered late. */
  | { readonly kind: 'late-answer'; readonly afterMs: number }
  /** Held on the way: done and answered late. */
  | { readonly kind: 'late-request'; readonly afterMs: number }
  /** Done; then the connection is cut, or nothing is ever said. */
  | { readonly kind: 'answer-lost'; readonly then: 'cut' | 'silence' }
  /** A write arrives twice; a reader gets an event twice. */
  | { readonly kind: 'duplicate' }
  /** The connection is cut before anything is done. */
  | { readonly kind: 'cut' }
  /** The server dies, before or after the work. */
  | { readonly kind: 'killed'; readonly when: 'before' | 'after' };

export type Fault = RefusalFault | Trouble;

export interface Striking {
  /** How many calls it strikes; without it, all until it is switched off. */
  readonly times?: number;
  /** How many events a reader or subscriber gets before it strikes. */
  readonly afterEvents?: number;
}

/** A fault as it meets one call. */
export interface MetFault {
  readonly fault: Fault;
  readonly afterEvents: number;
}

interface Switched extends MetFault {
  left: number;
}

/** The faults that are switched on, by method. The first switched on is the first met. */
export class Faults {
  private readonly switched = new Map<Method, Switched[]>();
  private readonly met = new Map<Method, number>();
  private readonly late = new Set<{ act(): void }>();

  /** Answers with the way to switch this fault off alone. */
  switchOn(method: Method, fault: Fault, { times = Infinity, afterEvents = 0 }: Striking = {}): () => void {
    const entry = { fault, afterEvents, left: times };
    const queue = this.switched.get(method) ?? [];
    queue.push(entry);
    this.switched.set(method, queue);
    return () => this.remove(method, entry);
  }

  /** Switches off every fault, or those of one method. */
  switchOff(method?: Method): void {
    if (method === undefined) this.switched.clear();
    else this.switched.delete(method);
  }

  /** Acts later, or when what is late is released. */
  delay(afterMs: number, act: () => void): void {
    const entry = {
      act: () => {
        clearTimeout(timer);
        this.late.delete(entry);
        act();
      },
    };
    const timer = setTimeout(entry.act, afterMs).unref();
    this.late.add(entry);
  }

  /** Lets everything go now that is being answered, or held, late. */
  release(): void {
    for (const { act } of [...this.late]) act();
  }

  /** How many calls have met a fault of this method. */
  struck(method: Method): number {
    return this.met.get(method) ?? 0;
  }

  /** The fault that strikes this call, if any. */
  meet(method: Method): MetFault | undefined {
    const entry = this.switched.get(method)?.[0];
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.remove(method, entry);
    this.met.set(method, this.struck(method) + 1);
    return entry;
  }

  private remove(method: Method, entry: Switched): void {
    const queue = this.switched.get(method)?.filter((other) => other !== entry) ?? [];
    this.switched.set(method, queue);
  }
}

/** Whether a fault is the server's own no. */
export function isRefusal(fault: Fault): fault is RefusalFault {
  return Object.hasOwn(REFUSALS, fault.kind);
}

export function refusalOf(fault: RefusalFault): Refusal {
  return fault.kind === 'not-leader' ? notLeader(fault.host, fault.port) : REFUSALS[fault.kind]();
}
