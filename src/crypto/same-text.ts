import { timingSafeEqual } from 'node:crypto'

/** True if both are the same text; takes the same time wherever they differ. Of any length, and any characters. */
export function sameText(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}
