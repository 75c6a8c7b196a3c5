import { expect } from 'chai'
import { createLogger } from '../../src/observability/logger.js'

function setUp(level: 'debug' | 'info' | 'warn' | 'error' = 'info') {
  const written: string[] = []
  const log = createLogger({
    level,
    destination: { write: (line: string) => void written.push(line), dropped: () => 0 },
  })
  const lines = () => written.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { log, written, lines }
}

describe('the log', () => {
  it('writes one JSON object a line with stable names', () => {
    const { log, lines, written } = setUp()
    log.warn('request.refused', { errorId: 'K7QF-2M9T', code: 'saml-acs', service: 'https://sp.example/md', ms: 12 })
    expect(written[0]?.endsWith('\n')).to.equal(true)
    expect(lines()[0]).to.include({
      'log.level': 'warn',
      'event.action': 'request.refused',
      message: 'request.refused',
      'error.id': 'K7QF-2M9T',
      'error.code': 'saml-acs',
      'saml.service': 'https://sp.example/md',
      'event.duration_ms': 12,
      'service.name': 'servicekonto',
    })
    expect(lines()[0]?.['@timestamp']).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  it('tells the method of HTTP from the method of a login', () => {
    const { log, lines } = setUp()
    log.info('request', { method: 'GET' })
    log.info('login.answered', { method: 'password' })
    expect(lines()[0]).to.include({ 'http.request.method': 'GET' })
    expect(lines()[1]).to.include({ 'login.method': 'password' })
  })

  it('writes nothing below its level', () => {
    const { log, written } = setUp('warn')
    log.debug('a')
    log.info('b')
    log.error('c')
    expect(written).to.have.lengthOf(1)
  })

  const secrets: Readonly<Record<string, unknown>> = {
    password: 'korrekt Pferd',
    cookie: '__Host-sk=geheim',
    token: 'geheim',
    SAMLResponse: 'PHNhbWw+',
    secretKey: 'geheim',
    givenName: 'Mia',
    familyName: 'Muster',
    birthDate: '1990-02-28',
    email: 'mia@buerger.example',
    username: 'mia.muster',
    nameId: 'pseudonym',
    clientAddress: '198.51.100.7',
  }
  for (const [name, value] of Object.entries(secrets)) {
    it(`does not write ${name}, also nested, and says that it was withheld`, () => {
      const { log, written, lines } = setUp()
      log.info('a', { [name]: String(value) })
      const nested = { request: { headers: { [name]: value } }, list: [value] } as unknown as Record<string, string>
      log.info('b', nested)
      expect(written.join('')).not.to.contain(String(value))
      expect(lines()[0]?.['log.withheld']).to.deep.equal([name])
      expect(lines()[1]?.['log.withheld']).to.deep.equal([`request.headers.${name}`, 'list'])
    })
  }

  const hidden: Readonly<Record<string, readonly [string, string]>> = {
    'an e-mail address': ['sent to mia@buerger.example, then', 'mia@'],
    'a SAML message': ['got <samlp:Response ID="x">Mia</samlp:Response>', 'Mia'],
    'a message as parameter': ['/acs?SAMLResponse=PHNhbWw%2B&x=1', 'PHNhbWw'],
    'a long base64 text': [`x ${'Ab3d'.repeat(30)}`, 'Ab3dAb3d'],
    'a password hash': ['is $argon2id$v=19$m=19456$c2FsdA$aGFzaA', 'aGFzaA'],
    'a password in an address': ['postgres://konto:geheim@db/x', 'geheim'],
    'a private key': ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', 'MIIE'],
    'a JSON Web Token': ['eyJhbGciOi.eyJzdWIi.c2ln', 'c2ln'],
  }
  for (const [what, [detail, secret]] of Object.entries(hidden)) {
    it(`masks ${what} in a text that may be written`, () => {
      const { log, lines } = setUp()
      log.error('x', { detail })
      expect(lines()[0]?.['error.message']).to.be.a('string').that.contains('[redacted]')
      expect(lines()[0]?.['error.message']).not.to.contain(secret)
    })
  }

  it('keeps the frames of a stack and drops what its error quotes', () => {
    const { log, lines } = setUp()
    const error = new SyntaxError('Unexpected token in "Mia Muster"\nborn 1990')
    log.error('request.refused', { stack: `${error.stack}\ncaused by ${new TypeError('Mia').stack}` })
    const stack = String(lines()[0]?.['error.stack_trace'])
    expect(stack).to.match(/^SyntaxError\n\s+at /)
    expect(stack).to.contain('caused by TypeError\n')
    expect(stack).not.to.match(/Mia|1990/)
  })

  it('takes an error apart', () => {
    const { log, lines } = setUp()
    const error = Object.assign(new RangeError('Mia'), { code: 'ERR_X' })
    log.error('x', { error } as unknown as Record<string, string>)
    expect(lines()[0]).to.include({ 'error.type': 'RangeError', 'error.code': 'ERR_X' })
    expect(JSON.stringify(lines())).not.to.contain('Mia')
  })

  it('cuts a text that nobody would read', () => {
    const { log, written } = setUp()
    log.info('x', { detail: 'ab '.repeat(10_000) })
    expect(written[0]?.length).to.be.lessThan(3000)
  })
})
