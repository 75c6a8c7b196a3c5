import { expect } from 'chai'
import { setImmediate } from 'node:timers/promises'
import { createBoundedQueue } from '../../src/crypto/password-hash.js'

describe('a bounded queue', () => {
  it('runs as many tasks at once as it may, in the order they came', async () => {
    const queue = createBoundedQueue({ concurrency: 2, waiting: 10, name: 'test' })
    const started: number[] = []
    const finish: (() => void)[] = []
    const runs = [0, 1, 2, 3].map((number) =>
      queue.run(() => {
        started.push(number)
        return new Promise<void>((resolve) => (finish[number] = resolve))
      }),
    )
    await setImmediate()
    expect(started).to.deep.equal([0, 1])
    finish[1]?.()
    await setImmediate()
    expect(started).to.deep.equal([0, 1, 2])
    finish[0]?.()
    finish[2]?.()
    await setImmediate()
    finish[3]?.()
    await Promise.all(runs)
    expect(started).to.deep.equal([0, 1, 2, 3])
  })

  it('goes on after a task that failed', async () => {
    const queue = createBoundedQueue({ concurrency: 1, waiting: 1, name: 'test' })
    const failing = queue.run(() => Promise.reject(new Error('no')))
    const next = queue.run(() => Promise.resolve('done'))
    expect(await failing.catch((error: unknown) => error)).to.be.an('error')
    expect(await next).to.equal('done')
  })

  it('refuses at once when the line is full', async () => {
    const queue = createBoundedQueue({ concurrency: 1, waiting: 0, name: 'test' })
    let finish = (): void => undefined
    const running = queue.run(() => new Promise<void>((resolve) => (finish = resolve)))
    const refused = await queue.run(() => Promise.resolve()).catch((error: unknown) => error)
    expect(refused).to.have.property('code', 'unavailable')
    finish()
    await running
  })
})
