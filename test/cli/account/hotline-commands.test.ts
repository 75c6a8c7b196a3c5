import { expect } from 'chai'
import { soleMethod, type Account } from '../../../src/domain/account.js'
import { minutes } from '../../../src/domain/instant.js'
import { methodId, passDeviceId } from '../../../src/domain/ids.js'
import { PASSWORD } from '../../../src/domain/second-factor.js'
import { cliWorld, documentOf } from '../cli-world.js'

const CREATE = [
  'account',
  'create',
  '--username',
  'mia.muster',
  '--given-name',
  'Mia',
  '--email',
  'mia@post.dorf.example',
]
const WHO = ['--username', 'MIA.muster', '--reason', 'Anruf wegen verlorenem Telefon']
const AT = Date.UTC(2026, 10, 1)
const PHONE = passDeviceId('phone-1')

describe('account, for the hotline', () => {
  async function world() {
    const cli = cliWorld()
    await cli.run(CREATE, 'ein langes Passwort\n')
    const { tools, view, clock } = await cli.registry()
    const account = (): Account => [...view.accounts.values()][0] ?? expect.fail('gone')
    const last = () => view.audit.at(-1)
    const bind = async () => {
      const { id } = account()
      const pass = { ...soleMethod(methodId('pass'), 'substantiell', AT), instance: PHONE, name: 'Mias Telefon' }
      const totp = { ...soleMethod(PASSWORD, 'normal', AT), instance: 'totp' }
      const entry = { at: AT, actor: 'x', action: 'pass.bound', subject: id, before: null } as const
      const after = { device: PHONE, cap: 'normal' } as const
      await tools.accounts.change(id, (held) => ({ ...held, methods: [...held.methods, pass, totp] }), {
        ...entry,
        after,
      })
      clock.pass(minutes(1))
    }
    return { ...cli, account, last, bind, clock, view }
  }

  it('shows an account masked, by its user name alone, and logs who looked and why', async () => {
    const { run, account, last, bind } = await world()
    await bind()
    const shown = documentOf(await run(['account', 'show', ...WHO, '--json']))
    expect(shown).to.deep.include({
      id: account().id,
      username: 'mia.muster',
      email: 'm…@p….example',
      status: 'active',
    })
    expect(shown)
      .to.have.property('methods')
      .that.satisfies((methods: { id: string }[]) =>
        ['password', 'password:totp', 'pass:phone-1'].every((id) => methods.some((each) => each.id === id)),
      )
    expect(JSON.stringify(shown)).not.to.match(/Mia"|post\.dorf/)
    expect(last()).to.deep.include({
      actor: 'cli:mira',
      action: 'account.looked-up',
      subject: account().id,
      after: { found: true, reason: 'Anruf wegen verlorenem Telefon' },
    })
    expect((await run(['account', 'show', ...WHO])).out).to.match(
      /^\S+ mia\.muster {2}active {2}m…@p….example\n( {2}\S.*\n){3}$/,
    )
    const byMail = await run(['account', 'show', '--username', 'mia@post.dorf.example', '--reason', 'x'])
    expect(byMail).to.include({ code: 1, err: 'There is no account of this user name\n' })
    expect(last()).to.deep.include({
      action: 'account.looked-up',
      subject: 'none',
      after: { found: false, reason: 'x' },
    })
  })

  it('wants a reason, which is a line of text: without one each command ends with 2 and does nothing', async () => {
    const { run, account, view } = await world()
    const before = [account().version, view.audit.length]
    const commands = ['show', 'block', 'unblock', 'end-sessions', 'delete', 'remove-method']
    for (const command of commands) {
      const of = [
        'account',
        command,
        '--username',
        'mia.muster',
        ...(command === 'remove-method' ? ['--method', 'x'] : []),
      ]
      for (const reason of [[], ['--reason', ' '], ['--reason', 'a\u0007b'], ['--reason', 'x'.repeat(301)]]) {
        const ran = await run([...of, ...reason])
        expect(ran.code, command + reason.join()).to.equal(2)
        expect(ran.err).to.include('--reason')
      }
    }
    expect([account().version, view.audit.length]).to.deep.equal(before)
  })

  it('blocks and unblocks an account, ends its sessions, and says where nothing is changed', async () => {
    const { run, account, last, clock } = await world()
    const blocked = await run(['account', 'block', ...WHO])
    expect(blocked.out).to.equal(`blocked ${account().id} mia.muster\n`)
    expect(account()).to.include({ blockedAt: clock.now(), sessionsEndedAt: clock.now() })
    expect(last()).to.include({ action: 'account.blocked', actor: 'cli:mira' })
    expect(documentOf(await run(['account', 'block', ...WHO, '--json']))).to.deep.include({ changed: false })
    expect(documentOf(await run(['account', 'show', ...WHO, '--json']))).to.deep.include({ status: 'blocked' })
    const at = clock.now()
    clock.pass(minutes(1))
    expect((await run(['account', 'unblock', ...WHO])).out).to.equal(`unblocked ${account().id} mia.muster\n`)
    expect(account()).to.include({ blockedAt: null, sessionsEndedAt: at })
    expect((await run(['account', 'unblock', ...WHO])).out).to.include('nothing was changed')
    await run(['account', 'end-sessions', ...WHO])
    expect(account().sessionsEndedAt).to.equal(clock.now())
    expect(last()).to.include({ action: 'account.sessions-ended' })
  })

  it('takes a second factor off, but no password, nothing that is not there, and the last way in by --force alone', async () => {
    const { run, account, last, bind } = await world()
    await bind()
    const remove = (method: string, ...more: string[]) =>
      run(['account', 'remove-method', ...WHO, '--method', method, ...more])
    expect(await remove('password')).to.include({ code: 1 })
    const unknown = await remove('pass:other')
    expect(unknown.code).to.equal(1)
    expect(unknown.err).to.include('it has ')
    expect(await remove('password:totp')).to.include({ code: 0 })
    expect(account().methods.map(({ instance }) => instance)).to.have.members(['', PHONE])
    expect(last()).to.deep.include({
      action: 'account.method-removed',
      before: { method: 'password', instance: 'totp' },
      after: { reason: 'Anruf wegen verlorenem Telefon' },
    })
  })

  it('does not lock a citizen out unasked: the last way in goes with --force alone', async () => {
    const { run, account, view } = await world()
    const card = { ...soleMethod(methodId('eid'), 'hoch', AT), key: 'card' }
    view.has({ ...account(), methods: [card] })
    const refused = await run(['account', 'remove-method', ...WHO, '--method', 'eid'])
    expect(refused.code).to.equal(1)
    expect(refused.err).to.include('eid is the last way into the account').and.include('--force')
    expect(account().methods).to.have.length(1)
    expect(await run(['account', 'remove-method', ...WHO, '--method', 'eid', '--force'])).to.include({ code: 0 })
    expect(account().methods).to.deep.equal([])
  })

  it('blocks one way in, and lets it be used again, but for a phone', async () => {
    const { run, account, last, view } = await world()
    const card = { ...soleMethod(methodId('eid'), 'hoch', AT), key: 'card' }
    view.has({ ...account(), methods: [...account().methods, card] })
    const blocked = () => account().methods.map(({ method, blocked: is }) => [method, is])
    await run(['account', 'block', ...WHO, '--method', 'eid'])
    expect(blocked()).to.deep.include(['eid', true]).and.to.deep.include(['password', false])
    expect(account().blockedAt).to.equal(null)
    expect(last()).to.include({ action: 'account.method-blocked' })
    await run(['account', 'unblock', ...WHO, '--method', 'eid'])
    expect(blocked()).to.deep.include(['eid', false])
    const phone = { ...soleMethod(methodId('pass'), 'normal', AT), instance: PHONE, blocked: true }
    view.has({ ...account(), methods: [phone] })
    expect(await run(['account', 'unblock', ...WHO, '--method', 'pass'])).to.include({
      code: 1,
      err: 'A blocked phone stays blocked; it is removed, and paired anew\n',
    })
  })

  it('deletes an account, with the reason in the log', async () => {
    const { run, account, last, view } = await world()
    const { id } = account()
    expect((await run(['account', 'delete', ...WHO])).out).to.equal(`deleted ${id} mia.muster\n`)
    expect(view.accounts.size).to.equal(0)
    expect(last()).to.deep.include({
      action: 'account.deleted-by-operator',
      subject: id,
      after: { reason: 'Anruf wegen verlorenem Telefon' },
    })
    expect(await run(['account', 'delete', ...WHO])).to.include({ code: 1 })
  })
})
