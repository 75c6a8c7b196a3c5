import { BrokerError } from '../domain/errors.js'

/** Runs tasks, a few at once; the others wait in line. */
export interface BoundedQueue {
  /** Runs `task` when its turn comes. Throws `BrokerError('unavailable')` at once if the line is full. */
  run<T>(task: () => Promise<T>): Promise<T>
}

/** At most `concurrency` tasks at once and at most `waiting` in line. */
export function createBoundedQueue(limits: { concurrency: number; waiting: number; name: string }): BoundedQueue {
  const line: (() => void)[] = []
  let running = 0
  const turn = (): Promise<void> => {
    if (running < limits.concurrency) {
      running += 1
      return Promise.resolve()
    }
    if (line.length >= limits.waiting) throw new BrokerError('unavailable', `${limits.name}: too many are waiting`)
    return new Promise((resolve) => line.push(resolve))
  }
  const next = (): void => {
    const first = line.shift()
    if (first) first()
    else running -= 1
  }
  return {
    async run(task) {
      await turn()
      try {
        return await task()
      } finally {
        next()
      }
    },
  }
}
