import type { Response } from 'express'

/** Aborted when the connection ends before its answer: nobody is there any more to take it. */
export function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  return gone.signal
}
