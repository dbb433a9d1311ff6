/** The server cannot be used, or not now: it does not answer, does not know us, or is not a Semina server. */
export class ServerUnusable extends Error {
  override readonly name = 'ServerUnusable';
}
