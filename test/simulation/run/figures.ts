import { asksOf, grouped, isAccepted, isRefused } from '../checks/asks.js';
import type { Evidence } from '../checks/evidence.js';

/** What a run was, in one line. */
export function figuresOf({ plan, history, events }: Evidence): string {
  const asks = asksOf(history);
  const keys = [...grouped(asks, ({ key }) => key).values()];
  const accepted = keys.filter((own) => own.some(isAccepted)).length;
  const refused = keys.filter((own) => !own.some(isAccepted) && own.some(isRefused)).length;
  const faults = history.flatMap((entry) => (entry.kind === 'fault' ? [entry.fault.kind] : []));
  const kinds = [...grouped(faults, (kind) => kind)].map(([kind, own]) => `${kind} ${own.length}`);
  const lost = asks.filter(({ answer }) => answer === undefined || answer.status === 503).length;
  return [
    `seed ${plan.seed} on ${plan.store}: ${keys.length} commands in ${asks.length} requests`,
    `${accepted} accepted, ${refused} refused, ${keys.length - accepted - refused} of unknown outcome`,
    `${lost} requests without an answer`,
    `${events.length} events`,
    `${faults.length} faults (${kinds.join(', ')})`,
  ].join('; ');
}
