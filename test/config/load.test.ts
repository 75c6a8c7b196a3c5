import { expect } from 'chai'
import { ConfigError } from '../../src/config/config-error.js'
import type { ConfigFiles } from '../../src/config/config-files.js'
import { loadConfig } from '../../src/compose/load-config.js'
import type { Environment } from '../../src/config/environment.js'

const KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64')
const EARLIER_KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 11)).toString('base64')

/** A file system of a few named texts; `/etc/passwd` stands for a file where a directory should be. */
const files = (texts: Record<string, string> = {}, mode = 0o600): ConfigFiles => ({
  mode: () => mode,
  read: (path) => {
    const text = texts[path] ?? (path.endsWith('config/default.yaml') ? '' : undefined)
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
    return text
  },
  kind: (path) => (path === '/etc/passwd' ? 'other' : 'missing'),
})

function faultsOf(env: Environment, texts: Record<string, string> = {}): readonly string[] {
  try {
    loadConfig(env, files(texts))
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

describe('the configuration', () => {
  it('has the defaults of the contract where the environment is silent', () => {
    const config = loadConfig({}, files())
    expect(config).to.include({
      publicUrl: 'http://localhost:3000',
      secure: false,
      host: '127.0.0.1',
      port: 3000,
      redisUrl: null,
      secretKey: null,
      workers: 1,
      logLevel: 'info',
    })
    expect(config.dataDir).to.equal(`${process.cwd()}/data`)
    expect(config.database).to.deep.equal({ kind: 'sqlite', path: `${process.cwd()}/data/servicekonto.sqlite` })
    expect(config.trustProxy).to.deep.equal([])
  })

  it('takes every variable', () => {
    const config = loadConfig(
      {
        PUBLIC_URL: 'https://Konto.Stadt.example/',
        HOST: '::1',
        PORT: '0',
        DATA_DIR: '/var/lib/servicekonto',
        DATABASE_URL: 'sqlite:/srv/konto.db',
        SECRET_KEY: KEY,
        REDIS_URL: 'rediss://konto:geheim@redis.stadt.example:6380/2',
        SMTP_URL: 'smtps://mail.stadt.example:465',
        MAIL_FROM: 'konto@stadt.example',
        TRUST_PROXY: '10.0.0.0/8, ::1',
        LOG_LEVEL: 'debug',
      },
      files(),
    )
    expect(config).to.include({ publicUrl: 'https://konto.stadt.example', secure: true, host: '::1', port: 0 })
    expect(config.database).to.deep.equal({ kind: 'sqlite', path: '/srv/konto.db' })
    expect(config.secretKey).to.deep.equal(new Uint8Array(Buffer.from(KEY, 'base64')))
    expect(config.redisUrl).to.equal('rediss://konto:geheim@redis.stadt.example:6380/2')
    expect(config.trustProxy).to.deep.equal(['10.0.0.0/8', '::1/128'])
  })

  it('keeps the embedded database in DATA_DIR', () => {
    expect(loadConfig({ DATA_DIR: '/srv/x' }, files()).database).to.deep.equal({
      kind: 'sqlite',
      path: '/srv/x/servicekonto.sqlite',
    })
  })

  it('takes an empty variable as not set, and is not changed by NODE_ENV', () => {
    const plain = loadConfig({}, files())
    expect(loadConfig({ PORT: '', PUBLIC_URL: ' ', NODE_ENV: 'production' }, files())).to.deep.equal(plain)
  })

  it('is frozen all the way down', () => {
    const config = loadConfig({ SECRET_KEY: KEY }, files())
    expect(Object.isFrozen(config)).to.equal(true)
    expect(Object.isFrozen(config.settings.sessions.hoch)).to.equal(true)
    expect(Object.isFrozen(config.trustProxy)).to.equal(true)
  })

  it('lists all faults of environment and file at once, one line each', () => {
    const faults = faultsOf(
      { PORT: '80x', LOG_LEVEL: 'loud', DATA_DIR: '/etc/passwd', WORKERS: '0', CONFIG_FILE: '/c.yaml' },
      { '/c.yaml': 'site:\n  nmae: X\nsessions:\n  hoch:\n    idleMinutes: 6\n' },
    )
    expect(faults).to.deep.equal([
      'DATA_DIR is "/etc/passwd", which is no directory; it may be a directory, or a path where one can be made',
      'PORT is "80x"; it may be a whole number from 0 to 65535',
      'WORKERS is "0"; it may be a whole number from 1 to 256',
      'LOG_LEVEL is "loud"; it may be debug, info, warn, error',
      '/c.yaml:2: site.nmae is no known key; did you mean site.name?',
      '/c.yaml:5: sessions.hoch.idleMinutes is 6; it may be a whole number from 1 to 5',
    ])
  })

  for (const url of ['http://localhost:3000', 'http://konto.localhost', 'http://127.1.2.3:8080', 'http://[::1]:3000']) {
    it(`takes plain http for the loopback name in ${url}`, () => {
      expect(loadConfig({ PUBLIC_URL: url }, files()).publicUrl).to.equal(url)
    })
  }

  for (const url of [
    'http://konto.stadt.example',
    'http://localhost.stadt.example',
    'http://128.0.0.1',
    'https://konto.stadt.example/konto',
    'https://konto.stadt.example/?',
    'https://konto.stadt.example/#',
    'ftp://konto.stadt.example',
    'konto.stadt.example',
  ]) {
    it(`refuses PUBLIC_URL ${url}`, () => {
      expect(faultsOf({ PUBLIC_URL: url })).to.have.lengthOf(1)
      expect(faultsOf({ PUBLIC_URL: url })[0]).to.match(/^PUBLIC_URL is ".*"; it may be https:\/\/host/)
    })
  }

  for (const [name, value] of [
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['HOST', 'a b'],
    ['HOST', '300.1.1.1'],
    ['DATABASE_URL', 'data.db'],
    ['DATABASE_URL', 'sqlite::memory:'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', 'everybody'],
    ['MAIL_FROM', 'nobody'],
    ['SMTP_URL', 'mail.stadt.example'],
    ['REDIS_URL', 'redis.stadt.example:6379'],
    ['REDIS_URL', 'redis://redis.stadt.example?sentinels=konto'],
    ['WORKERS', '1.5'],
    ['LOG_LEVEL', 'INFO'],
    ['CONFIG_FILE', '/missing.yaml'],
    ['SECRET_KEY_FILE', '/missing.key'],
  ] as const) {
    it(`refuses ${name}=${value} in one line that names it`, () => {
      const faults = faultsOf({ [name]: value })
      expect(faults).to.have.lengthOf(1)
      expect(faults[0]).to.match(new RegExp(`^${name} is .*; it may be `))
    })
  }

  for (const url of ['postgres://u:geheim@db:5433/x', 'postgresql://u:geheim@db/x?sslmode=verify-full']) {
    it(`takes PostgreSQL as ${url.replace(':geheim', '')}`, () => {
      const config = loadConfig({ DATABASE_URL: url, SECRET_KEY: KEY }, files())
      expect(config.database).to.deep.equal({ kind: 'postgres', url })
    })
  }

  it('demands a SECRET_KEY with PostgreSQL, in one line that shows no password', () => {
    const env = { DATABASE_URL: 'postgres://u:geheim@db/x' }
    expect(faultsOf(env)).to.deep.equal([
      'SECRET_KEY is not set; with PostgreSQL it has to hold 32 random bytes in base64 (openssl rand -base64 32)',
    ])
    expect(faultsOf({ ...env, SECRET_KEY_FILE: '/run/key' }, { '/run/key': KEY })).to.deep.equal([])
    expect(faultsOf({ ...env, SECRET_KEY_FILE: '/missing' })).to.have.length(1)
  })

  it('takes several workers where they share a Redis, and refuses them elsewhere', () => {
    expect(loadConfig({ WORKERS: '4', REDIS_URL: 'redis://r' }, files()).workers).to.equal(4)
    expect(faultsOf({ WORKERS: '2' })).to.deep.equal([
      'WORKERS is 2; it may be 1 as long as REDIS_URL is not set: more need a Redis that they share',
    ])
    expect(faultsOf({ WORKERS: '2', REDIS_URL: 'http://ich:geheim@r' })).to.have.length(1)
  })

  it('shows no secret of an address or key in a fault', () => {
    const faults = faultsOf({
      PUBLIC_URL: 'https://ich:geheim@konto.example',
      DATABASE_URL: 'mysql://ich:geheim@db',
      REDIS_URL: 'http://ich:geheim@r',
      SMTP_URL: 'http://ich:geheim@m',
      SECRET_KEY: 'geheim',
    })
    expect(faults).to.have.lengthOf(5)
    expect(faults.join('\n')).not.to.contain('geheim')
  })

  it('reads the secret before it, by itself or from a file that is not for others', () => {
    const earlier = { SECRET_KEY: KEY, SECRET_KEY_PREVIOUS_FILE: '/run/earlier' }
    expect(loadConfig(earlier, files({ '/run/earlier': EARLIER_KEY })).secretKeyPrevious).to.deep.equal(
      new Uint8Array(Buffer.from(EARLIER_KEY, 'base64')),
    )
    expect(loadConfig({ SECRET_KEY: KEY }, files()).secretKeyPrevious).to.equal(null)
    expect(() => loadConfig(earlier, files({ '/run/earlier': EARLIER_KEY }, 0o644)))
      .to.throw(ConfigError)
      .with.property('message')
      .that.contains('SECRET_KEY_PREVIOUS_FILE is "/run/earlier", which every user')
    expect(faultsOf({ SECRET_KEY_PREVIOUS: KEY, SECRET_KEY_PREVIOUS_FILE: '/k' })[0]).to.contain(
      'SECRET_KEY_PREVIOUS and SECRET_KEY_PREVIOUS_FILE are both set',
    )
    expect(faultsOf({ SECRET_KEY_PREVIOUS: 'geheim' })[0])
      .to.match(/^SECRET_KEY_PREVIOUS holds/)
      .and.not.contain('geheim')
  })

  it('reads SECRET_KEY_FILE, with a line end', () => {
    const config = loadConfig({ SECRET_KEY_FILE: '/run/key' }, files({ '/run/key': `${KEY}\n` }))
    expect(config.secretKey).to.deep.equal(new Uint8Array(Buffer.from(KEY, 'base64')))
  })

  for (const mode of [0o604, 0o444, 0o602, 0o641]) {
    it(`refuses a SECRET_KEY_FILE of mode ${mode.toString(8)}, which others reach, and says how Kubernetes mounts it`, () => {
      const work = () => loadConfig({ SECRET_KEY_FILE: '/run/key' }, files({ '/run/key': KEY }, mode))
      expect(work).to.throw(ConfigError).with.property('faults').that.has.length(1)
      expect(work)
        .to.throw(new RegExp(`^SECRET_KEY_FILE is "/run/key", .*mode 0${mode.toString(8)}`))
        .with.property('message')
        .that.contains('defaultMode: 0440')
        .and.contains('mode: 0440')
        .and.does.not.contain(KEY)
    })
  }

  for (const mode of [0o440, 0o400, 0o660]) {
    it(`takes a SECRET_KEY_FILE of mode ${mode.toString(8)}: its group may read it`, () => {
      expect(loadConfig({ SECRET_KEY_FILE: '/run/key' }, files({ '/run/key': KEY }, mode)).secretKey).not.to.equal(null)
    })
  }

  it('refuses a key in two places, a short one, a placeholder and text that is not base64', () => {
    expect(faultsOf({ SECRET_KEY: KEY, SECRET_KEY_FILE: '/run/key' })[0]).to.contain('only one of them')
    expect(faultsOf({ SECRET_KEY: Buffer.alloc(16, 'abcdefghijklmnop').toString('base64') })[0]).to.contain('16 bytes')
    expect(faultsOf({ SECRET_KEY: Buffer.alloc(32).toString('base64') })[0]).to.contain('placeholder')
    expect(faultsOf({ SECRET_KEY_FILE: '/k' }, { '/k': 'nicht base64' })[0]).to.contain('"/k", which holds something')
  })
})

describe('a variable that nothing reads', () => {
  const told = (env: Environment): readonly string[] => loadConfig(env, files()).warnings.environment

  for (const [typed, meant] of [
    ['REDIS_ULR', 'REDIS_URL'],
    ['SECRET_KEYFILE', 'SECRET_KEY_FILE'],
    ['PUBLICURL', 'PUBLIC_URL'],
    ['public_url', 'PUBLIC_URL'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['TRUST_PROXI', 'TRUST_PROXY'],
    ['CONFIGFIEL', 'CONFIG_FILE'],
    ['WORKER', 'WORKERS'],
  ] as const) {
    it(`and is near one of ours is told with what was meant, never with its value: ${typed}`, () => {
      expect(told({ [typed]: 'redis://konto:geheim@redis.example' })).to.deep.equal([
        `${typed} is set, and nothing reads it; did you mean ${meant}?`,
      ])
    })
  }

  it('is told beside the right one too, and not where it is empty', () => {
    expect(told({ PUBLIC_URL: 'http://localhost:3000', PUBLICURL: 'https://konto.example' })).to.have.length(1)
    expect(told({ PUBLICURL: ' ' })).to.deep.equal([])
  })

  it('makes no noise where it is another program’s', () => {
    const others = {
      HOME: '/root',
      HOSTNAME: 'k',
      HOSTS: 'a',
      PATH: '/bin',
      PORTS: '1',
      MAIL: '/var/mail/mira',
      LOGNAME: 'mira',
      REDIS_PORT: 'tcp://10.0.0.1:6379',
      REDIS_HOST: 'r',
      DATABASE_USER: 'konto',
      DATABASE_HOST: 'db',
      SECRET_KEY_NEXT: 'x',
      SECRET_KEY_BASE: 'x',
      XDG_DATA_DIRS: '/usr/share',
      npm_config_loglevel: 'info',
      PUBLIC_KEY: 'x',
      CONFIG_DIR: '/etc',
      DEMO_PORTAL_PORT: '4001',
      NODE_ENV: 'production',
    }
    expect(told(others)).to.deep.equal([])
  })

  it('is told beside the faults that it may explain', () => {
    const env = { DATABASE_URL: 'postgres://konto@db.example/konto', SECRET_KEYFILE: '/run/key' }
    expect(() => loadConfig(env, files()))
      .to.throw(ConfigError)
      .with.property('warnings')
      .that.deep.equals(['SECRET_KEYFILE is set, and nothing reads it; did you mean SECRET_KEY_FILE?'])
  })
})

describe('a broker that lacks what somebody will miss', () => {
  const warned = (env: Environment, texts = {}): readonly string[] =>
    loadConfig(env, files(texts)).warnings.settings.map((line) =>
      line.replace(/ is missing: .*; set it in CONFIG_FILE$/, ''),
    )
  const [CONTACT, ...LINKS] = [
    'metadata.contacts.technical',
    'site.links.imprint',
    'site.links.privacy',
    'site.links.accessibility',
    'site.links.reportBarrier',
  ]
  const SECURE = { PUBLIC_URL: 'https://konto.example', CONFIG_FILE: '/etc/sk.yaml' }
  const link = (name: string): string => `    ${name}: https://stadt.example/${name}\n`

  it('is warned on https of a technical contact, since services would find nobody to ask', () => {
    const contact = { '/etc/sk.yaml': 'metadata:\n  contacts:\n    technical: technik@stadt.example\n' }
    expect(warned({ PUBLIC_URL: 'https://konto.example' })).to.include(CONTACT)
    expect(warned(SECURE, contact)).not.to.include(CONTACT)
    expect(warned({})).not.to.include(CONTACT)
  })

  it('is warned of each legal link that is missing, and by which law', () => {
    expect(warned({})).to.deep.equal(LINKS)
    const some = { '/etc/sk.yaml': `site:\n  links:\n${['imprint', 'reportBarrier'].map(link).join('')}` }
    expect(warned(SECURE, some)).to.deep.equal([CONTACT, 'site.links.privacy', 'site.links.accessibility'])
    const all = ['imprint', 'privacy', 'accessibility', 'reportBarrier'].map(link).join('')
    expect(warned({ CONFIG_FILE: '/etc/sk.yaml' }, { '/etc/sk.yaml': `site:\n  links:\n${all}` })).to.deep.equal([])
    expect(loadConfig({}, files({})).warnings.settings).to.include(
      'site.links.accessibility is missing: required of public bodies (§ 12b BGG, BITV 2.0 § 7); set it in CONFIG_FILE',
    )
  })
})

describe('the settings of the online ID card', () => {
  const SIGNATURE =
    '    signature: { keyFile: a.pem, certificateFile: b.pem, serverCertificateFile: c.pem }\n    authorisationEnds: "2027-03-31"\n'
  const settings = (eid: string): Record<string, string> => ({ '/etc/sk.yaml': `methods:\n  eid:\n${eid}` })
  const faults = (eid: string, env: Environment = {}) =>
    faultsOf({ CONFIG_FILE: '/etc/sk.yaml', ...env }, settings(eid))

  it('offer it once an eID server is named, with the files that it needs', () => {
    const { eid } = loadConfig({}, files()).settings.methods
    expect(eid).to.include({ enabled: true, level: 'hoch', serverUrl: null, minimumAge: 16, assurance: true })
    expect(faults(`    serverUrl: https://eid.example/eID\n${SIGNATURE}`)).to.deep.equal([])
    expect(faults('    serverUrl: https://eid.example/eID\n')).to.have.length(3)
    expect(faults('    serverUrl: https://eid.example/eID\n    enabled: false\n')).to.deep.equal([])
    expect(faults(`    serverUrl: https://eid.example/eID\n${SIGNATURE}    tls: { keyFile: d.pem }\n`)).to.have.length(
      1,
    )
  })

  it('take http for names of this machine alone, and not once PUBLIC_URL is https', () => {
    const local = `    serverUrl: http://127.0.0.1:24727/eID\n    serverAddress: http://localhost/paos\n${SIGNATURE}`
    expect(faults(local)).to.deep.equal([])
    const secure = { PUBLIC_URL: 'https://konto.example', SECRET_KEY: KEY }
    expect(faults(local, secure).map((fault) => fault.slice(0, 25))).to.deep.equal([
      'methods.eid.serverUrl is ',
      'methods.eid.serverAddress',
    ])
    expect(faults(`    serverUrl: http://eid.example/eID\n${SIGNATURE}`)).to.have.length(1)
  })

  it('lead into an eID client of this machine or phone, and nowhere else', () => {
    for (const value of [
      'https://evil.example/',
      'http://eid.example:24727/eID-Client',
      'javascript:alert(1)',
      'eid://evil/',
    ]) {
      expect(faults(`    clientUrl: "${value}"\n`), value).to.have.length(1)
      expect(faults(`    phoneClientUrl: "${value}"\n`), value).to.have.length(1)
    }
    expect(
      faults(
        '    phoneClientUrl: eid://127.0.0.1:24727/eID-Client\n    clientUrl: http://localhost:24727/eID-Client\n',
      ),
    ).to.deep.equal([])
  })

  it('name a last day of the authorisation certificate that exists', () => {
    for (const day of ['2027-02-30', '31.03.2027', '2027-03-31T00:00:00Z']) {
      expect(faults(`    authorisationEnds: "${day}"\n`), day).to.have.length(1)
    }
  })
})
