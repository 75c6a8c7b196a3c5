import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { cliWorld, documentOf } from '../cli-world.js'

const CREATE = ['account', 'create', '--username', 'mia.muster', '--given-name', 'Mia', '--family-name', 'Muster']

/** A stdin that stays open. */
const neverEnding = () => new Readable({ read: () => undefined })

describe('account create', () => {
  it('takes the password from the first line of stdin and makes the account', async () => {
    const { run, view } = cliWorld()
    const made = await run(
      [...CREATE, '--birth-date', '1990-02-28', '--email', 'mia@buerger.example', '--postal-code', '52062'],
      'ein langes Passwort\nmehr\n',
    )
    const [account] = (await view()).accounts.values()
    expect(made).to.deep.equal({ code: 0, out: `created ${account?.id} mia.muster\n`, err: '' })
    const values = Object.entries(account?.identity ?? {}).map(([name, { value }]) => [name, value])
    expect(Object.fromEntries(values)).to.deep.equal({
      givenName: 'Mia',
      familyName: 'Muster',
      birthDate: '1990-02-28',
      email: 'mia@buerger.example',
      postalCode: '52062',
    })
  })

  it('prints one document with --json, without the password', async () => {
    const { run, view } = cliWorld()
    const made = documentOf(await run([...CREATE, '--json'], 'ein langes Passwort\r\n'))
    expect(made).to.deep.equal({ id: [...(await view()).accounts.keys()][0], username: 'mia.muster' })
  })

  it('takes a password without a line end, keeps its blanks, and drops a carriage return', async () => {
    const lengths: Record<string, number> = { '12 Zeichen  ': 0, '11 Zeichen.\r\n': 1, '12 Zeichen..\r\n': 0 }
    for (const [stdin, code] of Object.entries(lengths)) {
      expect(await cliWorld().run(CREATE, stdin), JSON.stringify(stdin)).to.include({ code })
    }
  })

  it('does not wait for the end of stdin once it has the line', async () => {
    const open = neverEnding()
    open.push('ein langes Passwort\n')
    expect(await cliWorld().run(CREATE, open)).to.include({ code: 0 })
  })

  it('says kindly what it waits for at a terminal and at an empty stdin', async () => {
    const terminal = Object.assign(neverEnding(), { isTTY: true })
    for (const stdin of [terminal, '']) {
      const run = await cliWorld().run(CREATE, stdin)
      expect(run.code).to.equal(2)
      expect(run.err).to.match(/^[^\n]*first line[^\n]*\n$/)
    }
  })

  it('names the one rule that is broken, with exit code 1, and opens no account', async () => {
    const { run, view } = cliWorld()
    expect(await run(CREATE, 'kurz\n')).to.deep.equal({
      code: 1,
      out: '',
      err: 'The password must have 12 to 256 characters\n',
    })
    expect((await run(CREATE, 'Passwort1234\n')).err).to.contain('list of common ones')
    expect((await run([...CREATE, '--birth-date', '1990-02-30'], 'ein langes Passwort\n')).err).to.contain('birthDate')
    expect((await view()).accounts.size).to.equal(0)
  })

  it('makes no account where test citizens alone log in', async () => {
    const file = fileURLToPath(new URL('../../../config/bundid.yaml', import.meta.url))
    const { run, view } = cliWorld({ env: { CONFIG_FILE: file } })
    const refused = await run(CREATE, 'ein langes Passwort\n')
    expect(refused).to.include({ code: 1, out: '' })
    expect(refused.err).to.match(/^stage is test: [^\n]*testCitizens[^\n]*\n$/)
    expect((await view()).accounts.size).to.equal(0)
  })

  it('refuses a password that is not UTF-8', async () => {
    const run = await cliWorld().run(CREATE, Readable.from([Buffer.from([0xff, 0xfe, 0x0a])]))
    expect(run).to.include({ code: 1, err: 'The password is not UTF-8 text\n' })
  })
})
