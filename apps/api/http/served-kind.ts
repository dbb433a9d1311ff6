import { type Field, type Fields, type StreamCommand } from '#decision';
import { type Kind } from '#financing';

/** How a command is given over HTTP. */
export interface CommandRoute {
  /** What follows the collection, e.g. `:id/pledges/:pledgeId/withdrawal`; all commands are POST. */
  readonly path: string;
  /** Under which heading /docs shows it. */
  readonly tag: string;
  readonly summary: string;
  /** What it does and who may give it, in words. */
  readonly description: string;
}

/**
 * The way to every command of a kind of stream. `by hand`: a controller of its own takes it,
 * because more comes with it than the command says.
 */
export type CommandRoutes<Command extends StreamCommand = StreamCommand> = {
  readonly [Type in Command['type']]: CommandRoute | 'by hand';
};

/** A kind of stream with its place in the API. */
export interface ServedKind {
  readonly kind: Kind;
  /** Plural noun, the first part of its paths. */
  readonly collection: string;
  /** Names the kind in metrics. */
  readonly label: string;
  readonly routes: CommandRoutes;
  /** What stands in its paths behind a colon; `id` is the stream's. */
  readonly params: Fields & { readonly id: Field };
}
