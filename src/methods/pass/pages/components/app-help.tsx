import { SafeLink } from '../../../../ui/components/safe-link.js'
import { between, type Scope } from '../../../../ui/page.js'
import { BLOCK_CODE, DEVICES } from '../../own-paths.js'
import { passTexts } from '../../texts/texts.js'

interface AppHelpProps {
  /** Null: the deployment has not said where the app is got. */
  readonly installUrl: string | null
  readonly scope: Scope
}

/** Where the app is got; nothing where the deployment has not said. */
export function GetApp({ installUrl, scope }: AppHelpProps) {
  const { help } = passTexts(scope.language).pass
  if (installUrl === null) return null
  return (
    <p class="kern-body">
      {help.noApp}
      {between(scope)}
      <SafeLink href={installUrl}>{help.install}</SafeLink>
    </p>
  )
}

/** For whoever has no app, no pairing or no phone any more. `pairs`: a phone without an account pairs on the spot. */
export function AppHelp({ installUrl, pairs, scope }: AppHelpProps & { readonly pairs: boolean }) {
  const { pass, devices } = passTexts(scope.language)
  const { help } = pass
  return (
    <div>
      <div class="app-stack--s app-help">
        <GetApp installUrl={installUrl} scope={scope} />
        <p class="kern-body">
          {help.lost}
          {between(scope)}
          <SafeLink href={BLOCK_CODE}>{help.block}</SafeLink>
        </p>
      </div>
      {pairs ? null : (
        <details class="kern-accordion">
          <summary class="kern-accordion__header">
            <span class="kern-title kern-title--small">{help.notPaired}</span>
          </summary>
          <div class="kern-accordion__body">
            <ol class="app-steps kern-body">
              <li>
                <p class="kern-body">
                  {help.open}
                  {between(scope)}
                  <SafeLink href={DEVICES}>{devices.title}</SafeLink>
                </p>
              </li>
              {help.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </div>
        </details>
      )}
    </div>
  )
}
