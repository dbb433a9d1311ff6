import type { DataSource } from 'typeorm';
import type { EventStore } from '#event-store';
import { balances } from './balances/projection.js';
import { Balances } from './balances/queries.js';
import { coProductions } from './co-productions/projection.js';
import { CoProductions } from './co-productions/queries.js';
import { deliveries } from './deliveries/projection.js';
import { Deliveries } from './deliveries/queries.js';
import { pledges } from './pledges/projection.js';
import { Pledges } from './pledges/queries.js';
import { producers } from './producers/projection.js';
import { Producers } from './producers/queries.js';
import type { ReadModel } from './read-model.js';
import { statements } from './statements/projection.js';
import { Statements } from './statements/queries.js';
import { Trails } from './trail/queries.js';

export { Balances, CoProductions, Deliveries, Pledges, Producers, Statements, Trails };

/** Every read model of the house, as it is kept. */
export const allProjections: readonly ReadModel[] = [
  coProductions,
  balances,
  producers,
  pledges,
  statements,
  deliveries,
];

/** The entities of the read models, for the data source that is asked. */
export const readModelEntities = allProjections.flatMap(({ entities }) => entities);

/** Every read model of the house, as it is asked; trails are read from the events themselves. */
export class ReadModels {
  readonly coProductions: CoProductions;
  readonly balances: Balances;
  readonly producers: Producers;
  readonly pledges: Pledges;
  readonly deliveries: Deliveries;
  readonly statements: Statements;
  readonly trails: Trails;

  constructor(
    readonly source: DataSource,
    store: EventStore,
  ) {
    this.coProductions = new CoProductions(source);
    this.balances = new Balances(source);
    this.producers = new Producers(source);
    this.pledges = new Pledges(source);
    this.deliveries = new Deliveries(source);
    this.statements = new Statements(source);
    this.trails = new Trails(store);
  }
}
