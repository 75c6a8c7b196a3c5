import type { DeviceQuestionModel } from '../../../src/methods/pass/pages/device-question.js'
import type { DeviceRow, DevicesModel } from '../../../src/methods/pass/pages/devices.js'
import type { BlockCodeModel } from '../../../src/methods/pass/pages/block-code.js'
import type { PassPairingModel } from '../../../src/methods/pass/pages/pass-pairing.js'

const UNTIL = Date.UTC(2026, 10, 20, 13, 32)

const form = (action: string) => ({ action, token: 'sample-token' })

const device = (name: string, index: number, changes: Partial<DeviceRow> = {}): DeviceRow => ({
  name,
  pairedAt: Date.UTC(2026, 2, 9, 12),
  isBlocked: false,
  level: 'substantiell',
  blockCode: '7QK4-ZR2M-X9TD',
  rename: form(`/konto/geraete/d${index}/name`),
  block: `/konto/geraete/d${index}/sperren`,
  unpair: `/konto/geraete/d${index}/entkoppeln`,
  ...changes,
})

const listed = (changes: Partial<DevicesModel> = {}): DevicesModel => ({
  devices: [],
  pair: form('/konto/geraete/koppeln'),
  reaches: 'substantiell',
  best: 'substantiell',
  stepUp: null,
  problem: null,
  blockCodePage: '/konto/sperren',
  ...changes,
})

const PROBLEMS: Readonly<Record<NonNullable<DevicesModel['problem']>, DevicesModel>> = {
  last: listed({ problem: 'last', devices: [device('Mein Smartphone', 0)] }),
  'bad-name': listed({ problem: 'bad-name' }),
  gone: listed({ problem: 'gone' }),
}

export const devicesSamples: Readonly<Record<string, DevicesModel>> = {
  none: listed(),
  'lower-session': listed({ reaches: 'normal', stepUp: '/konto/geraete/hoeher' }),
  several: listed({
    devices: [
      device('Mein Smartphone', 0),
      device('Altes Telefon', 1, { isBlocked: true }),
      device('Ḫandy von Jana Nowak', 2, { level: 'normal' }),
    ],
  }),
  enough: listed({ pair: null, devices: [device('Mein Smartphone', 0)] }),
  ...PROBLEMS,
}

const pairing = (progress: PassPairingModel['progress'], automatic = true): PassPairingModel => ({
  cancel: form('/konto/geraete/koppeln/p1/abbrechen'),
  here: '/konto/geraete/koppeln/p1',
  back: '/konto/geraete',
  progress,
  automatic,
  installUrl: 'https://servicekonto.example/pass-app',
})

const LINK = 'https://servicekonto.example/pass/pair/7QK4ZR2MX9TD7QK4ZR2MX9'

const PROGRESS: Readonly<Record<PassPairingModel['progress']['status'], PassPairingModel>> = {
  waiting: pairing({ status: 'waiting', link: LINK, until: UNTIL }),
  registered: pairing({ status: 'registered', name: 'Mein Smartphone', number: '47', until: UNTIL }),
  done: pairing({ status: 'done', name: 'Mein Smartphone', blockCode: '7QK4-ZR2M-X9TD' }),
  over: pairing({ status: 'over' }),
}

export const pairingSamples: Readonly<Record<string, PassPairingModel>> = {
  ...PROGRESS,
  stopped: { ...pairing({ status: 'waiting', link: LINK, until: UNTIL }, false), installUrl: null },
}

const blocking = (problem: BlockCodeModel['problem'], isDone = false): BlockCodeModel => ({
  form: form('/konto/sperren'),
  problem,
  isDone,
})

export const blockCodeSamples: Readonly<Record<string, BlockCodeModel>> = {
  plain: blocking(null),
  missing: blocking('missing'),
  unknown: blocking('unknown'),
  braked: blocking('braked'),
  done: blocking(null, true),
}

const question = (act: DeviceQuestionModel['act']): DeviceQuestionModel => ({
  act,
  name: 'Mein Smartphone',
  form: form(`/konto/geraete/d0/${act === 'block' ? 'sperren' : 'entkoppeln'}`),
  back: '/konto/geraete',
})

export const questionSamples: Readonly<Record<DeviceQuestionModel['act'], DeviceQuestionModel>> = {
  block: question('block'),
  unpair: question('unpair'),
}
