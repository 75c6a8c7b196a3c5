import { expect } from 'chai'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '../../src/observability/logger.js'
import { toFile, toStream, type LineStream } from '../../src/observability/log-destination.js'

/** A reader that takes nothing while it stands still. */
function reader() {
  const state = {
    stands: false,
    waiting: 0,
    taken: [] as string[],
    fail: (error: unknown): void => expect.fail(String(error)),
  }
  const stream: LineStream = {
    get writableLength() {
      return state.waiting
    },
    write(line) {
      if (state.stands) state.waiting += line.length
      else state.taken.push(line)
    },
    on: (_event, listener) => (state.fail = listener),
  }
  return { stream, state }
}

const actionsOf = (lines: readonly string[]): unknown[] =>
  lines.map((line) => (JSON.parse(line) as Record<string, unknown>)['event.action'])

describe('where the log goes', () => {
  it('is a device that is full: nothing throws, and what it does not take is counted', () => {
    const fd = openSync('/dev/full', 'w')
    const destination = toFile(fd)
    const log = createLogger({ level: 'info', destination })
    for (let line = 0; line < 3; line += 1) log.info('broker.started')
    closeSync(fd)
    expect(log.dropped()).to.equal(3)
  })

  it('is a file, which has each line at once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'servicekonto-log-'))
    const path = join(folder, 'log')
    const fd = openSync(path, 'a')
    const destination = toFile(fd)
    for (const line of ['one\n', 'two\n']) {
      destination.write(line)
      expect(readFileSync(path, 'utf8').endsWith(line)).to.equal(true)
    }
    closeSync(fd)
    rmSync(folder, { recursive: true })
    expect(destination.dropped()).to.equal(0)
  })

  it('is a reader that stands still: what waits is bounded, what comes then is dropped, and that is told after', () => {
    const { stream, state } = reader()
    const log = createLogger({ level: 'info', destination: toStream(stream, 1_000) })
    state.stands = true
    for (let line = 0; line < 20; line += 1) log.info('broker.started')
    expect(state.waiting).to.be.within(1, 1_000)
    const dropped = log.dropped()
    expect(dropped).to.be.within(10, 19)
    Object.assign(state, { stands: false, waiting: 0 })
    log.info('broker.stopping')
    log.info('broker.stopped')
    expect(actionsOf(state.taken)).to.deep.equal(['broker.stopping', 'log.entries-dropped', 'broker.stopped'])
    expect(JSON.parse(state.taken[1] ?? '')).to.include({ count: dropped, 'log.level': 'warn' })
  })

  it('is a reader that is gone: each line that it does not take is counted', () => {
    const { stream, state } = reader()
    const destination = toStream(stream)
    destination.write('line\n')
    state.fail(new Error('EPIPE'))
    expect(destination.dropped()).to.equal(1)
  })
})
