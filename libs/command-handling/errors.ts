/** More commands wait than may. Nothing of this one was written; try again in a moment. */
export class CommandHandlingOverloaded extends Error {
  override readonly name = 'CommandHandlingOverloaded';
}

/** Other processes wrote to the stream at every try. Nothing of this command was written; try again in a moment. */
export class CommandHandlingContended extends Error {
  override readonly name = 'CommandHandlingContended';
}
