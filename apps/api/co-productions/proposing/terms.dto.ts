import { examples } from '../../documentation/examples.js';
import { Amount, CalendarDate, Code, Flag, Id, Text, UnitPrice, WholeNumber } from '../../input/fields.js';

export class ProducerShareDto {
  @Id({ description: 'A producer or consortium.', example: examples.producerId })
  producerId!: string;

  @WholeNumber({
    min: 0,
    max: 1000,
    description: 'Its part in thousandths; all together make 1000.',
    example: 400,
  })
  sharePermille!: number;
}

export class ProductDto {
  @Code({ description: 'Names the product in prices, forecasts and deliveries.', example: 'TAR10' })
  code!: string;

  @Text({ max: 120, description: 'What people call it.', example: 'Tarocco oranges, 10 kg box' })
  name!: string;

  @Text({ max: 20, description: 'What one of it is.', example: 'box' })
  unit!: string;

  @UnitPrice({ description: 'Major units for one.', example: '15.50' })
  unitPrice!: string;

  @Flag({ description: 'Sold by weight: a quantity may have decimals.', example: false })
  loose!: boolean;
}

export class TargetDto {
  @Amount({ description: 'Less than this and it is not confirmed.', example: 3_000_000 })
  minimum!: number;

  @Amount({ description: 'What is hoped for.', example: 6_000_000 })
  goal!: number;

  @Amount({ optional: true, description: 'No pledge goes beyond this in total.', example: 8_000_000 })
  cap?: number;
}

export class PledgingDto {
  @CalendarDate({ description: 'No date in the book lies before this day.', example: '2019-03-01' })
  opensOn!: string;

  @CalendarDate({ description: 'Until when pledges are asked for.', example: '2019-05-03' })
  closesOn!: string;

  @Amount({ optional: true, description: 'The least that can be pledged at once.', example: 1_000 })
  minimumPledge?: number;
}

export class SeasonDto {
  @Text({ max: 40, description: 'Names the season.', example: examples.season })
  name!: string;

  @CalendarDate({ description: 'The first day.', example: '2020-12-01' })
  opensOn!: string;

  @CalendarDate({ description: 'The last day.', example: '2021-04-06' })
  closesOn!: string;

  @WholeNumber({
    min: 0,
    max: 1000,
    description: 'The part of the advances that comes back in goods in this season, in thousandths of all.',
    example: 1000,
  })
  sharePermille!: number;
}

export class TrancheTermDto {
  @WholeNumber({ min: 1, max: 1000, description: 'Names the tranche.', example: 1 })
  number!: number;

  @Text({ max: 80, description: 'What it is for.', example: 'Planting' })
  label!: string;

  @CalendarDate({ description: 'When it is to be paid.', example: '2019-07-15' })
  dueOn!: string;
}
