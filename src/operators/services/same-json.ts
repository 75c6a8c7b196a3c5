/**
 * Compares values as JSON, which is how a store keeps them: a member that is undefined equals one that is absent. Values
 * of JSON alone; without writing them, because an aggregate has thousands of services with hundreds of values each.
 */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (!isObject(one) || !isObject(other)) return false
  if (Array.isArray(one) || Array.isArray(other))
    return Array.isArray(one) && Array.isArray(other) && sameList(one, other)
  const names = namesIn(one)
  // What an object inherits is no member of it, whatever its name.
  const isSame = (name: string): boolean => Object.hasOwn(other, name) && sameJson(one[name], other[name])
  return names.length === namesIn(other).length && names.every(isSame)
}

const sameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((each, index) => sameJson(each, other[index]))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const namesIn = (value: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(value).filter((name) => value[name] !== undefined)
