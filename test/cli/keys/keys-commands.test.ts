import { expect } from 'chai'
import { SIGNING_KEY } from '../../operators/registry-world.js'
import { cliWorld, documentOf } from '../cli-world.js'

describe('keys', () => {
  it('lists them without anything private', async () => {
    const { run } = cliWorld()
    expect((await run(['keys', 'list'])).out).to.match(
      /^k1 {2}signing {5}active {4}since 2026-11-20 {2}RSA-3072 {2}until 2026-11-20 {2}SHA-256 /,
    )
    const [key] = documentOf(await run(['keys', 'list', '--json'])) as Record<string, unknown>[]
    expect(Object.keys(key ?? {})).to.have.members(
      'id use state stateSince type sha256 createdAt activatedAt notAfter certificate warning advice'.split(' '),
    )
    expect(key?.['certificate']).to.equal(SIGNING_KEY)
  })

  it('generates one to be announced, and says how to go on', async () => {
    const { run } = cliWorld()
    expect((await run(['keys', 'generate'])).out)
      .to.contain('k2  signing     next')
      .and.contain('keys activate k2')
    expect(documentOf(await run(['keys', 'generate', '--use', 'encryption', '--json']))).to.include({
      use: 'encryption',
    })
  })

  it('refuses a type that the broker does not make', async () => {
    expect(await cliWorld().run(['keys', 'generate', '--type', 'RSA-1024'])).to.deep.equal({
      code: 2,
      out: '',
      err: `A key's type cannot be "RSA-1024"; it may be RSA-3072, EC-P-256\n`,
    })
  })

  it('activates one as the operating system user', async () => {
    const { run, world } = cliWorld()
    expect((await run(['keys', 'activate', 'k9'])).code).to.equal(0)
    expect(world.actors).to.deep.equal(['cli:mira'])
  })

  it('takes an id that begins with a hyphen', async () => {
    const { run } = cliWorld()
    expect(documentOf(await run(['keys', 'activate', '-hRqvBUEj0iUMDbqM3OVpw', '--json']))).to.include({
      id: '-hRqvBUEj0iUMDbqM3OVpw',
    })
    expect(await run(['keys', 'activate', 'k1', '--jsn'])).to.include({ code: 2 })
  })

  it('refuses to retire an unknown one', async () => {
    expect(await cliWorld().run(['keys', 'retire', 'k9'])).to.include({ code: 1, err: 'No key has the id k9\n' })
  })
})
