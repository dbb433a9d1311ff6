import { field, Text } from '../input/fields.js';
import { isEmail, isIban, isPhone } from '#decision';

/** Personal data. It goes to the directory and nowhere else. */
export class ContactDto {
  @Text({ max: 200, description: 'What people call it.', example: 'Groupement Grenoble' })
  name!: string;

  @field(
    { optional: true, description: 'Where it is written to.', example: 'groupement@example.org' },
    'must be an e-mail address',
    isEmail,
    { type: 'string', format: 'email', maxLength: 254 },
  )
  email?: string;

  @field(
    { optional: true, description: 'Where it is called.', example: '+33 4 76 00 00 00' },
    'must be a telephone number',
    isPhone,
    { type: 'string', maxLength: 31 },
  )
  phone?: string;

  @field(
    { optional: true, description: 'Its bank account (ISO 13616).', example: 'FR1420041010050500013M02606' },
    'must be an IBAN with right check digits',
    (value) => typeof value === 'string' && value.length <= 42 && isIban(value),
    { type: 'string', maxLength: 42 },
  )
  iban?: string;

  @Text({ optional: true, max: 100, description: 'Where it is.', example: 'Grenoble' })
  town?: string;

  @field(
    { optional: true, description: 'ISO 3166-1, two letters.', example: 'FR' },
    'must be a country of two capital letters',
    (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
    { type: 'string', pattern: '^[A-Z]{2}$' },
  )
  country?: string;

  @Text({ optional: true, max: 300, description: 'Street and number.', example: '12 rue des Orangers' })
  address?: string;

  @Text({
    optional: true,
    max: 2000,
    description: 'What else is to be known.',
    example: 'Collects on Thursdays',
  })
  notes?: string;
}
