/**
 * Does each of these again and again, at the same time, while `work` is done, and once more after it. Returns how often
 * they were done, and what failed.
 */
export async function whileLoaded(
  repeated: readonly (() => Promise<void>)[],
  work: () => Promise<void>,
): Promise<{ readonly rounds: number; readonly failures: readonly string[] }> {
  const failures: string[] = []
  let rounds = 0
  let over = false
  const repeat = async (each: () => Promise<void>): Promise<void> => {
    for (let last = false; !last;) {
      last = over
      rounds += 1
      await each().catch((error: unknown) => failures.push(String(error)))
    }
  }
  const all = Promise.all(repeated.map(repeat))
  try {
    await work()
  } finally {
    over = true
    await all
  }
  return { rounds, failures }
}
