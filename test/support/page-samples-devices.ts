import type {
  BlockCodePage,
  DeviceRow,
  DevicesPage,
  PassPairingPage,
} from '../../src/methods/pass/pages/phone-view-models.js'

const UNTIL = Date.UTC(2026, 10, 20, 13, 32)

const form = (action: string) => ({ action, token: 'sample-token' })

const device = (name: string, index: number, changes: Partial<DeviceRow> = {}): DeviceRow => ({
  name,
  pairedAt: Date.UTC(2026, 2, 9, 12),
  isBlocked: false,
  level: 'substantiell',
  blockCode: '7QK4-ZR2M-X9TD',
  rename: form(`/konto/geraete/d${index}/name`),
  block: form(`/konto/geraete/d${index}/sperren`),
  unpair: form(`/konto/geraete/d${index}/entkoppeln`),
  ...changes,
})

const devicesPage = (changes: Partial<DevicesPage> = {}): DevicesPage => ({
  kind: 'devices',
  devices: [],
  pair: form('/konto/geraete/koppeln'),
  reaches: 'substantiell',
  best: 'substantiell',
  stepUp: null,
  problem: null,
  blockCodePage: '/konto/sperren',
  ...changes,
})

const PROBLEMS: Readonly<Record<NonNullable<DevicesPage['problem']>, DevicesPage>> = {
  last: devicesPage({ problem: 'last', devices: [device('Mein Smartphone', 0)] }),
  'bad-name': devicesPage({ problem: 'bad-name' }),
  gone: devicesPage({ problem: 'gone' }),
}

export const devicesSamples: Readonly<Record<string, DevicesPage>> = {
  none: devicesPage(),
  'lower-session': devicesPage({ reaches: 'normal', stepUp: '/konto/geraete/hoeher' }),
  several: devicesPage({
    devices: [
      device('Mein Smartphone', 0),
      device('Altes Telefon', 1, { isBlocked: true }),
      device('Ḫandy von Jana Nowak', 2, { level: 'normal' }),
    ],
  }),
  enough: devicesPage({ pair: null, devices: [device('Mein Smartphone', 0)] }),
  ...PROBLEMS,
}

const pairingPage = (progress: PassPairingPage['progress'], automatic = true): PassPairingPage => ({
  kind: 'pass-pairing',
  cancel: form('/konto/geraete/koppeln/p1/abbrechen'),
  here: '/konto/geraete/koppeln/p1',
  back: '/konto/geraete',
  progress,
  automatic,
})

const LINK = 'https://servicekonto.example/pass/pair/7QK4ZR2MX9TD7QK4ZR2MX9'

const PROGRESS: Readonly<Record<PassPairingPage['progress']['status'], PassPairingPage>> = {
  waiting: pairingPage({ status: 'waiting', link: LINK, until: UNTIL }),
  registered: pairingPage({ status: 'registered', name: 'Mein Smartphone', number: '47', until: UNTIL }),
  done: pairingPage({ status: 'done', name: 'Mein Smartphone', blockCode: '7QK4-ZR2M-X9TD' }),
  over: pairingPage({ status: 'over' }),
}

export const pairingSamples: Readonly<Record<string, PassPairingPage>> = {
  ...PROGRESS,
  stopped: pairingPage({ status: 'waiting', link: LINK, until: UNTIL }, false),
}

const blockCodePage = (problem: BlockCodePage['problem'], isDone = false): BlockCodePage => ({
  kind: 'block-code',
  form: form('/konto/sperren'),
  problem,
  isDone,
})

export const blockCodeSamples: Readonly<Record<string, BlockCodePage>> = {
  plain: blockCodePage(null),
  missing: blockCodePage('missing'),
  unknown: blockCodePage('unknown'),
  braked: blockCodePage('braked'),
  done: blockCodePage(null, true),
}
