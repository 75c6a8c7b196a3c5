/** Does the work on what was opened. If the work fails, closes what was opened and throws the work's error. */
export async function orClose<T>(opened: { close(): Promise<unknown> }, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await opened.close()
    throw error
  }
}

/** Does the work on what was opened, and closes that, whichever way the work ended. */
export async function closing<Opened extends { close(): Promise<unknown> }, T>(
  opened: Opened,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}
