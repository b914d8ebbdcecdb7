/** Freezes plain data to its depths, which may be more than calls can be nested. */
export function freeze<Value>(value: Value): Value {
  const left: unknown[] = [value];
  // Grows on the way.
  for (const each of left) {
    if (typeof each !== 'object' || each === null || Object.isFrozen(each)) continue;
    for (const inner of Object.values(each)) left.push(inner);
    Object.freeze(each);
  }
  return value;
}
