import { expect } from 'chai'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningTestBroker, startBroker } from '../support/running-broker.js'

/** Where Node closes a connection by default, with its own second on top. */
const NODE_CLOSES_AFTER = 6_000

const GET = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n'

interface Line {
  readonly socket: Socket
  readonly closed: Promise<unknown>
  ask(): Promise<string>
}

/** A connection as a proxy keeps it. */
async function lineTo({ url }: RunningTestBroker): Promise<Line> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const closed = once(socket, 'close')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return {
    socket,
    closed,
    async ask() {
      socket.write(GET)
      let text = ''
      while (!text.includes('\r\n\r\n')) {
        const [part] = await Promise.race([once(socket, 'data'), closed.then(() => [null])])
        if (part === null) throw new Error('the broker has closed the connection')
        text += String(part)
      }
      return text
    },
  }
}

describe('a connection that a proxy keeps', () => {
  it('outlasts the pauses of a proxy that keeps it for 60 seconds, as far as the broker is concerned', async () => {
    const broker = await startBroker()
    const line = await lineTo(broker)
    expect(await line.ask()).to.match(/^HTTP\/1\.1 200 OK\r\n[^]*\r\nKeep-Alive: timeout=75\r\n/)
    await sleep(NODE_CLOSES_AFTER + 1_000)
    expect(await line.ask()).to.match(/^HTTP\/1\.1 200 OK\r\n/)
    line.socket.destroy()
    await broker.stop()
  })

  it('ends after the time that the settings say', async () => {
    const broker = await startBroker('http:\n  keepAliveSeconds: 1\n')
    const line = await lineTo(broker)
    expect(await line.ask()).to.contain('\r\nKeep-Alive: timeout=1\r\n')
    await line.closed
    await broker.stop()
  })

  it('is closed when the broker ends, however long it might have stayed open', async () => {
    const broker = await startBroker('http:\n  keepAliveSeconds: 3600\n')
    const [used, fresh] = [await lineTo(broker), await lineTo(broker)]
    await used.ask()
    await Promise.all([broker.stop(), used.closed, fresh.closed])
  })
})
