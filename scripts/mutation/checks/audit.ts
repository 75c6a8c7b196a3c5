import { checksOf, REMOVED, type Check } from '../check.js'

const LOG = ['test/storage/sql/sqlite-stores.test.ts']
const CHAIN = ['test/storage/sql/sqlite-audit.test.ts']
const COMMANDS = ['test/cli/audit/audit-commands.test.ts']
const ROWS = ['test/operators/told/audit-rows.test.ts']
const RULE = 'the audit shows what was done to it'

/** What shows that somebody has changed the audit log, and what a look-up of it leaves. */
export const AUDIT_CHECKS: readonly Check[] = [
  ...checksOf(LOG, [
    ['the-mac-is-of-what-will-be-stored', RULE, String.raw`.replace(/\p{Surrogate}/gu, '\ufffd')`, ''],
  ]),
  ...checksOf(CHAIN, [
    ['a-seal-follows-the-one-before', RULE, 'previous, seq, entry.id', "'', seq, entry.id"],
    [
      'a-seal-is-of-the-key',
      RULE,
      'macs.holds(sealText(previous, entry.seq ?? 0, entry), entry.seal)',
      "previous !== 'x'",
    ],
    ['a-mark-of-the-audit-is-the-brokers', RULE, 'macs.holds(markText(name, mark), mark.mac)', "mark.mac !== ''"],
    ['a-lost-head-leaves-a-gap', RULE, 'known + 1', 'known'],
    ['entries-without-a-mac-are-sealed-before-all-others', RULE, '{ earlier: true }', '{}'],
    ['the-chain-is-continued-by-one', RULE, 'audit_mark.mac = $7', "COALESCE($7, '') IS NOT NULL"],
    ['an-entry-without-a-mac-is-of-before', RULE, '(earlier === null || seq <= earlier)', 'true'],
    ['each-entry-follows-the-one-before', RULE, 'sealHolds(seal, entry, macs)', 'true'],
    ['a-gap-is-a-removal', RULE, 'seq === previous.seq + 1', 'seq > previous.seq'],
    ['a-head-is-there-and-the-brokers', RULE, REMOVED],
    ['the-head-is-reached', RULE, REMOVED],
    ['nothing-is-beyond-the-head', RULE, 'state.last <= head.seq', 'state.last >= 0'],
    ['an-entry-is-written-by-the-broker', RULE, 'if (!isWritten)', 'if (late.size < 0)'],
    ['entries-are-sealed-in-time', RULE, REMOVED],
    ['a-head-in-the-log-is-the-entry-in-the-table', RULE, 'seal === than', 'seq > 0 || seal === than'],
    ['a-head-in-the-log-is-in-the-table', RULE, 'return head ?', 'return head && inOrder.length < 0 ?'],
    ['retention-goes-on-from-marks-of-the-broker', RULE, "markHolds('head', head, mac)", 'head.seq > 0'],
    ['retention-ends-with-an-entry-that-holds', RULE, 'faults.length === 0) + 1', 'faults.length >= 0) + 1'],
  ]),
  ...checksOf(COMMANDS, [
    ['a-look-up-asks-for-nobodys-name', RULE, String.raw`[a-z]+:[^\s@]{1,64}`, '.+'],
    [
      'who-looks-up-the-audit-is-in-it',
      RULE,
      'return audit.append({',
      'return ((_: object) => Promise.resolve(String(audit === null)))({',
    ],
  ]),
  ...checksOf(ROWS, [
    ['no-formula-in-an-export', RULE, "? `'${value}` : value", '? value : value'],
    ['an-entry-commands-no-terminal', RULE, String.raw`.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')`, ''],
  ]),
]
