import { setTimeout as pause } from 'node:timers/promises';
import { APPEND_ON_THE_WIRE } from '../../contract/append-on-the-wire.js';
import type { Breakable, Clocked, Door, Fault } from '../plan/step.js';
import type { House } from './house.js';

/** What makes it whole again; called when the step's commands are answered or given up. Resolves when it is. */
export type Mend = () => Promise<void>;

const nothing: Mend = async () => undefined;

/**
 * Lets it happen. What is killed starts again, and what stands still goes on, without waiting for the commands, some of which
 * are not answered before.
 */
export async function breakIt(house: House, fault: Fault): Promise<Mend> {
  switch (fault.kind) {
    case 'killed':
      return resolvesWith(kill(house, fault.what));
    case 'ended':
      return resolvesWith(house.process(fault.what).endAndStart('SIGTERM'));
    case 'cut off':
      return cutOff(house, fault.what);
    case 'write unanswered':
      return loseAnswer(house, fault.what);
    case 'stands still':
      return resolvesWith(standStill(house, fault.what, fault.milliseconds));
    case 'event server fails':
      await house.eventServer?.fail(fault.how);
      return async () => house.eventServer?.recover();
    case 'turn held':
      return resolvesWith(holdTurn(house, fault.milliseconds));
    case 'clock jumps':
      house.process(fault.what).clock.jump(fault.to);
      return nothing;
  }
}

/** Also where it fails before anybody waits for it, the step fails and not the program. */
function resolvesWith(work: Promise<void>): Mend {
  work.catch(() => undefined);
  return () => work;
}

function cutOff(house: House, what: Clocked): Mend {
  const { toDatabase } = house.process(what);
  toDatabase.cut();
  return async () => toDatabase.mend();
}

function loseAnswer(house: House, what: Door): Mend {
  const { toDatabase } = house.doors[what];
  toDatabase.loseAnswerTo(APPEND_ON_THE_WIRE);
  return async () => toDatabase.loseNothing();
}

async function kill(house: House, what: Breakable): Promise<void> {
  if (what === 'database') return house.database.dieAndRecover();
  if (what === 'event server') return house.eventServer?.dieAndRecover();
  return house.process(what).endAndStart('SIGKILL');
}

async function standStill(house: House, what: Breakable, milliseconds: number): Promise<void> {
  if (what === 'database') {
    const goOn = await house.database.stop();
    await pause(milliseconds);
    return goOn();
  }
  const process = what === 'event server' ? house.eventServer : house.process(what);
  process?.signal('SIGSTOP');
  await pause(milliseconds);
  process?.signal('SIGCONT');
}

async function holdTurn(house: House, milliseconds: number): Promise<void> {
  const letGo = await house.database.holdTurn();
  await pause(milliseconds);
  await letGo();
}
