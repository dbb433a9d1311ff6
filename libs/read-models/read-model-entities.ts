import { BalanceCurrencyRow, BalanceRow } from './balances/entity.js';
import { CoProductionRow, ForecastRow } from './co-productions/entity.js';
import { DeliveryRow } from './deliveries/entity.js';
import { PledgeRow } from './pledges/entity.js';
import { ProducerCreditorRow, ProducerRow, ProducerSeasonRow, ProducerTotalRow } from './producers/entity.js';
import { StatementItemRow, StatementRow } from './statements/entity.js';

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
