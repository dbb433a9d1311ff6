/** The witness cannot start or go on with what is in its folder. The message is for whoever runs it. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}
