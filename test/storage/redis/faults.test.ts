import { expect } from 'chai'
import { ClientOfflineError, ErrorReply } from 'redis'
import { toBrokerError } from '../../../src/storage/redis/faults.js'

const told = (error: unknown, lastFault: unknown = null): string => toBrokerError(error, lastFault).message

describe('a fault of Redis', () => {
  for (const reply of [
    'OOM command not allowed',
    'LOADING Redis is loading the dataset in memory',
    'READONLY You can’t write against a read only replica.',
    'CLUSTERDOWN The cluster is down',
    'MASTERDOWN Link with MASTER is down',
    'NOAUTH Authentication required.',
    'NOPERM User konto has no permissions',
    'MISCONF Errors writing to the AOF file',
  ]) {
    it(`${reply.split(' ')[0] ?? ''} is one that passes`, () => {
      expect(told(new ErrorReply(reply))).to.equal(`unavailable: redis: ${reply.split(' ')[0] ?? ''}`)
    })
  }

  it('is ours where waiting does not help', () => {
    expect(told(new ErrorReply('WRONGTYPE Operation against a key'))).to.equal('internal: redis: WRONGTYPE')
    expect(told(new ErrorReply("ERR unknown command 'geheim'"))).to.equal('internal: redis: ERR')
  })

  it('that keeps us from connecting passes, whatever Redis said to it', () => {
    const full = new ErrorReply('ERR max number of clients reached')
    expect(told(new ClientOfflineError(), full)).to.equal('unavailable: redis: ERR')
    expect(told(new ClientOfflineError())).to.equal('unavailable: redis: ClientOfflineError')
  })

  it('quotes nothing of what was sent', () => {
    for (const text of ['geheim', 'Erika geheim', 'ERR geheim', '']) {
      expect(told(new ErrorReply(text))).to.equal('internal: redis: ERR')
    }
    expect(told(new Error('geheim'))).to.equal('unavailable: redis: Error')
    expect(told('geheim')).to.equal('unavailable: redis: unknown')
  })
})
