import type { KeyFinding } from '../../operators/findings.js'
import type { KeyView } from '../../operators/keys/manage-keys.js'
import { dayOf, timeOf } from '../days.js'
import { keySentence } from './key-sentences.js'

/** CONTRACT: keys list --json, of one key. */
export function keyDocument({ key, stateSince, fingerprint, findings }: KeyView) {
  const { id, use, state, type, createdAt, activatedAt, notAfter, certificate, inHsm } = key
  return {
    id,
    use,
    state,
    stateSince: timeOf(stateSince),
    type,
    inHsm,
    sha256: fingerprint,
    createdAt: timeOf(createdAt),
    activatedAt: timeOf(activatedAt),
    notAfter: timeOf(notAfter),
    certificate,
    warning: said(findings, 'warning'),
    advice: said(findings, 'info'),
  }
}

/** A key in lines of text: its row, what is wrong with it, and what is to be done. */
export function keyLines(view: KeyView): readonly string[] {
  const { key, stateSince, fingerprint } = view
  const { id, use, state, type, notAfter, inHsm } = key
  const since = `since ${stateSince === null ? 'long ago' : dayOf(stateSince)}`
  const until = `until ${dayOf(notAfter)}`
  const row = [
    id,
    use.padEnd(10),
    state.padEnd(8),
    since,
    inHsm ? `${type} in the HSM` : type,
    until,
    `SHA-256 ${fingerprint}`,
  ]
  const { warning, advice } = keyDocument(view)
  return [
    row.join('  '),
    ...(warning === null ? [] : [`  warning: ${warning}`]),
    ...(advice === null ? [] : [`  ${advice}`]),
  ]
}

function said(findings: readonly KeyFinding[], severity: KeyFinding['severity']): string | null {
  const found = findings.find((each) => each.severity === severity)
  return found ? keySentence(found) : null
}
