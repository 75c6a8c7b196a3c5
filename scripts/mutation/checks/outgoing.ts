import { checksOf, REMOVED, type Check } from '../check.js'

const CALL = ['test/outgoing/call-out.test.ts']
const CLASSES = ['test/outgoing/network-class.test.ts']
const OPEN = ['test/methods/eid/open-eid.test.ts']
const SETTINGS = ['test/config/settings-file.test.ts']
const MAY = 'calls go where they may'

/** Whom the broker calls, and how. */
export const OUTGOING_CHECKS: readonly Check[] = [
  ...checksOf(CALL, [
    ['this-machine-is-not-called', MAY, REMOVED],
    ['calls-are-by-https', MAY, REMOVED],
    ['every-address-of-a-host-may-be-called', MAY, 'of addresses) refuse', 'of addresses.slice(0, 1)) refuse'],
    [
      'private-networks-are-listed',
      MAY,
      "network === 'private' && networkList(allow)(address)",
      "network === 'private' && address !== '' && allow",
    ],
    ['no-other-scheme-is-called', MAY, REMOVED],
    ['no-user-name-is-sent-along', MAY, REMOVED],
  ]),
  ...checksOf(CLASSES, [
    ['ipv4-special-addresses', MAY, 'isSpecial(address) || ', ''],
    ['ipv6-zones', MAY, "if (address.includes('%')) return false", "address = address.replace(/%.*/, '')"],
    ['link-local-metadata-services', MAY, "  '169.254.0.0/16',\n", ''],
    ['ipv4-in-ipv6', MAY, 'isIPv4(address) || isGlobalUnicast(address)', 'isIPv4(address) || isIPv6(address)'],
    ['private-addresses-are-told-apart', MAY, REMOVED],
    ['loopback-addresses-are-told-apart', MAY, REMOVED],
    ['ipv6-loopback-is-this-machine', MAY, ", '::1/128'", ''],
    [
      'what-is-allowed-is-within-a-private-network',
      MAY,
      "Number(prefix) >= Number(each.split('/')[1]) && ",
      "prefix !== '' && ",
    ],
  ]),
  ...checksOf(CALL, [
    [
      'redirects-are-checked',
      MAY,
      'const target = await inTime(checkedTarget(next, policy, resolve), next, signal)',
      "const target = hop === 0 ? await checkedTarget(next, policy, resolve) : { url: new URL(next), addresses: ['127.0.0.1'], network: begun ?? 'public' }",
    ],
    ['redirects-stay-in-their-class-of-network', MAY, REMOVED],
    ['redirects-end', MAY, 'if (hop === call.redirects) {', 'if (hop === call.redirects + 10) {'],
    ['calls-end-in-time', MAY, 'afterWaiting(call.within,', 'afterWaiting(call.within + 120_000,'],
    ['dns-is-not-waited-for-without-end', MAY, REMOVED],
    ['reading-stops-at-the-limit', MAY, 'if (size > maxBytes) throw', 'if (size > Infinity) throw'],
    [
      'the-checked-address-is-used',
      MAY,
      'all ? callback(null, targets) : callback(null, first.address, first.family),',
      "all ? callback(null, [{ address: '127.0.0.2', family: 4 }]) : callback(null, '127.0.0.2', first.family),",
    ],
    ['silence-ends-a-call', MAY, REMOVED],
    ['a-call-ends-whatever-the-answer', MAY, REMOVED],
    ['certificates-are-verified-whatever-the-environment-says', MAY, 'rejectUnauthorized: true,', ''],
  ]),
  ...checksOf(SETTINGS, [
    ['private-networks-alone-are-allowed', MAY, 'network !== null && accepts(network)', 'network !== null'],
  ]),
  ...checksOf(OPEN, [
    [
      'loopback-is-called-only-while-the-broker-is-on-http',
      MAY,
      'createCallOut({ loopback: !secure,',
      'createCallOut({ loopback: secure,',
    ],
    ['nothing-on-this-machine-is-called-beside-https', MAY, 'return secure', "return secure && key === ''"],
    [
      'an-eid-server-is-where-the-broker-may-call',
      MAY,
      "configuredFault('methods.eid.serverUrl', serverUrl, place)",
      '[]',
    ],
  ]),
]
