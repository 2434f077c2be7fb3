/**
 * An input that cannot be used: the user's to mend, told in one sentence that names the input and
 * what to do. Entry points print `message` alone, without a stack.
 */
export class InputError extends Error {
  override readonly name: string = "InputError";
  /** The input at fault: a path, an address, an option. */
  readonly input: string;

  constructor(input: string, problem: string, options?: ErrorOptions) {
    super(`${input}: ${problem}`, options);
    this.input = input;
  }
}

/** A name or a number that is well formed, and that nothing on record bears. */
export class MissingError extends InputError {
  override readonly name = "MissingError";
}
