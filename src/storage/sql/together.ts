interface Waiter<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (fault: unknown) => void
}

interface Writing<Item, Result> {
  /** Writes all of these or none; gives what became of each. */
  readonly write: (items: readonly Item[]) => Promise<(item: Item) => Result>
  /** Whether one of several may have made them fail, so that the others may go well without it. */
  readonly mayBeOfOne: (fault: unknown) => boolean
  readonly most: number
}

/**
 * Writes items that come at the same time together: what comes while a write is under way goes with the next one, at
 * most so many at once. Nobody waits for others to come, and each is told of its own item alone.
 */
export function createTogether<Item, Result>(how: Writing<Item, Result>): (item: Item) => Promise<Result> {
  const waiting: Waiter<Item, Result>[] = []
  let isUnderWay = false
  const writeAll = async (): Promise<void> => {
    isUnderWay = true
    while (waiting.length > 0) await writeBatch(waiting.splice(0, how.most), how)
    isUnderWay = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isUnderWay) void writeAll()
    })
}

async function writeBatch<Item, Result>(
  batch: readonly Waiter<Item, Result>[],
  { write, mayBeOfOne, most }: Writing<Item, Result>,
): Promise<void> {
  try {
    const resultOf = await write(batch.map(({ item }) => item))
    // check: each-login-waits-for-its-own-entry
    for (const { item, resolve } of batch) resolve(resultOf(item))
  } catch (fault) {
    const alone = batch.length > 1 && mayBeOfOne(fault)
    for (const each of batch) {
      if (alone) await writeBatch([each], { write, mayBeOfOne, most })
      else each.reject(fault)
    }
  }
}
