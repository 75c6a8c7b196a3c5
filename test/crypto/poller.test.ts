import { expect } from 'chai'
import { createPoller } from '../../src/crypto/poller.js'
import { rejectionOf } from '../contracts/harness.js'

/** A poller whose store is up or down. */
function house() {
  const errors: unknown[] = []
  const state = { down: false }
  const refresh = async (): Promise<void> => {
    await Promise.resolve()
    if (state.down) throw new Error('the store is down')
  }
  const poller = createPoller({ every: 5, refresh, onError: (error) => errors.push(error) })
  return { poller, state, errors }
}

const eventually = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('a poller', () => {
  it('is in step after its first refresh', async () => {
    const { poller } = house()
    await poller.start()
    await poller.inStep()
    await poller.stop()
  })

  it('is out of step while its polls fail, tells what it fails of, and is in step again after one that went well', async () => {
    const { poller, state, errors } = house()
    const isInStep = () =>
      poller.inStep().then(
        () => true,
        () => false,
      )
    await poller.start()
    state.down = true
    await eventually(async () => !(await isInStep()))
    expect(await rejectionOf(poller.inStep())).to.have.property('message', 'the store is down')
    expect(errors).not.to.deep.equal([])
    state.down = false
    await eventually(isInStep)
    await poller.stop()
  })
})
