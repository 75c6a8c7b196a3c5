import type { KeyFinding, KeyFindingData, FindingOf, PerCode, RefusalData } from '../../operators/findings.js'
import type { ChangeDrafted } from '../../operators/drafts/change-drafted.js'
import { dayCount, dayOf } from '../days.js'

/** Why a key is not made or not retired. */
export const KEY_REFUSALS = {
  'key-type': ({ type, known }) => `A key's type cannot be "${type}"; it may be ${known.join(', ')}`,
  'key-hsm-use': ({ use }) =>
    `A key for ${use} cannot lie in an HSM: the broker has it sign, and do nothing else; make it without --pkcs11`,
  'key-successor-new': ({ key, successor, announced, wanted, ready }) =>
    `Key ${key} is not retired: its successor ${successor} has been announced for ${dayCount(announced)} of ` +
    `${dayCount(wanted)} (keys.announceDays); wait until ${dayOf(ready)}, or, if the key was stolen, add --force`,
  'key-needed': ({ key, service, more }) =>
    `Key ${key} is the only one that can sign as ${service}${more === 0 ? '' : ` and ${more} more`} is set to; ` +
    'set another signatureAlgorithm there first',
} satisfies Partial<PerCode<RefusalData, string>>

/** Whoever takes a stolen key away has to know that it is not gone yet. */
export const stillInUse = (key: string, { draft }: ChangeDrafted): string =>
  `key ${key} stays in use until a second person agrees; if it was stolen, have them do so now: servicekonto draft approve ${draft}`

const SENTENCES: PerCode<KeyFindingData, string> = {
  'certificate-expired': ({ notAfter }) =>
    `its certificate expired on ${dayOf(notAfter)}; some services look at that date`,
  'certificate-expiring': ({ left }) => `its certificate expires in ${dayCount(left)}; some services look at that date`,
  'key-decrypts-already': ({ key }) => `decrypts already; to announce it: servicekonto keys activate ${key}`,
  'key-to-activate': ({ key, from }) => {
    const when = from === null ? 'now' : `on ${dayOf(from)}, when nobody may have older metadata any more`
    return `announced; to be activated ${when}: servicekonto keys activate ${key}`
  },
  'successor-to-make': ({ use, type }) => `make its successor: servicekonto keys generate --use ${use} --type ${type}`,
  'key-to-retire': ({ key, use, from }) => {
    const does = use === 'signing' ? 'announced, signs no more' : 'decrypts, announced no more'
    return `${does}; to be retired ${from === null ? 'now' : `from ${dayOf(from)}`}: servicekonto keys retire ${key}`
  },
  'key-activated-early': ({ key, announced, kept, former }) => {
    const back = former === null ? '' : `; the way back: servicekonto keys activate ${former}`
    return (
      `key ${key} has been announced for ${dayCount(announced)}, and services may keep older metadata for ` +
      `${dayCount(kept)}: those that do refuse logins until they read it anew${back}`
    )
  },
}

const sentence = <Code extends keyof KeyFindingData>({ code, data }: FindingOf<Code>): string => SENTENCES[code](data)

/** A finding about a key, in the words of the command line. */
export const keySentence = (found: KeyFinding): string => sentence(found)
