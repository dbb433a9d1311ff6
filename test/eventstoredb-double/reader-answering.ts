import { type ServerWritableStream } from '@grpc/grpc-js';
import { once } from 'node:events';
import { type Fault, isRefusal, type MetFault, type Method, refusalOf } from './faults.js';
import { type ReadReq, type ReadResp } from './protocol.js';
import { Refused } from './refusals.js';
import { type ServerState } from './server-state.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Sends the answers as fast as the reader takes them, with the fault this call meets. */
export async function answerReader(
  state: ServerState,
  method: Method,
  call: ReadCall,
  answers: Iterable<ReadResp> | AsyncIterable<ReadResp>,
): Promise<void> {
  const strike = (fault: Fault): Promise<number> => strikeReader(state, call, fault);
  const strikeNow = (fault: Fault): void => void strike(fault);
  if (method === 'subscribe') state.subscriptions.add(strikeNow);
  const encounter = new Encounter(state.faults.meet(method));
  try {
    for await (const answer of answers) {
      if (isOver(call)) return;
      const fault = encounter.before(answer);
      const times = fault === undefined ? 1 : await strike(fault);
      if (times === 0) return;
      for (let sent = 0; sent < times; sent += 1) await send(call, answer);
    }
    if (isOver(call)) return;
    const last = encounter.atTheEnd();
    if (last !== undefined && (await strike(last)) === 0) return;
    call.end();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (!isOver(call)) call.emit('error', error.refusal);
  } finally {
    state.subscriptions.delete(strikeNow);
  }
}

/** Says when a fault strikes a reader: once, after so many events. */
class Encounter {
  private events = 0;

  constructor(private met: MetFault | undefined) {}

  before(answer: ReadResp): Fault | undefined {
    const { met, events } = this;
    if (answer.hasEvent()) this.events += 1;
    if (met === undefined || events < met.afterEvents) return undefined;
    // Only an event can come twice.
    if (met.fault.kind === 'duplicate' && !answer.hasEvent()) return undefined;
    return this.atTheEnd();
  }

  /** Strikes after the last answer, where there were too few events. */
  atTheEnd(): Fault | undefined {
    const fault = this.met?.fault;
    this.met = undefined;
    return fault;
  }
}

/** Whether nobody listens any more or everything is said. */
export const isOver = (call: ReadCall): boolean => call.cancelled || call.destroyed || call.writableEnded;

async function send(call: ReadCall, answer: ReadResp): Promise<void> {
  if (isOver(call) || call.write(answer)) return;
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  call.once('cancelled', leave);
  try {
    await once(call, 'drain', { signal: gone.signal });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    call.off('cancelled', leave);
  }
}

/** Answers with how often the reader gets what comes next; 0 where nothing comes any more. */
async function strikeReader(state: ServerState, call: ReadCall, fault: Fault): Promise<number> {
  if (isRefusal(fault)) {
    if (!isOver(call)) call.emit('error', refusalOf(fault));
    return 0;
  }
  switch (fault.kind) {
    case 'late-answer':
    case 'late-request':
      await new Promise<void>((resolve) => state.faults.delay(fault.afterMs, resolve));
      return 1;
    case 'duplicate':
      return 2;
    case 'no-answer':
      return 0;
    case 'answer-lost':
      if (fault.then === 'cut') state.cut(call.getPeer());
      return 0;
    case 'cut':
      state.cut(call.getPeer());
      return 0;
    case 'killed':
      state.kill();
      return 0;
  }
}
