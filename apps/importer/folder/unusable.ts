/** The folder cannot be imported at all: nothing of it has been written. */
export class FolderUnusable extends Error {
  override readonly name = 'FolderUnusable';

  /** `line` is counted from 1; 0 where it is about the file as a whole. */
  constructor(
    readonly file: string,
    readonly line: number,
    readonly code: string,
    readonly words: string,
  ) {
    super(`${file}${line > 0 ? `:${line}` : ''} ${code}: ${words}`);
  }
}
