/** Holds up whoever passes until it is opened. */
export class Gate {
  #open!: () => void;
  readonly opened = new Promise<void>((resolve) => {
    this.#open = resolve;
  });
  #reach!: () => void;
  /** Resolves when the first has come. */
  readonly reached = new Promise<void>((resolve) => {
    this.#reach = resolve;
  });

  async pass(): Promise<void> {
    this.#reach();
    await this.opened;
  }

  open(): void {
    this.#open();
  }
}
