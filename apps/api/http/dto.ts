import { type Type as ClassType } from '@nestjs/common';
import { ApiSchema } from '@nestjs/swagger';
import { type Field, type Fields } from '#decision';
import { field } from '../input/fields.js';
import { ListOf, Nested } from '../input/lists.js';

/** A command that says all by its path. The body may be left out or be `{}`. */
@ApiSchema({ description: 'There is nothing to say: the path says it.' })
class NothingDto {}

const known = new WeakMap<Fields, ClassType<object>>();

/**
 * The class of inputs with these fields, as class-validator checks them and @nestjs/swagger
 * describes them. One class for the same fields, named `<name>Dto` in the OpenAPI document.
 */
export function dtoOf(name: string, fields: Fields): ClassType<object> {
  const found = known.get(fields);
  if (found !== undefined) return found;
  if (Object.keys(fields).length === 0) return NothingDto;
  const made = { [`${name}Dto`]: function () {} }[`${name}Dto`] as unknown as ClassType<object>;
  known.set(fields, made);
  for (const [property, declared] of Object.entries(fields))
    decoratorOf(declared)(made.prototype as object, property);
  return made;
}

function decoratorOf(declared: Field): PropertyDecorator {
  const { description, example, optional } = declared;
  switch (declared.holds) {
    case 'value': {
      const { message, isValid, schema, read } = declared;
      return field({ description, example, optional }, message, isValid, schema, read);
    }
    case 'list': {
      const { name, item, min, max } = declared;
      return ListOf(() => dtoOf(name, item), { description, example, optional, min, max });
    }
    case 'object':
      return Nested(() => dtoOf(declared.name, declared.fields), { description, optional });
  }
}
