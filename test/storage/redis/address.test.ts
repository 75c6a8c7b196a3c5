import { expect } from 'chai'
import { parseRedisAddress } from '../../../src/storage/redis/address.js'

const one = (host: string, port: number) => ({ host, port })
const PLAIN = { tls: false, login: null }

describe('an address of Redis', () => {
  for (const [text, address] of [
    ['redis://r.example', { kind: 'server', ...PLAIN, nodes: [one('r.example', 6379)], database: 0 }],
    ['redis://r.example:6380/', { kind: 'server', ...PLAIN, nodes: [one('r.example', 6380)], database: 0 }],
    ['redis://[::1]:6380/15', { kind: 'server', ...PLAIN, nodes: [one('::1', 6380)], database: 15 }],
    ['rediss://10.0.0.1', { kind: 'server', tls: true, login: null, nodes: [one('10.0.0.1', 6379)], database: 0 }],
    [
      'redis://:p%40ss@r.example',
      {
        kind: 'server',
        tls: false,
        login: { username: null, password: 'p@ss' },
        nodes: [one('r.example', 6379)],
        database: 0,
      },
    ],
    [
      'rediss://konto:geheim@s1.example/3?sentinel=haupt&node=s2.example&node=s3.example:26380&sentinelPassword=auch',
      {
        kind: 'sentinel',
        tls: true,
        login: { username: 'konto', password: 'geheim' },
        nodes: [one('s1.example', 26_379), one('s2.example', 26_379), one('s3.example', 26_380)],
        database: 3,
        primary: 'haupt',
        sentinelLogin: { username: null, password: 'auch' },
      },
    ],
    [
      'redis://c1.example:7000?cluster=true&node=c2.example:7001',
      { kind: 'cluster', ...PLAIN, nodes: [one('c1.example', 7000), one('c2.example', 7001)] },
    ],
  ] as const) {
    it(`is understood as ${text.replace(/\/\/.*@/, '//…@')}`, () => {
      expect(parseRedisAddress(text)).to.deep.equal(address)
    })
  }

  for (const text of [
    'r.example:6379',
    'http://r.example',
    'redis://',
    'redis:///0',
    'redis://r.example:0',
    'redis://r.example/konto',
    'redis://r.example/1/2',
    'redis://r.example#x',
    'redis://nur-ein-name@r.example',
    'redis://:%ZZ@r.example',
    'redis://r.example?tls=true',
    'redis://r.example?node=s.example',
    'redis://r.example?sentinel=',
    'redis://r.example?sentinel=a&sentinel=b',
    'redis://r.example?sentinel=a&cluster=true',
    'redis://r.example?sentinel=a&sentinelUsername=b',
    'redis://r.example?sentinelPassword=a',
    'redis://r.example?sentinel=a&node=b:99999',
    'redis://r.example?sentinel=a&node=redis://b',
    'redis://r.example/1?cluster=true',
    'redis://r.example?cluster=yes',
  ]) {
    it(`is refused as ${text}`, () => {
      expect(parseRedisAddress(text)).to.equal(null)
    })
  }
})
