import { today } from './offer.js';
import type { CoProductionCommand, CoProductionEvent } from '../catalogue.js';
import { initialCoProduction } from '../state.js';
import { coProductionStream } from '../stream.js';

/** Given what happened, when this is asked today, then these events happen, or this rule refuses it. */
export function given(...history: readonly CoProductionEvent[]) {
  const state = history.reduce(coProductionStream.evolve, initialCoProduction);
  return {
    when(command: CoProductionCommand) {
      const decision = coProductionStream.decide(command, state, { today, id: 'C' });
      return {
        then(...events: readonly CoProductionEvent[]): void {
          expect(decision).toEqual({ events });
        },
        thenAccepted(): void {
          expect(decision).toHaveProperty('events');
        },
        /** Without details only the code is compared. */
        thenRejected(code: string, details?: object): void {
          const expected = details === undefined ? expect.anything() : details;
          expect(decision).toEqual({ rejection: { code, details: expected } });
        },
      };
    },
  };
}
