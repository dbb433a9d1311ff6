import { Code, UnitPrice } from '../../input/fields.js';
import { ListOf } from '../../input/lists.js';

export class RevisedPriceDto {
  @Code({ description: 'A product of the terms.', example: 'TAR10' })
  code!: string;

  @UnitPrice({ description: 'Major units for one, from now on.', example: '16.00' })
  unitPrice!: string;
}

export class RevisePricesDto {
  @ListOf(() => RevisedPriceDto, { min: 1, max: 200, description: 'The products whose price changes.' })
  products!: RevisedPriceDto[];
}
