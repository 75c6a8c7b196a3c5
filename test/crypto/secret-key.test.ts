import { expect } from 'chai'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inspect } from 'node:util'
import { decodeSecretKey, loadSecretKey } from '../../src/crypto/secret-key.js'
import { OperatorError } from '../../src/domain/operator-error.js'

function ruleOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof OperatorError) return error.rule
    throw error
  }
  return 'nothing refused'
}

describe('the secret key of a deployment', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'secret-key-'))
    file = join(folder, 'data', 'secret.key')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const load = (given: Uint8Array | null = null, mayCreate = true) => loadSecretKey({ given, file, mayCreate })

  it('is what the environment gives, and no file is made then', () => {
    const given = randomBytes(32)
    expect(load(given).export()).to.deep.equal(given)
    expect(readdirSync(folder)).to.deep.equal([])
  })

  it('is made once in the data folder, readable by its owner alone, and found again', () => {
    const first = load()
    expect(first.symmetricKeySize).to.equal(32)
    expect(statSync(file).mode & 0o777).to.equal(0o600)
    expect(readFileSync(file, 'latin1')).to.equal(`${first.export().toString('base64')}\n`)
    expect(load().equals(first)).to.equal(true)
    expect(readdirSync(join(folder, 'data'))).to.deep.equal(['secret.key'])
  })

  it('is the same for processes that start together', async () => {
    const module = new URL('../../src/crypto/secret-key.ts', import.meta.url).href
    const script = `import { loadSecretKey } from ${JSON.stringify(module)}
      const key = loadSecretKey({ given: null, file: ${JSON.stringify(file)}, mayCreate: true })
      process.stdout.write(key.export().toString('base64'))`
    const start = () => promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
    const keys = await Promise.all([start(), start(), start()])
    expect(new Set(keys.map(({ stdout }) => stdout)).size).to.equal(1)
    expect(keys[0].stdout).to.have.length(44)
  })

  it('leaves no draft of a process that was killed while it made one, and touches nothing else in the folder', () => {
    load()
    const names = ['secret.key.0123456789ab', 'secret.key.backup', 'servicekonto.sqlite']
    for (const name of names) writeFileSync(join(folder, 'data', name), '')
    load()
    expect(readdirSync(join(folder, 'data')).toSorted()).to.deep.equal([
      'secret.key',
      'secret.key.backup',
      'servicekonto.sqlite',
    ])
  })

  it('is not made by a command that must not make one', () => {
    expect(ruleOf(() => load(null, false))).to.equal('secret-key-missing')
  })

  it('is asked for where no file may hold it', () => {
    expect(ruleOf(() => loadSecretKey({ given: null, file: null, mayCreate: true }))).to.equal('secret-key-missing')
  })

  it('is refused from a file that others can read, and the message says what to run', () => {
    load()
    chmodSync(file, 0o640)
    expect(() => load()).to.throw(OperatorError, `chmod 600 ${file}`)
    expect(ruleOf(() => load())).to.equal('secret-key-file-mode')
  })

  it('is refused from a file that holds something else', () => {
    load()
    for (const text of ['', 'not base64', randomBytes(31).toString('base64'), randomBytes(33).toString('base64')]) {
      writeFileSync(file, text)
      expect(
        ruleOf(() => load()),
        text,
      ).to.equal('secret-key-format')
    }
  })

  it('is refused when it is a default or a pattern', () => {
    const weak = [
      Buffer.alloc(32),
      Buffer.alloc(32, 0x41),
      Buffer.from(Array.from({ length: 32 }, (_, index) => index)),
      Buffer.from('changemechangemechangemechangeme'),
      Buffer.from('0123456789abcdef0123456789abcdef'),
      Buffer.from('passwordpasswordpassworddrowssap'),
    ]
    for (const bytes of weak)
      expect(
        ruleOf(() => load(bytes)),
        bytes.toString('hex'),
      ).to.equal('secret-key-weak')
    load()
    writeFileSync(file, Buffer.alloc(32).toString('base64'))
    expect(ruleOf(() => load())).to.equal('secret-key-weak')
  })

  it('is refused when it has another length than 32 bytes', () => {
    expect(ruleOf(() => load(randomBytes(16)))).to.equal('secret-key-format')
  })

  it('shows nothing of itself when it is printed', () => {
    const given = randomBytes(32)
    const printed = inspect(load(given), { depth: 9, showHidden: true })
    expect(printed).not.to.contain(given.toString('hex')).and.not.to.contain(given.toString('base64'))
  })

  it('is decoded from base64 of 32 bytes and from nothing else', () => {
    const bytes = randomBytes(32)
    expect(decodeSecretKey(` ${bytes.toString('base64')}\n`)).to.deep.equal(bytes)
    for (const text of [
      '',
      'x',
      randomBytes(31).toString('base64'),
      bytes.toString('hex'),
      `${bytes.toString('base64')}=`,
    ]) {
      expect(decodeSecretKey(text), text).to.equal(null)
    }
  })
})
