import { ApiProperty } from '@nestjs/swagger';
import { examples, type Role, roles } from '#financing';
import { Id, OneOf } from '../../input/fields.js';

export class RoleDto {
  @Id({ description: 'The person.', example: examples.personId })
  personId!: string;

  @OneOf(roles, { description: 'What the person is there.', example: 'referent' })
  role!: Role;
}

export class RolesDto {
  @ApiProperty({ type: RoleDto, isArray: true })
  items!: RoleDto[];
}
