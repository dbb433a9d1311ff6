import { type CommanderError } from 'commander';

const NOT_UNDERSTOOD = 2;

/**
 * For `exitOverride` of a program, before its commands are added: whoever asked for help ends with 0, whoever was not understood with 2.
 * Commander would say 1, which our programs keep for what they have found.
 */
export function endUnheard({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : NOT_UNDERSTOOD);
}
