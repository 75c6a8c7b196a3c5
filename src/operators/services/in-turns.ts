import { setImmediate } from 'node:timers/promises'

/** So many are made in one turn of the event loop: logins wait for no more than these. */
const AT_ONCE = 50

/** Makes something of each, in their order; of thousands in many turns of the loop. */
export async function inTurns<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Made | Promise<Made>,
): Promise<readonly Made[]> {
  const all: Made[] = []
  for (const item of items) {
    all.push(await make(item))
    if (all.length % AT_ONCE === 0) await setImmediate()
  }
  return all
}
