/**
 * Reads a text line by line, without ever splitting all of it: what follows the last line that is asked for costs
 * nothing, however many newlines it holds.
 */
export class Lines {
  #at = 0;

  constructor(private readonly text: string) {}

  /** The next line without its newline, or undefined where no newline follows. */
  next(): string | undefined {
    const end = this.text.indexOf('\n', this.#at);
    if (end < 0) return undefined;
    const line = this.text.slice(this.#at, end);
    this.#at = end + 1;
    return line;
  }

  /** Everything that has not been read yet. */
  rest(): string {
    return this.text.slice(this.#at);
  }
}
