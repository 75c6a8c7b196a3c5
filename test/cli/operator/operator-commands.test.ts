import { expect } from 'chai'
import { cliWorld, documentOf } from '../cli-world.js'

const PASSWORD = 'ein langes Passwort\n'
const create = (...options: readonly string[]): string[] => ['operator', 'create', '--username', 'vera', ...options]

describe('operator and tenant commands', () => {
  it('make a tenant once, and list the tenants by name', async () => {
    const { run } = cliWorld()
    expect(await run(['tenant', 'create', 'Solingen'])).to.include({ code: 0, out: 'created Solingen\n' })
    expect(documentOf(await run(['tenant', 'create', ' Aachen ', '--json']))).to.deep.equal({ name: 'Aachen' })
    const again = await run(['tenant', 'create', 'Aachen'])
    expect(again).to.deep.equal({ code: 1, out: '', err: 'There is a tenant "Aachen" already\n' })
    expect(await run(['tenant', 'create', 'AACHEN'])).to.deep.equal(again)
    expect(await run(['tenant', 'create', '<b>'])).to.include({ code: 2 })
    expect(await run(['tenant', 'list'])).to.include({ code: 0, out: 'Aachen\nSolingen\n' })
  })

  it('make an operator, whose password nobody sees, and list what each may do', async () => {
    const { run } = cliWorld()
    await run(['tenant', 'create', 'Aachen'])
    const made = await run(
      create('--role', 'operator', '--tenant', 'Aachen', '--hotline', '--one-time-password'),
      PASSWORD,
    )
    expect(made.err + made.out).to.equal(
      'created vera: a second factor is set up at the first sign-in within 24 hours, and the password is replaced\n',
    )
    const own = ['operator', 'create', '--username', 'Anna', '--role', 'admin']
    expect((await run(own, PASSWORD)).out).to.equal('created Anna: a second factor is set up at the first sign-in\n')
    const listed = await run(['operator', 'list'])
    expect(listed.out).to.match(
      /^Anna {2}admin {2}- {2}second factor not set up\nvera {2}operator {2}Aachen {2}hotline {2}second factor not set up {2}one-time password until [\dT:.-]+Z\n$/,
    )
    const [anna] = JSON.parse((await run(['operator', 'list', '--json'])).out) as object[]
    expect(Object.keys(anna ?? {})).to.deep.equal([
      'username',
      'role',
      'tenant',
      'hotline',
      'disabled',
      'secondFactor',
      'createdAt',
    ])
  })

  it('refuse what does not go together as wrong use, and what is not there', async () => {
    const { run } = cliWorld()
    await run(['tenant', 'create', 'Aachen'])
    const wrong = [
      create('--role', 'operator'),
      create('--role', 'admin', '--tenant', 'Aachen'),
      create('--role', 'auditor', '--hotline'),
      create('--role', 'king'),
      create(),
      ['operator', 'disable'],
    ]
    for (const argv of wrong) expect(await run(argv, PASSWORD), argv.join(' ')).to.include({ code: 2, out: '' })
    expect((await run(create('--role', 'operator'), PASSWORD)).err).to.contain('--role operator needs --tenant')
    const refused = [
      await run(create('--role', 'operator', '--tenant', 'Bonn'), PASSWORD),
      await run(create('--role', 'admin'), 'kurz\n'),
      await run(['operator', 'disable', '--username', 'nobody']),
      await run(['operator', 'reset-second-factor', '--username', 'nobody']),
    ]
    for (const each of refused) expect(each).to.include({ code: 1, out: '' })
    expect(refused[0]?.err).to.contain('servicekonto tenant create "Bonn"')
    await run(create('--role', 'admin'), PASSWORD)
    expect(await run(create('--role', 'admin'), PASSWORD)).to.include({ code: 1 })
  })

  it('disable an operator and take the code app away, each told to the audit with who did it', async () => {
    const { run, view } = cliWorld()
    await run(create('--role', 'auditor'), PASSWORD)
    expect(await run(['operator', 'reset-second-factor', '--username', 'VERA'])).to.include({
      code: 0,
      out: 'reset vera\n',
    })
    expect(documentOf(await run(['operator', 'disable', '--username', 'vera', '--json']))).to.include({
      username: 'vera',
      disabled: true,
    })
    expect((await run(['operator', 'list'])).out).to.contain('disabled')
    expect((await view()).audit.map(({ action, actor }) => [action, actor])).to.deep.equal([
      ['operator.created', 'cli:mira'],
      ['operator.second-factor-reset', 'cli:mira'],
      ['operator.disabled', 'cli:mira'],
    ])
  })

  it('reset a password for one sign-in, from stdin, told to the audit; nobody else’s rules are softer', async () => {
    const { run, view } = cliWorld()
    await run(create('--role', 'auditor'), PASSWORD)
    const reset = ['operator', 'reset-password', '--username', 'VERA']
    expect(await run(reset, 'ein anderes langes Passwort\n')).to.deep.equal({
      code: 0,
      out: 'reset vera: the password is for one sign-in within 24 hours, at which it is replaced\n',
      err: '',
    })
    expect((await run(['operator', 'list'])).out).to.match(/^vera {2}auditor {2}- .*one-time password until \d{4}-/)
    expect(await run(reset, 'kurz\n')).to.include({ code: 1, out: '' })
    expect(await run(['operator', 'reset-password', '--username', 'nobody'], PASSWORD)).to.include({ code: 1, out: '' })
    expect(await run(['operator', 'reset-password'], PASSWORD)).to.include({ code: 2, out: '' })
    expect((await view()).audit.map(({ action, actor }) => [action, actor])).to.deep.equal([
      ['operator.created', 'cli:mira'],
      ['operator.password-reset', 'cli:mira'],
    ])
  })

  it('make an operator and reset a factor by a draft where changes need a second person, but for the first admin', async () => {
    const { run } = cliWorld({ secondPerson: true })
    await run(['tenant', 'create', 'Aachen'])
    expect((await run(create('--role', 'admin'), PASSWORD)).out).to.contain('created vera')
    const asked = async (argv: readonly string[]) => {
      const { out } = await run([...argv], PASSWORD)
      return /^draft ([\w-]+)\n$/.exec(out)?.[1] ?? expect.fail(out)
    }
    const max = ['operator', 'create', '--username', 'max', '--role', 'operator', '--tenant', 'Aachen', '--hotline']
    const made = await asked(max)
    expect((await run(['operator', 'list'])).out).not.to.contain('max')
    expect((await run(['draft', 'show', made])).out).to.contain('max is made: operator of Aachen with hotline')
    expect(documentOf(await run(['draft', 'show', made, '--json'])))
      .to.have.property('rights')
      .that.deep.equals({ role: 'operator', tenant: 'Aachen', hotline: true })
    expect(await run(['draft', 'approve', made])).to.include({ code: 1 })
    expect(await run(['draft', 'approve', made], '', 'paul')).to.include({ code: 0 })
    expect((await run(['operator', 'list'])).out).to.match(/max {2}operator {2}Aachen {2}hotline/)
    const reset = await asked(['operator', 'reset-second-factor', '--username', 'max'])
    expect((await run(['draft', 'show', reset])).out).to.contain('max loses code app and passkeys')
    expect(await run(['operator', 'disable', '--username', 'vera'])).to.include({ code: 0 })
    await asked(['operator', 'create', '--username', 'ida', '--role', 'admin'])
  })

  it('reset a password by a draft where changes need a second person, which tells it to nobody', async () => {
    const { run, view } = cliWorld({ secondPerson: true })
    await run(create('--role', 'auditor'), PASSWORD)
    const proposed = await run(['operator', 'reset-password', '--username', 'vera'], 'ein anderes langes Passwort\n')
    expect(proposed).to.include({ code: 0, err: '' })
    const [, id = ''] = /^draft ([\w-]+)\n$/.exec(proposed.out) ?? expect.fail(proposed.out)
    const shown = await run(['draft', 'show', id])
    expect(shown.out).to.contain('reset-password vera').and.contain('vera gets a one-time password')
    expect(documentOf(await run(['draft', 'show', id, '--json']))).to.include({ operator: 'vera' })
    expect((await run(['draft', 'show', id, '--json'])).out).not.to.contain('argon2')
    expect(await run(['draft', 'approve', id])).to.include({ code: 1 })
    expect((await run(['operator', 'list'])).out).not.to.contain('one-time')
    expect(await run(['draft', 'approve', id], '', 'paul')).to.include({ code: 0 })
    expect((await run(['operator', 'list'])).out).to.contain('one-time password until')
    expect((await view()).audit.slice(-2).map(({ action, actor }) => [action, actor])).to.deep.equal([
      ['operator.password-reset', 'cli:mira'],
      ['draft.approved', 'cli:paul'],
    ])
  })
})
