/** What was opened is closed where the rest of the way fails; throws what that threw. */
export async function orClose<T>(opened: { close(): Promise<unknown> }, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await opened.close()
    throw error
  }
}
