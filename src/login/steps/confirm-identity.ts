import { consentText } from '../../domain/consent.js'
import { BrokerError } from '../../domain/errors.js'
import type { AttributeName } from '../../domain/identity.js'
import { withoutUnticked, type Release } from '../../domain/release.js'
import { confirmed } from '../../domain/transitions.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { LoginFacts } from '../facts.js'
import type { StepResult } from '../step-result.js'
import { storeLogin } from '../store-login.js'

/** What the citizen chose on the confirm page: the optional attributes left ticked, and whether to be asked again. */
export interface Confirmation {
  readonly ticked: ReadonlySet<AttributeName>
  readonly remember: boolean
}

/** The citizen agrees to exactly what the page showed, less what is unticked. */
export async function confirmIdentity(
  facts: LoginFacts,
  { ticked, remember }: Confirmation,
  ports: LoginPorts,
): Promise<StepResult> {
  const { login, account, decision, now } = facts
  if (!account || !decision) throw new BrokerError('login-moved-on')
  const release = withoutUnticked(decision.release, ticked)
  const next = await storeLogin(confirmed(login, release), ports)
  if (remember) {
    const declined = decision.release.attributes
      .map(({ name }) => name)
      .filter((name) => !release.attributes.some((kept) => kept.name === name))
    const digest = ports.digest.digest('consent', consentText(release))
    await ports.consents.remember(account.id, login.requirements.service, { digest, declined }, now)
  }
  return { login: next }
}

/** The citizen agreed before and asked to be remembered, and names and values are the same. */
export async function useRememberedConsent(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const release: Release | null = facts.remembered
  if (!release) throw new BrokerError('login-moved-on')
  return { login: await storeLogin(confirmed(facts.login, release), ports) }
}
