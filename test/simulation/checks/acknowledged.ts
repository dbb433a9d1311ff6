import { canonicalJson, type JsonObject, type RecordedEvent } from '#event-store';
import { type Ask, asksOf, grouped, isAccepted } from './asks.js';
import type { Check } from './evidence.js';

/** Every command that was answered as done is in the store exactly once, just as it was answered; however often it was asked for. */
export const everyAcknowledgedCommandIsThereOnce: Check = ({ history, events }) => {
  const written = grouped(events, ({ metadata }) => metadata.commandId);
  const acknowledged = grouped(asksOf(history).filter(isAccepted), ({ key }) => key);
  return [...acknowledged].flatMap(([key, asks]) => [
    ...asks.flatMap((ask) => asAnswered(ask, written.get(key) ?? [])),
    ...answeredAlike(key, asks),
  ]);
};

function asAnswered({ key, step, answer }: Ask, events: readonly RecordedEvent[]): string[] {
  const { position, revision, events: answered = [] } = answer!.body;
  const name = `step ${step}: command ${key}`;
  if (events.length === 0) return [`${name} was acknowledged and is not in the store`];
  const last = events.at(-1)!;
  const [told, found] = [answered, events].map((list) =>
    canonicalJson(list.map(({ id, type, data }) => ({ id, type, data: data as JsonObject }))),
  );
  return [
    ...(told === found ? [] : [`${name} was acknowledged with ${told}, and in the store is ${found}`]),
    ...(String(last.position) === position && last.revision === revision
      ? []
      : [`${name} was told to be at ${position}/${revision}, and is at ${last.position}/${last.revision}`]),
  ];
}

function answeredAlike(key: string, asks: readonly Ask[]): string[] {
  const first = asks.filter(({ answer }) => answer!.body.repeated === false);
  return first.length > 1 ? [`command ${key} was answered ${first.length} times as done just now`] : [];
}
