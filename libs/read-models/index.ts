/** The read models of the house, one folder each. */
export * from './all-projections.js';
export type { ReadModel } from './read-model.js';
export * from './read-model-entities.js';
export { CoProductions, type CoProductionsRequest } from './co-productions/queries.js';
export type { CoProductionAnswer, Forecast, Totals } from './co-productions/answer.js';
export { type Balance, Balances, type BalancesPage } from './balances/queries.js';
export { type Creditor, type FoundProducer, type ProducerRequest, Producers } from './producers/queries.js';
export type { ProducerAnswer, SeasonAnswer } from './producers/answer.js';
export { type PledgeAnswer, Pledges } from './pledges/queries.js';
export {
  type StatementAnswer,
  type StatementItem,
  type StatementRequest,
  Statements,
} from './statements/queries.js';
export { Deliveries, type DeliveryAnswer } from './deliveries/queries.js';
export type { TrailItem } from './trail/item.js';
export { Trails, WholeBookOnly } from './trail/queries.js';
export type { BookPageRequest, BookRequest } from './book-request.js';
