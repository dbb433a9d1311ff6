import type { RejectionCode } from '../../decision.js';
import type { CoProductionCommand } from '../commands.js';
import { decideCoProduction } from '../decide.js';
import type { CoProductionEvent } from '../events.js';
import { evolveCoProduction } from '../evolve.js';
import { initialCoProduction } from '../state.js';
import { today } from './offer.js';

/** Given what happened, when this is asked today, then these events happen, or this rule refuses it. */
export function given(...history: readonly CoProductionEvent[]) {
  const state = history.reduce(evolveCoProduction, initialCoProduction);
  return {
    when(command: CoProductionCommand) {
      const decision = decideCoProduction(command, state, { today });
      return {
        then(...events: readonly CoProductionEvent[]): void {
          expect(decision).toEqual({ events });
        },
        thenAccepted(): void {
          expect(decision).toHaveProperty('events');
        },
        /** Without details only the code is compared. */
        thenRejected(code: RejectionCode, details?: object): void {
          const expected = details === undefined ? expect.anything() : details;
          expect(decision).toEqual({ rejection: { code, details: expected } });
        },
      };
    },
  };
}
