import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from './guards.js';
import { TOKENS, type Tokens } from './tokens.js';

/** The public keys of the tokens that this server signs, for whoever wants to check one. */
@ApiExcludeController()
@Public()
@Controller('.well-known')
export class KeysController {
  constructor(@Inject(TOKENS) private readonly tokens: Tokens) {}

  @Get('jwks.json')
  keySet(): object {
    return { keys: this.tokens.keys };
  }
}
