import { expect } from 'chai'
import type { Account } from '../../src/domain/account.js'
import { confirmed, loggedIn } from '../support/flow-walk.js'
import { citizen, flowWorld } from '../support/flow-world.js'

/** Where the answers of these worlds go. */
const SECTOR = 'https://portal.example'
const NAME = 'erika.m'

/** How a login of Jana ends whose Subject is this name, where an earlier IdP called somebody so. */
async function endOf(owner: (jana: Account, hans: Account) => Account, namedAs: string | null, sector = SECTOR) {
  const world = await flowWorld()
  const [jana, hans] = [world.has(citizen('Jana')), world.has(citizen('Hans'))]
  const ports = {
    ...world.ports,
    accounts: {
      ...world.ports.accounts,
      findByEarlierPseudonym: (of: string, value: string) =>
        Promise.resolve(of === sector && value === NAME ? owner(jana, hans) : null),
    },
  }
  const named = { ...world, ports }
  const { visit, session } = await loggedIn(named, jana, namedAs === null ? { loginHint: NAME } : { namedAs })
  await confirmed(named, visit, session)
  return world.failures.length > 0 ? world.failures : world.audit.map(({ action }) => action).slice(-1)
}

describe('a Subject without a Format', () => {
  it('is answered for whom an earlier IdP called so, and for nobody else', async () => {
    expect(await endOf((jana) => jana, NAME)).to.deep.equal(['login.answered'])
    expect(await endOf((_, hans) => hans, NAME)).to.deep.equal(['unknown-principal'])
  })

  it('decides nothing where nobody is called so in the sector of the answer', async () => {
    expect(await endOf((_, hans) => hans, 'jana.nowak')).to.deep.equal(['login.answered'])
    expect(await endOf((_, hans) => hans, NAME, 'solingen')).to.deep.equal(['login.answered'])
  })

  it('is what binds: what is typed for the citizen by login_hint does not', async () => {
    expect(await endOf((_, hans) => hans, null)).to.deep.equal(['login.answered'])
  })
})
