import { ApiProperty } from '@nestjs/swagger';
import { examples } from '#financing';

/** The Idempotency-Key that /docs shows; when the operation is tried, a new one is sent in its place. */
export const EXAMPLE_KEY = '00000000-0000-4000-8000-000000000000';

export class AnsweredEventDto {
  @ApiProperty({ format: 'uuid', example: examples.eventId })
  id!: string;

  @ApiProperty({ description: 'What happened.', example: 'PledgeMade' })
  type!: string;

  @ApiProperty({ type: Object, description: 'As it was written down.', example: { amount: examples.pledge } })
  data!: object;
}

export class CommandAnswerDto {
  @ApiProperty({ format: 'uuid', description: 'Of what was made or changed.', example: examples.pledgeId })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Of the stream, after the last event.', example: 7 })
  revision!: number;

  @ApiProperty({
    description:
      'Of the last event, a decimal number. Send it as `atLeast` to read what the command has done.',
    example: examples.position,
  })
  position!: string;

  @ApiProperty({
    description: 'The command was accepted before; nothing happened this time.',
    example: false,
  })
  repeated!: boolean;

  @ApiProperty({ type: AnsweredEventDto, isArray: true })
  events!: AnsweredEventDto[];
}

export class FieldErrorDto {
  @ApiProperty({ example: 'lines[0].quantity' })
  field!: string;

  @ApiProperty({ example: 'must be a decimal string greater than zero, at most 9 digits and 3 decimals' })
  message!: string;
}

export class ProblemDto {
  @ApiProperty({ example: 'urn:semina:problem:pledge_unknown' })
  type!: string;

  @ApiProperty({ example: 'Pledge unknown' })
  title!: string;

  @ApiProperty({ type: 'integer', example: 422 })
  status!: number;

  @ApiProperty({ example: 'The book has no such pledge.' })
  detail!: string;

  @ApiProperty({ description: 'For programs; it does not change.', example: 'pledge_unknown' })
  code!: string;

  @ApiProperty({
    description: 'The request, as the logs name it.',
    example: `urn:uuid:${examples.requestId}`,
  })
  instance!: string;

  @ApiProperty({ type: Object, required: false, description: 'Numbers, codes and ids of the refusal.' })
  details?: object;

  @ApiProperty({ type: FieldErrorDto, isArray: true, required: false })
  errors?: FieldErrorDto[];
}
