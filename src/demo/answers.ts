import { setTimeout as delay } from 'node:timers/promises'

const STARTS_WITHIN = 120_000

/** Waits until a URL answers with 200. Throws one line if it does not within two minutes. */
export const answers = async (url: string, headers: Record<string, string> = {}): Promise<void> => {
  const deadline = performance.now() + STARTS_WITHIN
  while (performance.now() < deadline) {
    const status = await fetch(url, { headers }).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return
    await delay(100)
  }
  throw new Error(`${url} did not answer within ${STARTS_WITHIN / 1000} s`)
}
