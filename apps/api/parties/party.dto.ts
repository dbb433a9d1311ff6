import { ApiProperty } from '@nestjs/swagger';
import { examples, type PartyKind, partyKinds } from '#financing';

/** What a caller may know of a party. The fields from `email` on are there for those who may read its contact. */
export class PartyDto {
  @ApiProperty({ format: 'uuid', example: examples.groupId })
  id!: string;

  @ApiProperty({ enum: partyKinds, example: 'group' })
  kind!: PartyKind;

  @ApiProperty({
    description: 'What it belongs to.',
    example: [examples.networkId],
    type: String,
    isArray: true,
  })
  networks!: string[];

  @ApiProperty({ description: 'Its personal data is gone for ever.', example: false })
  erased!: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'Groupement Grenoble' })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Grenoble' })
  town!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'FR' })
  country!: string | null;

  @ApiProperty({ type: String, nullable: true, required: false, example: 'groupement@example.org' })
  email?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false, example: '+33 4 76 00 00 00' })
  phone?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false, example: 'FR1420041010050500013M02606' })
  iban?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false, example: '12 rue des Orangers' })
  address?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false, example: 'Collects on Thursdays' })
  notes?: string | null;
}
