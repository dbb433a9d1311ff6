import { accepted, type input, refusal, rejected } from '#decision';
import type { PartyKind } from '../../party/roles.js';
import { coProductionCommand } from '../declare.js';
import { coProductionProposed } from '../events/co-production-proposed.js';
import { termsInput } from '../terms-input.js';
import { invalidField } from '../terms-rules.js';
import type { Terms } from '../terms.js';

export interface ProposeCoProduction {
  readonly type: 'ProposeCoProduction';
  readonly terms: Terms;
  /** What the named parties are registered as; a party that is not registered is absent. */
  readonly kinds: { readonly [partyId: string]: PartyKind };
}

/** The parties put their terms on the table. What is wrong with them is told by the field. */
export const proposeCoProduction = coProductionCommand<ProposeCoProduction>()({
  type: 'ProposeCoProduction',
  input: termsInput,
  creates: 'co-production',
  asked: (terms: input.InputOf<typeof termsInput>) => ({ terms }),
  facts({ terms }: Pick<ProposeCoProduction, 'terms'>, parties) {
    const { custodianId, producers, auditors } = terms;
    const named = [custodianId, ...producers.map(({ producerId }) => producerId), ...auditors];
    const kinds = named.map((partyId) => [partyId, parties.kindOf(partyId)] as const);
    return { kinds: Object.fromEntries(kinds.filter(([, kind]) => kind !== undefined)) };
  },
  statuses: ['absent'],
  refuses: {
    terms_invalid: refusal.rule('The terms do not fit together; `details` names the field.'),
  },
  makes: { CoProductionProposed: (terms: Terms) => ({ terms, kinds: {} }) },
  decide({ terms, kinds }) {
    const field = invalidField(terms, kinds);
    if (field !== undefined) return rejected('terms_invalid', { field });
    return accepted(coProductionProposed.of(terms));
  },
});
