import { expect } from 'chai'
import { createTogether } from '../../../src/storage/sql/together.js'

const MOST = 3

describe('what is written together', () => {
  let batches: string[][]
  let letGo: (() => void)[]
  let faults: Map<string, string>
  beforeEach(() => {
    batches = []
    letGo = []
    faults = new Map()
  })
  /** Each write waits until it is let go; it fails where one of its items does. */
  const together = () =>
    createTogether<string, string>({
      async write(items) {
        batches.push([...items])
        await new Promise<void>((resolve) => letGo.push(resolve))
        const fault = items.map((item) => faults.get(item)).find((each) => each !== undefined)
        if (fault !== undefined) throw new Error(fault)
        return (item) => `${item} written`
      },
      mayBeOfOne: (fault) => fault instanceof Error && fault.message === 'bad item',
      most: MOST,
    })
  /** Lets every write go until all that was asked for has ended. */
  const ended = async (asked: readonly Promise<string>[]) => {
    const all = Promise.allSettled(asked)
    let isOver = false
    void all.then(() => (isOver = true))
    while (!isOver) {
      letGo.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return (await all).map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))
  }
  const each = (items: string) => Array.from(items)
  const written = (items: string) => each(items).map((item) => `${item} written`)

  it('begins at once, takes along what came meanwhile, so many at most, and tells each its own', async () => {
    const write = together()
    const asked = each('abcdef').map(write)
    expect(batches, 'before anything else happens').to.deep.equal([['a']])
    expect(await ended(asked)).to.deep.equal(written('abcdef'))
    expect(batches).to.deep.equal([['a'], ['b', 'c', 'd'], ['e', 'f']])
    expect(await ended([write('g')])).to.deep.equal(['g written'])
    expect(batches.at(-1)).to.deep.equal(['g'])
  })

  it('is written one by one where an item may be bad: that one alone fails', async () => {
    const write = together()
    faults.set('c', 'bad item')
    expect(await ended(each('abcde').map(write))).to.deep.equal([...written('ab'), 'Error: bad item', ...written('de')])
    expect(batches).to.deep.equal([['a'], ['b', 'c', 'd'], ['b'], ['c'], ['d'], ['e']])
  })

  it('fails as a whole where it is of no item, is not tried again, and the next goes well', async () => {
    const write = together()
    faults.set('c', 'nobody there')
    const lost = 'Error: nobody there'
    expect(await ended(each('abcde').map(write))).to.deep.equal(['a written', lost, lost, lost, 'e written'])
    expect(batches).to.deep.equal([['a'], ['b', 'c', 'd'], ['e']])
  })

  it('fails alone where it is alone', async () => {
    const write = together()
    faults.set('a', 'bad item')
    expect(await ended([write('a'), write('b')])).to.deep.equal(['Error: bad item', 'b written'])
    expect(batches).to.deep.equal([['a'], ['b']])
  })
})
