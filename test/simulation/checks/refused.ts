import { asksOf, commandsOf, grouped, isRefused, isTurnedAway } from './asks.js';
import { streamOf } from '../network/world.js';
import type { Check } from './evidence.js';

/** No command of which every ask was refused has left anything in the store. */
export const noRefusedCommandIsThere: Check = ({ history, events }) => {
  const written = new Set(events.map(({ metadata }) => metadata.commandId));
  const asked = grouped(asksOf(history), ({ key }) => key);
  return [...asked]
    .filter(([key, asks]) => written.has(key) && asks.every((ask) => isRefused(ask) || isTurnedAway(ask)))
    .map(([key, asks]) => `step ${asks[0]!.step}: command ${key} was refused, and is in the store`);
};

/** Whatever became of the answers: a command is at one place or nowhere, and nothing is there that nobody asked for. */
export const nothingElseIsThere: Check = ({ plan, history, events }) => {
  const commands = commandsOf(plan);
  const asked = new Set(asksOf(history).map(({ key }) => key));
  const findings: string[] = [];
  for (const [key, written] of grouped(events, ({ metadata }) => metadata.commandId)) {
    const command = commands.get(key);
    const [first] = written;
    if (command === undefined || !asked.has(key)) {
      findings.push(`nobody asked for what is at position ${first!.position}, command ${key}`);
      continue;
    }
    const isHers = written.every(
      ({ stream, metadata }) => stream === streamOf(command) && metadata.actor === command.actor.id,
    );
    if (!isHers) findings.push(`command ${key} is in the store as of another stream or person`);
    const isOne = written.every(({ revision }, place) => revision === first!.revision + place);
    if (!isOne) findings.push(`command ${key} is in the store at more than one place`);
  }
  return findings;
};

/** Nothing is missing between two events of a stream, every event has an id of its own, and the order is one. */
export const nothingIsMissingInBetween: Check = ({ events }) => {
  const findings: string[] = [];
  for (const [stream, own] of grouped(events, (event) => event.stream)) {
    const at = own.findIndex(({ revision }, place) => revision !== place);
    if (at >= 0) findings.push(`${stream} has revision ${own[at]!.revision} where ${at} would be next`);
  }
  const twice = [...grouped(events, ({ id }) => id)].filter(([, own]) => own.length > 1);
  findings.push(...twice.map(([id, own]) => `event ${id} is in the store ${own.length} times`));
  events.slice(1).forEach(({ position }, place) => {
    if (position <= events[place]!.position)
      findings.push(`position ${position} does not come after the one before`);
  });
  return findings;
};
