import type { Instant } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Places } from '../../domain/ports/places.js'
import { atOnce } from './at-once.js'

/** Places of one process. The largest group bounds what is held. */
export function createMemoryPlaces(clock: Clock): Places {
  const groups = new Map<string, Map<string, Instant>>()
  const live = (name: string): Map<string, Instant> => {
    const places = groups.get(name) ?? new Map<string, Instant>()
    for (const [id, until] of places) if (until <= clock.now()) places.delete(id)
    if (places.size === 0) groups.delete(name)
    return places
  }
  return {
    take: (id, keepFor, wanted) =>
      atOnce(() => {
        const full = wanted.find(({ name, most }) => live(name).size >= most)
        // check: places-are-limited-in-this-process
        if (full) return full.name
        for (const { name } of wanted) groups.set(name, live(name).set(id, clock.now() + keepFor))
        return null
      }),
    giveBack: (id) =>
      atOnce(() => {
        for (const [name, places] of groups) if (places.delete(id) && places.size === 0) groups.delete(name)
      }),
    taken: (group) => atOnce(() => live(group).size),
  }
}
