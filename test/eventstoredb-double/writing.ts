import { isRefusal, type Method, refusalOf, type Trouble } from './faults.js';
import { type Refusal } from './refusals.js';
import { type AnyCall, type ServerState } from './server-state.js';

/** A call that is answered once, as the faults see it. */
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
