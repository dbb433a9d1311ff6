import { ApiSchema } from '@nestjs/swagger';

/** A command that says all by its path. The body may be left out or be `{}`. */
@ApiSchema({ description: 'There is nothing to say: the path says it.' })
export class NothingDto {}
