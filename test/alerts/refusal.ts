import { InvalidInputError } from '../../src/errors/index.ts';

/** Where the first bad thing stands in what a function was given. */
export function placeOfError(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof InvalidInputError) return error.at;
    throw error;
  }
  return 'no error';
}
