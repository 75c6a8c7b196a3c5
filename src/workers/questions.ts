import type { Duration } from '../domain/instant.js'
import { afterWaiting } from '../timing/patience.js'

/** Questions to another process, and the answers as they come. */
export interface Questions<T> {
  /** Sends a question under a number of its own. Null if the answer does not come in time, or was given up. */
  ask(send: (question: number) => void): Promise<T | null>
  answered(question: number, answer: T): void
  /** Nobody answers any more. */
  giveUp(): void
}

export function createQuestions<T>(within: Duration): Questions<T> {
  const open = new Map<number, (answer: T | null) => void>()
  let last = 0
  return {
    ask: (send) =>
      new Promise((resolve) => {
        const question = (last += 1)
        const done = (answer: T | null): void => {
          end()
          open.delete(question)
          resolve(answer)
        }
        const end = afterWaiting(within, () => done(null))
        open.set(question, done)
        send(question)
      }),
    answered: (question, answer) => open.get(question)?.(answer),
    giveUp() {
      for (const done of [...open.values()]) done(null)
    },
  }
}
