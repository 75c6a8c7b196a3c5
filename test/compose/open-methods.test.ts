import { expect } from 'chai'
import { startWatches } from '../../src/compose/open-methods.js'

describe('the watches of the methods', () => {
  const watch = (events: string[], name: string, start: () => Promise<void> = () => Promise.resolve()) => ({
    start: async () => {
      await start()
      events.push(`${name} started`)
    },
    stop: () => Promise.resolve(void events.push(`${name} stopped`)),
  })

  it('are all stopped where one of them cannot start, and its reason is told', async () => {
    const events: string[] = []
    const broken = watch(events, 'broken', () => Promise.reject(new Error('no server')))
    const starting = startWatches([watch(events, 'first'), broken, watch(events, 'last')])
    expect(await starting.catch((error: unknown) => (error as Error).message)).to.equal('no server')
    expect(events.slice(0, 2)).to.have.members(['first started', 'last started'])
    expect(events.slice(2)).to.have.members(['first stopped', 'broken stopped', 'last stopped'])
  })
})
