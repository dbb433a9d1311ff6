import { type DataSource } from 'typeorm';
import { type EventStore } from '#event-store';
import { Balances, CoProductions, Deliveries, Pledges, Producers, Statements, Trails } from '#read-models';

/** Everything that can be asked of the read models, in one place for whoever asks. */
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
