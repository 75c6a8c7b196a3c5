import { expect } from 'chai'
import { cliWorld, documentOf } from '../cli-world.js'

describe('keys', () => {
  it('lists them without anything private', async () => {
    const { run } = cliWorld()
    const [row] = (await run(['keys', 'list'])).out.split('\n')
    expect(row).to.match(
      /^\S{22} {2}signing {5}active {4}since 2025-12-01 {2}RSA-3072 {2}until 2028-11-30 {2}SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}$/,
    )
    const listed = documentOf(await run(['keys', 'list', '--json'])) as Record<string, unknown>[]
    expect(listed.map(({ use, state }) => [use, state])).to.deep.equal([
      ['signing', 'active'],
      ['encryption', 'active'],
    ])
    for (const key of listed) {
      expect(Object.keys(key)).to.have.members(
        'id use state stateSince type inHsm sha256 createdAt activatedAt notAfter certificate warning advice fetches'.split(
          ' ',
        ),
      )
    }
  })

  it('generates one to be announced, says how to go on, and activates it as the operating system user', async () => {
    const { run, view } = cliWorld()
    const { out } = await run(['keys', 'generate', '--type', 'EC-P-256'])
    const id = out.slice(0, 22)
    expect(out).to.contain(`${id}  signing     next`).and.contain(`keys activate ${id}`)
    expect((await run(['keys', 'activate', id])).code).to.equal(0)
    expect((await view()).audit.map(({ action, actor }) => [action, actor])).to.deep.equal([
      ['key.generated', 'cli:mira'],
      ['key.activated', 'cli:mira'],
    ])
  })

  it('generates one for encryption', async () => {
    const { run } = cliWorld()
    expect(documentOf(await run(['keys', 'generate', '--use', 'encryption', '--json']))).to.include({
      use: 'encryption',
      state: 'next',
    })
  })

  it('refuses a type that the broker does not make', async () => {
    expect(await cliWorld().run(['keys', 'generate', '--type', 'RSA-1024'])).to.deep.equal({
      code: 2,
      out: '',
      err: `A key's type cannot be "RSA-1024"; it may be RSA-3072, RSA-4096, EC-P-256, EC-P-384\n`,
    })
  })

  it('takes an id that begins with a hyphen', async () => {
    const { run } = cliWorld()
    expect(await run(['keys', 'activate', '-hRqvBUEj0iUMDbqM3OVpw', '--json'])).to.include({
      code: 1,
      err: 'No key has the id -hRqvBUEj0iUMDbqM3OVpw; see: keys list\n',
    })
    expect(await run(['keys', 'activate', 'k1', '--jsn'])).to.include({ code: 2 })
  })

  it('refuses to retire an unknown one', async () => {
    expect(await cliWorld().run(['keys', 'retire', 'k9'])).to.include({
      code: 1,
      err: 'No key has the id k9; see: keys list\n',
    })
  })
})
