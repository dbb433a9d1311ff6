import { VersionedMap, VersionedSet } from '#versioned';
import { coProductionEvent } from '../declare.js';
import { changed } from '../positions.js';
import { termsShape } from '../terms.js';

/** The parties put their terms on the table. */
export const coProductionProposed = coProductionEvent({
  type: 'CoProductionProposed',
  data: termsShape,
  upcasts: [],
  day: undefined,
  evolve(state, terms) {
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
  },
  concerns: () => 'everybody',
});
