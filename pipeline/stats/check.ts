/** RangeError unless there is at least one value and every one is a finite number. `name` is what the message calls them. */
export function requireFinite(values: ArrayLike<number>, name: string): void {
  if (values.length === 0) throw new RangeError(`${name} is empty: at least one value is needed`);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new RangeError(`${name}[${i}] is ${values[i]}: every value must be a finite number`);
  }
}

/** RangeError unless two lists, described as a sentence would name them, are of one length. */
export function requireAligned(first: ArrayLike<unknown>, firstName: string, second: ArrayLike<unknown>, secondName: string): void {
  if (first.length !== second.length) {
    throw new RangeError(
      `${firstName} has ${first.length} entries and ${secondName} has ${second.length}: they must be aligned, one for one`,
    );
  }
}
