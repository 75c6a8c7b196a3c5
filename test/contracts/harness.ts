import { expect } from 'chai'
import type { Duration, Instant } from '../../src/domain/instant.js'
import { BrokerError } from '../../src/domain/error-catalogue.js'

/** One ephemeral store under test, with the time it lives by. */
export interface EphemeralHarness<Store> {
  readonly store: Store
  /** A second door to the same data, as another instance of the broker has it; the same store if there is none. */
  readonly other: Store
  now(): Instant
  /** Lets time pass: a moved clock, or waiting. */
  pass(time: Duration): Promise<void>
  /** From here on the store does not answer. */
  breakDown(): Promise<void>
  close(): Promise<void>
}

export type MakeEphemeral<Store> = () => Promise<EphemeralHarness<Store>>

/** Makes a fresh store before each test of a suite and closes it behind it. */
export function eachWith<Harness extends { close(): Promise<void> }>(make: () => Promise<Harness>): () => Harness {
  let current: Harness | null = null
  beforeEach(async () => {
    current = await make()
  })
  afterEach(async () => {
    await current?.close()
    current = null
  })
  return () => {
    if (!current) throw new Error('no store has been made')
    return current
  }
}

/** Passes if `work` is refused because the store does not answer. */
export async function expectUnavailable(work: Promise<unknown>): Promise<void> {
  const error = await rejectionOf(work)
  expect(error).to.be.instanceOf(BrokerError)
  expect(error).to.have.property('code', 'unavailable')
}

/** What `work` is rejected with; fails if it is not. */
export async function rejectionOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  return expect.fail('nothing was refused')
}
