import { expect } from 'chai'
import { createFactorLimit } from '../../src/factors/factor-limit.js'
import { accountId } from '../../src/domain/ids.js'
import { minutes } from '../../src/domain/instant.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { movableClock } from '../support/movable-clock.js'

const JANA = accountId('jana')

function world() {
  const clock = movableClock()
  const { attempts } = createMemoryStores({ clock })
  const limits = { perAccount: 3, perAddress: 5, window: minutes(15) }
  const brake = createFactorLimit(attempts, { digest: (purpose, text) => `${purpose}(${text})` }, limits)
  const wrong = async (account: string, address: string) => {
    const taken = await brake.take(accountId(account), address)
    if ('left' in taken) await brake.failed(address)
    return taken
  }
  return { clock, brake, wrong }
}

describe('the brake of codes', () => {
  it('takes tries from the account before they are looked at, and says how many are left', async () => {
    const { brake, clock } = world()
    const taken = await Promise.all(Array.from({ length: 5 }, (_, index) => brake.take(JANA, `192.0.2.${index}`)))
    expect(taken.filter((each) => 'left' in each)).to.have.deep.members([{ left: 2 }, { left: 1 }, { left: 0 }])
    expect(await brake.take(JANA, '198.51.100.1')).to.deep.equal({ until: clock.now() + minutes(15) })
  })

  it('counts no more than it lets by: a day’s allowance is not used up by what was braked', async () => {
    const { brake, clock } = world()
    for (let count = 0; count < 50; count++) await brake.take(JANA, '192.0.2.1')
    clock.pass(minutes(15))
    expect(await brake.take(JANA, '192.0.2.1')).to.deep.equal({ left: 2 })
  })

  it('counts wrong codes of one address over accounts, and leaves other addresses free', async () => {
    const { wrong, brake } = world()
    for (let count = 0; count < 5; count++) expect(await wrong(`name${count}`, '192.0.2.1')).to.have.property('left')
    expect(await wrong('jana', '192.0.2.1')).to.have.property('until')
    expect(await brake.take(JANA, '198.51.100.1')).to.deep.equal({ left: 2 })
  })

  it('gives the account its tries back at a right code, the address not', async () => {
    const { wrong, brake } = world()
    for (const name of ['jana', 'jana', 'omar', 'omar', 'nele']) await wrong(name, '192.0.2.1')
    await brake.succeeded(JANA)
    expect(await brake.take(JANA, '198.51.100.1')).to.deep.equal({ left: 2 })
    expect(await brake.take(JANA, '192.0.2.1')).to.have.property('until')
  })
})
