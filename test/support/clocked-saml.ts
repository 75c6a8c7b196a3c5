import { SAML, type SamlConfig } from '@node-saml/node-saml'
import type { Clock } from '../../src/domain/ports/clock.js'

/** node-saml, which asks this machine for the time, by a clock that a test moves. */
export class ClockedSaml extends SAML {
  readonly #clock: Clock

  constructor(config: SamlConfig, clock: Clock) {
    super(config)
    this.#clock = clock
  }

  protected override async generateAuthorizeRequestAsync(
    this: ClockedSaml,
    isPassive: boolean,
    isHttpPostBinding: boolean,
  ): Promise<string> {
    const request = await super.generateAuthorizeRequestAsync(isPassive, isHttpPostBinding)
    // Its signature is inside already, and covers the time.
    if (isHttpPostBinding) return request
    return request.replace(/IssueInstant="[^"]*"/, `IssueInstant="${new Date(this.#clock.now()).toISOString()}"`)
  }

  protected override checkTimestampsValidityError(
    _now: number,
    notBefore: string,
    notOnOrAfter: string,
    maxTimeLimit?: number,
  ): Error | null {
    return super.checkTimestampsValidityError(this.#clock.now(), notBefore, notOnOrAfter, maxTimeLimit)
  }
}
