import { plainToInstance, Transform } from 'class-transformer';
import { IsOptional, validateSync, ValidateBy, ValidateIf } from 'class-validator';
import fc from 'fast-check';
import { declareField, quickInput, type FieldCheck } from './quick-input.js';
import { runs } from '../../../test/runs.js';

const small = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
const isWord = (value: unknown): boolean => typeof value === 'string' && /^[a-z]+$/.test(value);
const isNumber = (value: unknown): boolean => typeof value === 'number';

/** A field as the decorators of fields.ts make it: told to class-validator and to quickInput. */
const field =
  (check: FieldCheck): PropertyDecorator =>
  (prototype, name) => {
    declareField(check)(prototype, name);
    ValidateBy({ name: 'field', validator: { validate: check.isValid } })(prototype, name);
    const { read } = check;
    if (check.optional) ValidateIf((_object, value) => value !== undefined)(prototype, name as string);
    if (read) Transform(({ value }: { value: unknown }) => read(value))(prototype, name);
  };

class Named {
  @field({ isValid: isWord, optional: false, read: small })
  name!: string;
}

class Pledge extends Named {
  @field({ isValid: isNumber, optional: false })
  amount!: number;

  @field({ isValid: isWord, optional: true })
  note?: string;
}

/** A rule that quickInput is not told of. */
class Strange extends Named {
  @IsOptional()
  more?: string;
}

/** What class-validator makes of the input; undefined where it objects. */
function slowly(type: new () => object, input: object): object | undefined {
  const instance = plainToInstance(type, input);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  const given = Object.entries(instance).filter(([, value]) => value !== undefined);
  return errors.length === 0 ? Object.fromEntries(given) : undefined;
}

describe('input that is taken quickly', () => {
  const value = fc.oneof(fc.constantFrom('anna', 'ANNA', '', 'Ä', 1, -0, null, undefined), fc.jsonValue());

  it('is taken as class-validator takes it, and what is not is what class-validator refuses', () => {
    const input = fc.record({ name: value, amount: value, note: value, other: value }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.constantFrom(Named, Pledge), input, (type, asked) => {
        expect(quickInput(type, asked)).toEqual(slowly(type, asked));
      }),
      { numRuns: runs({ short: 500, long: 2_000 }) },
    );
  });

  it('comes with the fields of the classes that its class extends', () => {
    expect(quickInput(Pledge, { name: 'ANNA', amount: 5 })).toEqual({ name: 'anna', amount: 5 });
    expect(quickInput(Pledge, { amount: 5 })).toBeUndefined();
  });

  it.each(['toString', 'constructor', 'other'])('has no field %s that nobody declared', (name) => {
    expect(quickInput(Pledge, { name: 'anna', amount: 5, [name]: 'x' })).toBeUndefined();
  });

  it('is of a class that class-validator knows no more about', () => {
    expect(quickInput(Named, { name: 'anna' })).toEqual({ name: 'anna' });
    expect(quickInput(Strange, { name: 'anna' })).toBeUndefined();
    expect(quickInput(Object, {})).toBeUndefined();
  });
});
