import { type Metadata } from '@grpc/grpc-js';
import { type AccessRules } from './access.js';
import { type Fault, type Faults, isRefusal, type Method, refusalOf, type Trouble } from './faults.js';
import { type EventLog } from './log/event-log.js';
import { type Refusal } from './refusals.js';

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

export interface WriteCall<Answer> {
  readonly method: Method;
  readonly call: AnyCall;
  /** Does the work, as often as it is called. */
  work(): Answer;
  answer(answer: Answer): void;
  refuse(refusal: Refusal): void;
}

/** Acts later, unless the server has died by then. */
function later(state: ServerState, afterMs: number, act: () => void): void {
  state.faults.delay(afterMs, () => {
    if (state.isAlive()) act();
  });
}

/** Does and answers one write, with the fault it meets. */
export function perform<Answer>(state: ServerState, write: WriteCall<Answer>): void {
  const fault = state.faults.meet(write.method)?.fault;
  if (fault === undefined) {
    write.answer(write.work());
    return;
  }
  if (isRefusal(fault)) write.refuse(refusalOf(fault));
  else performFaultily(state, write, fault);
}

function performFaultily<Answer>(state: ServerState, write: WriteCall<Answer>, fault: Trouble): void {
  const peer = write.call.getPeer();
  switch (fault.kind) {
    case 'late-answer': {
      const answer = write.work();
      later(state, fault.afterMs, () => write.answer(answer));
      return;
    }
    case 'late-request':
      later(state, fault.afterMs, () => write.answer(write.work()));
      return;
    case 'answer-lost':
      write.work();
      if (fault.then === 'cut') state.cut(peer);
      return;
    case 'duplicate':
      write.work();
      write.answer(write.work());
      return;
    case 'cut':
      state.cut(peer);
      return;
    case 'killed':
      if (fault.when === 'after') write.work();
      state.kill();
      return;
    case 'no-answer':
  }
}
