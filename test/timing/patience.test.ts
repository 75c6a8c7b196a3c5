import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterWaiting, within } from '../../src/timing/patience.js'
import { keepBusy } from '../support/busy-loop.js'

describe('waiting for somebody else', () => {
  it('is over after its time, and a little', async () => {
    const from = performance.now()
    await new Promise<void>((resolve) => afterWaiting(400, resolve))
    expect(performance.now() - from).to.be.within(390, 2000)
  })

  it('is not over by time in which this process was busy itself', async () => {
    let isOver = false
    const end = afterWaiting(800, () => (isOver = true))
    keepBusy(1500)
    await sleep(1)
    expect(isOver).to.equal(false)
    end()
  })

  it('ends when it is told to, also when its time has just come', async () => {
    let isOver = false
    const end = afterWaiting(8, () => (isOver = true))
    end()
    end()
    await sleep(100)
    expect(isOver).to.equal(false)
  })

  it('gives the work its own end, whichever way it goes', async () => {
    const late = () => new Error('late')
    expect(await within(10_000, sleep(5, 'done'), late)).to.equal('done')
    const failed = await within(10_000, Promise.reject(new Error('failed')), late).catch(String)
    expect(failed).to.equal('Error: failed')
    expect(await within(5, new Promise(() => undefined), late).catch(String)).to.equal('Error: late')
  })
})
