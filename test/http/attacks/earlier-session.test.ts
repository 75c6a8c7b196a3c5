import { expect } from 'chai'
import { LIST, setUpTotp, signIn } from '../../support/factor-walk.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'

describe('whoever knew the password, and was signed in before the citizen set up a second factor', () => {
  let world: HttpWorld
  let thief: WebClient
  let owner: WebClient
  beforeEach(async () => {
    world = await httpWorld()
    ;[thief, owner] = [createWebClient(), createWebClient()]
    await signIn(world, thief)
    await signIn(world, owner)
  })
  afterEach(() => world.stop())

  const bound = () => world.accounts.get('account-jana')?.methods.map(({ instance }) => instance)
  const isAsked = async (client: WebClient) =>
    (await client.get(world.url + LIST)).find('[data-method="password"]') !== null

  it('is signed in no more, and can take neither recovery codes nor the factor off', async () => {
    await setUpTotp(world, owner)
    expect((await thief.get(`${world.url}${LIST}/entfernen/totp`)).find('[data-method="password"]')).not.to.equal(null)
    expect(await isAsked(thief)).to.equal(true)
    expect(bound()).to.deep.equal(['', 'totp'])
    expect(await isAsked(owner), 'whoever set it up stays signed in').to.equal(false)
  })

  it('is signed in no more by the code app once it is taken off, nor when another one has its place', async () => {
    const { codeNow } = await setUpTotp(world, owner)
    await thief.submit(await signIn(world, thief), { fields: { code: codeNow() } })
    expect(await isAsked(thief)).to.equal(false)
    const secret = thief.cookies.for(world.url).find(({ name }) => name === 'session')?.value ?? ''
    const removal = await owner.get(`${world.url}${LIST}/entfernen/totp`)
    await owner.submit(removal, { form: `form[action="${LIST}/entfernen/totp"]` })
    expect(await world.sessions.find(world.sessionIdOf(secret))).to.equal(null)
    await setUpTotp(world, owner)
    expect(bound()).to.deep.equal(['', 'totp'])
    expect(await isAsked(thief)).to.equal(true)
    expect(await isAsked(owner)).to.equal(false)
  })
})
