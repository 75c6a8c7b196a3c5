import { expect } from 'chai'
import { BrokerError, type ErrorCode } from '../../src/domain/error-catalogue.js'

/** The code that a call refuses with; fails if it does not throw a BrokerError. */
export function refusalOf(call: () => unknown): ErrorCode {
  try {
    call()
  } catch (error) {
    if (error instanceof BrokerError) return error.code
    throw error
  }
  return expect.fail('nothing was refused')
}

/** As `refusalOf`, of a promise. */
export async function rejectionOf(promise: Promise<unknown>): Promise<ErrorCode> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => ({ error }),
  )
  return refusalOf(() => {
    if (outcome) throw outcome.error
  })
}

/** The message of whatever a promise rejects with; fails if it does not. */
export async function rejectionMessageOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => String(error),
  )
  return outcome ?? expect.fail('nothing was refused')
}
