import { VersionedMap, VersionedSet } from '#versioned';
import { accepted, rejected, type Decision } from '../../decision.js';
import { changed } from '../changed.js';
import type { CommandTo } from '../commands.js';
import type { CoProductionEvent, Terms } from '../events.js';
import type { CoProduction } from '../state.js';
import { invalidField } from './rules.js';

/** The parties put their terms on the table. What is wrong with them is told by the field. */
export function propose(command: CommandTo<'ProposeCoProduction'>): Decision<CoProductionEvent> {
  const field = invalidField(command.terms, command.kinds);
  if (field !== undefined) return rejected('terms_invalid', { field });
  return accepted({ type: 'CoProductionProposed', data: command.terms });
}

export function proposed(state: CoProduction, terms: Terms): CoProduction {
  const producerIds = terms.producers.map(({ producerId }) => producerId);
  return changed(state, {
    status: 'proposed',
    terms,
    prices: VersionedMap.of(terms.products.map(({ code, unitPrice }) => [code, unitPrice])),
    pricesVersion: 1,
    parties: VersionedSet.of([terms.custodianId, ...producerIds, ...terms.auditors]),
    producers: VersionedMap.of(producerIds.map((producerId) => [producerId, { advances: 0, due: 0 }])),
    tranches: VersionedSet.of(terms.tranches.map(({ number }) => number)),
  });
}
