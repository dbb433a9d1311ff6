import { BalanceCurrencyRow, BalanceRow } from './balances/entity.js';
import { balances } from './balances/projection.js';
import { CoProductionRow, ForecastRow } from './co-productions/entity.js';
import { coProductions } from './co-productions/projection.js';
import { DeliveryRow } from './deliveries/entity.js';
import { deliveries } from './deliveries/projection.js';
import { PledgeRow } from './pledges/entity.js';
import { pledges } from './pledges/projection.js';
import { ProducerCreditorRow, ProducerRow, ProducerSeasonRow, ProducerTotalRow } from './producers/entity.js';
import { producers } from './producers/projection.js';
import type { Projection } from './runner/projection.js';
import { StatementItemRow, StatementRow } from './statements/entity.js';
import { statements } from './statements/projection.js';

/** Every read model of the house. */
export const allProjections: readonly Projection[] = [
  coProductions,
  balances,
  producers,
  pledges,
  statements,
  deliveries,
];

/** The entities of the read models, for the data source that the queries are given. */
export const readModelEntities = [
  CoProductionRow,
  ForecastRow,
  BalanceRow,
  BalanceCurrencyRow,
  ProducerRow,
  ProducerSeasonRow,
  ProducerTotalRow,
  ProducerCreditorRow,
  PledgeRow,
  StatementRow,
  StatementItemRow,
  DeliveryRow,
];
