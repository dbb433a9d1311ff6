import { examples } from '#financing';
import { Id } from '../input/fields.js';

export class CoProductionParams {
  @Id({ description: 'The co-production.', example: examples.coProductionId })
  id!: string;
}

export class PledgeParams extends CoProductionParams {
  @Id({ description: 'The pledge.', example: examples.pledgeId })
  pledgeId!: string;
}

export class DeliveryParams extends CoProductionParams {
  @Id({ description: 'The delivery.', example: examples.deliveryId })
  deliveryId!: string;
}

export class ProducerParams extends CoProductionParams {
  @Id({ description: 'The producer.', example: examples.producerId })
  producerId!: string;
}

export class StatementParams extends CoProductionParams {
  @Id({ description: 'The party whose statement it is.', example: examples.groupId })
  partyId!: string;
}
