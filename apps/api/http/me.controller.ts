import { Controller, Get } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { examples, type Role, roles } from '#financing';
import { type Caller, CallerParam } from '../security/caller.js';
import { RoleRegistry } from '../security/role-registry.js';
import { ReadOperation } from '../documentation/documented.js';

export class HeldRoleDto {
  @ApiProperty({ format: 'uuid', example: examples.groupId })
  partyId!: string;

  @ApiProperty({ enum: roles, example: 'referent' })
  role!: Role;
}

export class MeDto {
  @ApiProperty({ format: 'uuid', example: examples.personId })
  personId!: string;

  @ApiProperty({ description: 'Runs the server.', example: false })
  operator!: boolean;

  @ApiProperty({ type: HeldRoleDto, isArray: true })
  roles!: HeldRoleDto[];
}

@ApiTags('Parties')
@Controller('me')
export class MeController {
  constructor(private readonly registry: RoleRegistry) {}

  @Get()
  @ReadOperation({
    summary: 'Who am I',
    description: 'The person that the token names, and the roles it holds now.',
    answer: MeDto,
    codes: [],
  })
  async me(@CallerParam() { personId, operator }: Caller): Promise<MeDto> {
    return { personId, operator, roles: (await this.registry.present()).rolesOf(personId) };
  }
}
