import type { DataSource } from 'typeorm';
import type { EventStore } from '#event-store';
import * as balances from './balances/entity.js';
import { Balances } from './balances/queries.js';
import * as coProductions from './co-productions/entity.js';
import { CoProductions } from './co-productions/queries.js';
import * as deliveries from './deliveries/entity.js';
import { Deliveries } from './deliveries/queries.js';
import * as pledges from './pledges/entity.js';
import { Pledges } from './pledges/queries.js';
import * as producers from './producers/entity.js';
import { Producers } from './producers/queries.js';
import * as statements from './statements/entity.js';
import { Statements } from './statements/queries.js';
import { Trails } from './trail/queries.js';

export { Balances, CoProductions, Deliveries, Pledges, Producers, Statements, Trails };

/** The entities of the read models, for the data source that is asked. */
export const readModelEntities = [
  coProductions,
  balances,
  producers,
  pledges,
  statements,
  deliveries,
].flatMap((entities) => Object.values<new () => object>(entities));

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
