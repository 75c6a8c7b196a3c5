import { resolve } from 'node:path'
import { expect } from 'chai'
import { ConfigError } from '../../src/config/config-error.js'
import { cliWorld, documentOf } from './cli-world.js'

const COMMANDS = [
  'serve',
  'migrate',
  'sp import',
  'sp list',
  'sp show',
  'sp enable',
  'sp disable',
  'sp remove',
  'sp set',
  'sp history',
  'sp restore',
  'draft list',
  'draft show',
  'draft approve',
  'draft reject',
  'upstream import',
  'upstream list',
  'upstream show',
  'upstream set',
  'upstream enable',
  'upstream disable',
  'upstream remove',
  'account create',
  'keys list',
  'keys generate',
  'keys activate',
  'keys retire',
  'demo-portal',
  'eid-stub',
  'pass-simulator',
]

describe('the command line', () => {
  for (const command of COMMANDS) {
    it(`explains ${command} with --help, and takes --json`, async () => {
      const run = await cliWorld().run([...command.split(' '), '--help'])
      expect(run).to.include({ code: 0, err: '' })
      expect(run.out).to.contain(`Usage: servicekonto ${command}`).and.contain('--json')
    })
  }

  it('tells its version', async () => {
    expect(await cliWorld().run(['--version'])).to.deep.equal({ code: 0, out: '9.8.7\n', err: '' })
  })

  const wrong: readonly (readonly [string, RegExp])[] = [
    [
      '',
      /^servicekonto needs a command: serve, migrate, sp, account, pseudonym, method, upstream, keys, draft, tenant, operator, audit, request, demo-portal, eid-stub, pass-simulator; see/,
    ],
    ['sp', /^servicekonto sp needs a command: import, list, show/],
    ['serv', /^unknown command 'serv' \(Did you mean serve\?\)$/],
    ['sp improt x', /^unknown command 'improt' \(Did you mean import\?\)$/],
    ['sp list --jsn', /^unknown option '--jsn' \(Did you mean --json\?\)$/],
    ['sp show', /^missing required argument 'entityID'$/],
    ['sp set https://a.example', /^missing required argument/],
    ['sp list extra', /^too many arguments/],
    ['sp import a.xml --trust-level high', /Allowed choices are basis, normal, substantiell, hoch\.$/],
    ['sp set https://a.example sso', /^"sso" is not of the form key=value$/],
    ['keys generate --use both', /Allowed choices are signing, encryption\.$/],
    ['account create', /^required option '--username <name>' not specified$/],
    ['upstream lst', /^unknown command 'lst'/],
    ['upstream show', /^missing required argument 'name'$/],
  ]
  for (const [argv, message] of wrong) {
    it(`takes "${argv}" for wrong usage and says why in one line`, async () => {
      const world = cliWorld({ files: { 'a.xml': '<x/>' } })
      if (argv.startsWith('sp set')) await world.run(['sp', 'import', 'a.xml'])
      const id = 'https://portal.aachen.example/metadata'
      const run = await world.run(
        argv
          .split(' ')
          .filter(Boolean)
          .map((word) => (word === 'https://a.example' ? id : word)),
      )
      expect(run).to.include({ code: 2, out: '' })
      expect(run.err.endsWith('\n')).to.equal(true)
      expect(run.err.trimEnd()).to.match(message).and.not.contain('\n')
    })
  }

  it('lists every fault of the configuration, one line each, with exit code 2, and opens nothing', async () => {
    const world = cliWorld({ env: { PORT: 'x', LOG_LEVEL: 'y', CONFIG_FILE: '/missing.yaml' } })
    const run = await world.run(['sp', 'list'])
    expect(run.code).to.equal(2)
    expect(
      run.err
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).to.deep.equal(['PORT', 'LOG_LEVEL', 'CONFIG_FILE'])
    expect(world.world.opened).to.equal(0)
  })

  it('warns of a variable that is almost one of ours, once, on stderr, and does what was asked', async () => {
    const { run } = cliWorld({ env: { REDIS_ULR: 'redis://konto:geheim@redis.example' } })
    const created = await run(['account', 'create', '--username', 'jana'], 'ein wirklich langer Satz\n')
    expect(created.code).to.equal(0)
    expect(created.err).to.equal('warning: REDIS_ULR is set, and nothing reads it; did you mean REDIS_URL?\n')
    expect(documentOf(await run(['sp', 'list', '--json']))).to.deep.equal([])
  })

  it('warns of it beside a fault, which it may explain', async () => {
    const env = { SECRET_KEYFILE: '/run/key', DATABASE_URL: 'postgres://konto@db.example/konto' }
    const { code, err } = await cliWorld({ env }).run(['serve'])
    expect(code).to.equal(2)
    expect(err).to.match(/^warning: SECRET_KEYFILE .* SECRET_KEY_FILE\?\nSECRET_KEY is not set.*\n$/)
  })

  it('says with --json in one document what went wrong, beside the line on stderr', async () => {
    const run = await cliWorld().run(['sp', 'show', 'x', '--json'])
    expect(run.code).to.equal(1)
    expect(run.err).to.match(/^No service is registered as "x".*\n$/)
    expect(documentOf(run)).to.deep.equal({ error: { rule: 'service-unknown', messages: [run.err.trimEnd()] } })
  })

  it('closes the stores also after a refusal', async () => {
    const { run, world } = cliWorld()
    await run(['sp', 'show', 'x'])
    expect(world).to.include({ opened: 1, closed: 1 })
  })

  it('migrates and names the steps', async () => {
    expect((await cliWorld({ migrations: ['First1'] }).run(['migrate'])).out).to.equal('applied First1\n')
    expect((await cliWorld().run(['migrate'])).out).to.equal('the schema is up to date\n')
  })

  it('copies a store with --from, tells on stderr how far it is, and prints what was copied', async () => {
    const { run, world } = cliWorld({ migrations: ['First1'] })
    expect(await run(['migrate', '--from', 'sqlite:/srv/konto.sqlite'])).to.deep.equal({
      code: 0,
      out: 'applied First1\ncopied 2 rows of account\n',
      err: 'copying account: 2 of 2\n',
    })
    expect(world.moved).to.deep.equal(['/srv/konto.sqlite'])
    expect(documentOf(await run(['migrate', '--from', 'sqlite:/srv/konto.sqlite', '--json']))).to.deep.equal({
      migrations: ['First1'],
      copied: [{ table: 'account', rows: 2 }],
    })
  })

  for (const from of ['/srv/konto.sqlite', 'postgres://konto:geheim@db.example/konto', 'sqlite:', '']) {
    it(`copies nothing from ${from.replace(':geheim', '') || 'nowhere'}, and says what it takes`, async () => {
      const { run, world } = cliWorld()
      expect(await run(['migrate', '--from', from])).to.deep.equal({
        code: 2,
        out: '',
        err: '--from may be sqlite:<path of the file>; nothing else is copied\n',
      })
      expect(world.moved).to.deep.equal([])
    })
  }

  it('runs a demo portal from its file', async () => {
    const { run, world } = cliWorld()
    expect(await run(['demo-portal', 'aachen.json'])).to.include({ code: 0 })
    expect(world.portals).to.deep.equal(['aachen.json'])
  })

  it('runs the eID stand-in on a port, with the keys of a folder', async () => {
    const { run, world } = cliWorld()
    expect(await run(['eid-stub', '--port', '5000', '--keys', '/etc/keys'])).to.include({ code: 0 })
    expect(await run(['eid-stub'])).to.include({ code: 0 })
    expect(world.stubs).to.deep.equal([
      [5000, '/etc/keys'],
      [24_727, resolve('eid-stub')],
    ])
    expect(await run(['eid-stub', '--port', '0'])).to.include({ code: 2 })
  })
})

describe('serve', () => {
  it('runs until it is told to stop, and stops gracefully', async () => {
    const events: string[] = []
    const { run, world } = cliWorld({
      serve: async () => {
        events.push('started')
        setTimeout(() => world.stopSignal(), 20)
        return { reload: async () => {}, stop: async () => void events.push('stopped') }
      },
    })
    expect(await run(['serve'])).to.deep.equal({ code: 0, out: '', err: '' })
    expect(events).to.deep.equal(['started', 'stopped'])
  })

  it('does not lose a signal that comes while it starts', async () => {
    const events: string[] = []
    const { run, world } = cliWorld({
      serve: async () => {
        world.stopSignal()
        return { reload: async () => {}, stop: async () => void events.push('stopped') }
      },
    })
    expect((await run(['serve'])).code).to.equal(0)
    expect(events).to.deep.equal(['stopped'])
  })

  it('goes on with the config file as it is when it is told to read it anew, also while it starts', async () => {
    const names: string[] = []
    const { run, world } = cliWorld({
      serve: async () => {
        world.reloadSignal()
        setTimeout(() => world.reloadSignal(), 20)
        setTimeout(() => world.stopSignal(), 40)
        return { reload: async (read) => void names.push(read().site.name), stop: async () => {} }
      },
    })
    expect(await run(['serve'])).to.deep.equal({ code: 0, out: '', err: '' })
    expect(names).to.deep.equal(['Servicekonto', 'Servicekonto'])
  })

  it('tells what is wrong with the config file that it was to read anew, one fault a line, and runs on', async () => {
    const { run, world } = cliWorld({
      serve: async () => {
        setTimeout(() => world.reloadSignal(), 20)
        setTimeout(() => world.stopSignal(), 40)
        return { reload: () => Promise.reject(new ConfigError(['one', 'two'])), stop: async () => {} }
      },
    })
    expect(await run(['serve'])).to.deep.equal({ code: 0, out: '', err: 'one\ntwo\n' })
  })

  it('names a taken port in one line', async () => {
    const taken = Object.assign(new Error('listen EADDRINUSE: address already in use 127.0.0.1:3000'), {
      code: 'EADDRINUSE',
    })
    const run = await cliWorld({ serve: () => Promise.reject(taken) }).run(['serve'])
    expect(run.code).to.equal(1)
    expect(run.err).to.match(/^The port is taken \(.*127\.0\.0\.1:3000\); choose another with PORT\n$/)
  })

  it('tells an unexpected fault in one line, without its stack', async () => {
    const run = await cliWorld({ serve: () => Promise.reject(new Error('first\nsecond')) }).run(['serve'])
    expect(run).to.deep.equal({ code: 1, out: '', err: 'unexpected fault: first second\n' })
  })
})
