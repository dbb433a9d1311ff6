import { castOf, type Cast } from '../network/cast.js';
import type { Fault, Look, Plan, Planned, Step } from './step.js';

/** A plan as a numbered story, a line a command: what the seed says will be asked, and what breaks. */
export function toldPlan({ seed, store, steps }: Plan): string {
  const cast = castOf(seed);
  return [
    `The network of seed ${seed}, its events in ${store}.`,
    ...steps.flatMap((step) => toldStep(step, cast)),
    '',
  ].join('\n');
}

export function toldStep({ number, commands, fault, look }: Step, cast: Cast): string[] {
  const head = `${number}. ${commands.length === 1 ? 'One command' : `${commands.length} commands at once`}`;
  return [
    head + (fault === undefined ? '.' : `; ${toldFault(fault)}.`),
    ...commands.map((planned, at) => `   ${number}.${at + 1} ${toldCommand(planned, cast)}`),
    ...(look === undefined ? [] : [`   ${toldLook(look)}`]),
  ];
}

function toldCommand(planned: Planned, cast: Cast): string {
  const { command, door, patient, twice, answerLost, again, expected } = planned;
  const { type, ...given } = command.asked.command;
  const named = JSON.stringify(given).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => cast.nameOf(id));
  const manner = [
    twice ? 'at both doors' : `at the ${door}`,
    ...(patient ? [] : ['once']),
    ...(answerLost ? ['the answer is lost'] : []),
    ...(again ? ['and again'] : []),
  ].join(', ');
  const of = cast.nameOf(command.asked.id);
  return `${command.actor.name}: ${type} ${named} of ${of}, key ${command.key}, ${manner}; in this order: ${expected}`;
}

const toldLook = ({ about, book, door }: Look): string =>
  `the auditor reads the ${about} of ${book.slice(0, 8)} at the ${door}`;

export function toldFault(fault: Fault): string {
  const { kind } = fault;
  const when = 'after' in fault && fault.after > 0 ? `after ${fault.after} answers ` : '';
  switch (kind) {
    case 'killed':
      return `${when}the ${fault.what} is killed`;
    case 'ended':
      return `${when}the ${fault.what} is asked to end, and started again`;
    case 'cut off':
      return `${when}the ${fault.what} is cut off from the database`;
    case 'write unanswered':
      return `what the ${fault.what} writes next is written, but it gets no answer`;
    case 'stands still':
      return `${when}the ${fault.what} stands still for ${fault.milliseconds} ms`;
    case 'event server fails':
      return `the event server: ${fault.how}`;
    case 'turn held':
      return `${when}a stranger holds the turn to write for ${fault.milliseconds} ms`;
    case 'clock jumps':
      return `${when}the clock of the ${fault.what} jumps to ${fault.to}`;
  }
}
