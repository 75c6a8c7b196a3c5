import type { PassStatus } from '../../../src/domain/pass-challenge.js'
import { DEVICES_PAGE } from '../../../src/methods/pass/devices/device-pages.js'
import { type PageSamples, samplesOf } from '../../support/page-samples/page-samples.js'
import { type PassModel, passPage } from '../../../src/methods/pass/pages/pass.js'
import { blockCodePage } from '../../../src/methods/pass/pages/block-code.js'
import { blockCodeSamples, devicesSamples, pairingSamples, questionSamples } from './device-samples.js'
import { deviceQuestionPage } from '../../../src/methods/pass/pages/device-question.js'
import { devicesPage } from '../../../src/methods/pass/pages/devices.js'
import { passElsewherePage, passLinkPage } from '../../../src/methods/pass/pages/pass-notices.js'
import { passPairingPage } from '../../../src/methods/pass/pages/pass-pairing.js'

const shown = (status: PassStatus, automatic = true): PassModel => ({
  form: { action: '/login/a1/pass', token: 'sample-token' },
  otherMethods: '/login/a1',
  link: 'https://servicekonto.example/pass/login/7QK4ZR2MX9TD7QK4ZR2MX9',
  number: '47',
  status,
  withoutAccount: false,
  validUntil: Date.UTC(2026, 10, 20, 13, 32),
  automatic,
  triesLeft: null,
  installUrl: null,
})

const STATUSES: Readonly<Record<PassStatus, PassModel>> = {
  waiting: shown('waiting'),
  scanned: shown('scanned'),
  returning: shown('returning'),
  confirmed: shown('confirmed'),
  declined: shown('declined'),
  'wrong-number': shown('wrong-number'),
  failed: shown('failed'),
  blocked: shown('blocked'),
  expired: shown('expired'),
}

export const passSamples: Readonly<Record<string, PassModel>> = {
  ...STATUSES,
  stopped: shown('waiting', false),
  'with-app': { ...shown('waiting'), installUrl: 'https://servicekonto.example/pass-app' },
  'two-left': { ...shown('failed'), triesLeft: 2 },
  'one-left': { ...shown('failed'), triesLeft: 1 },
  'without-account': { ...shown('waiting'), withoutAccount: true },
  'blocked-without-account': { ...shown('blocked'), withoutAccount: true },
}

/** Every page of the smartphone pass and of the citizen's phones. */
export const pages: readonly PageSamples[] = [
  samplesOf(passPage, 'login', passSamples),
  samplesOf(devicesPage, DEVICES_PAGE, devicesSamples),
  samplesOf(deviceQuestionPage, DEVICES_PAGE, questionSamples),
  samplesOf(passPairingPage, DEVICES_PAGE, pairingSamples),
  samplesOf(blockCodePage, 'outside', blockCodeSamples),
  samplesOf(passElsewherePage, 'outside', { plain: {} }),
  samplesOf(passLinkPage, 'outside', { plain: {} }),
]
