import { examples } from '../../documentation/examples.js';
import { CalendarDate, Code, Id, Quantity, ReasonCode, Text, UnitPrice } from '../../input/fields.js';
import { ListOf } from '../../input/lists.js';

export class DispatchedLineDto {
  @Code({ description: 'A product of the terms.', example: 'TAR10' })
  productCode!: string;

  @Quantity({ description: 'How much was sent.', example: '8' })
  quantity!: string;

  @UnitPrice({ description: 'Major units for one: the price that is valid now.', example: '15.50' })
  unitPrice!: string;
}

export class DispatchDeliveryDto {
  @Id({ description: 'Who sends it.', example: examples.producerId })
  producerId!: string;

  @Id({ description: 'The group that gets it.', example: examples.groupId })
  groupId!: string;

  @Text({ max: 40, description: 'A season of the terms.', example: examples.season })
  season!: string;

  @ListOf(() => DispatchedLineDto, { min: 1, max: 200, description: 'What is in it.' })
  lines!: DispatchedLineDto[];

  @CalendarDate({ description: 'When it was sent.', example: '2020-12-18' })
  dispatchedOn!: string;
}

export class TakenLineDto {
  @Code({ description: 'A product of the delivery.', example: 'TAR10' })
  productCode!: string;

  @Quantity({ zero: true, description: 'How much was taken.', example: '7' })
  quantity!: string;
}

export class AcceptDeliveryDto {
  @ListOf(() => TakenLineDto, {
    optional: true,
    min: 1,
    max: 200,
    description: 'What was taken; a product that is not listed was not. All of it where this is left out.',
  })
  lines?: TakenLineDto[];

  @CalendarDate({ description: 'When it was taken.', example: '2020-12-21' })
  acceptedOn!: string;
}

export class RejectDeliveryDto {
  @ReasonCode({ description: 'Why, as a code.', example: 'spoilt' })
  reasonCode!: string;
}
