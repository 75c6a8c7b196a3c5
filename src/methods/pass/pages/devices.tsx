import type { Instant } from '../../../domain/instant.js'
import type { TrustLevel } from '../../../domain/trust-level.js'
import { Alert } from '../../../ui/components/alert.js'
import { Button, PostForm, TextField } from '../../../ui/components/form.js'
import { LinkButton, SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../../ui/page.js'
import type { DevicesProblem } from '../texts/messages.js'
import { passTexts } from '../texts/texts.js'

/** One paired phone of the citizen, with what can be done about it. */
export interface DeviceRow {
  readonly name: string
  readonly pairedAt: Instant
  readonly isBlocked: boolean
  /** The level that a login with it reaches. */
  readonly level: TrustLevel
  /** The code that blocks the phone when it is lost; the citizen keeps it elsewhere. */
  readonly blockCode: string
  readonly rename: Form
  /** The pages that ask before it is done. */
  readonly unpair: string
  readonly block: string
}

/** The citizen's paired phones (RULES: The pass 1). */
export interface DevicesModel {
  readonly devices: readonly DeviceRow[]
  /** Null if there are enough phones. */
  readonly pair: Form | null
  /** The level that a phone paired now will have, and the highest that it could have. */
  readonly reaches: TrustLevel
  readonly best: TrustLevel
  /** The way to that level, if there is one. */
  readonly stepUp: string | null
  readonly problem: DevicesProblem | null
  readonly blockCodePage: string
}

/** The citizen's phones, each with what can be done about it, and the way to another one. */
export const devicesPage = definePage('devices', view)

function view(page: DevicesModel, scope: Scope): View {
  const { devices } = passTexts(scope.language)
  return {
    title: devices.title,
    problem: page.problem !== null,
    content: (
      <>
        {page.problem ? (
          <div role="alert">
            <Alert look="danger" title={scope.texts.form.problem}>
              <p class="kern-body">{devices.problems[page.problem]}</p>
            </Alert>
          </div>
        ) : null}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{devices.title}</h1>
          <p class="kern-body">{devices.intro}</p>
        </div>
        {page.devices.length === 0 ? (
          <p class="kern-body">{devices.none}</p>
        ) : (
          <ul class="app-devices">
            {page.devices.map((device, index) => (
              <Device key={device.unpair} device={device} index={index} scope={scope} />
            ))}
          </ul>
        )}
        <Pair page={page} scope={scope} />
        <p class="kern-body">
          <SafeLink href={page.blockCodePage}>{devices.blockCodePage}</SafeLink>
        </p>
      </>
    ),
  }
}

function Pair({ page, scope }: { readonly page: DevicesModel; readonly scope: Scope }) {
  const { goodFor } = scope.texts
  const { devices } = passTexts(scope.language)
  if (!page.pair) return <p class="kern-body">{devices.enough}</p>
  return (
    <section class="app-stack--s" aria-labelledby="pair-heading">
      <h2 class="kern-heading-medium" id="pair-heading">
        {devices.pairHeading}
      </h2>
      <p class="kern-body" data-testid="pass-will-reach" data-level={page.reaches}>
        {devices.willBeGoodFor(goodFor[page.reaches])}{' '}
        {page.reaches === page.best ? null : devices.couldBeGoodFor(goodFor[page.best])}
      </p>
      <PostForm form={page.pair}>
        <p class="app-actions">
          <Button look="primary" label={devices.pair} />
          {page.stepUp ? <SafeLink href={page.stepUp}>{devices.stepUp}</SafeLink> : null}
        </p>
      </PostForm>
    </section>
  )
}

interface DeviceProps {
  readonly device: DeviceRow
  readonly index: number
  readonly scope: Scope
}

function Device({ device, index, scope }: DeviceProps) {
  const { goodFor } = scope.texts
  const { devices } = passTexts(scope.language)
  return (
    <li class="app-device" data-device={device.name}>
      <p class="kern-body">
        <strong>{device.name}</strong>
        <br />
        {devices.since(scope.formats.day(device.pairedAt))},{' '}
        {device.isBlocked ? <strong>{devices.isBlocked}</strong> : devices.goodFor(goodFor[device.level])}
      </p>
      <details class="kern-accordion">
        <summary class="kern-accordion__header">
          <span class="kern-title kern-title--small">
            {device.isBlocked ? devices.manageBlocked(device.name) : devices.manage(device.name)}
          </span>
        </summary>
        <div class="kern-accordion__body app-stack">
          {device.isBlocked ? null : <NameForm device={device} index={index} scope={scope} />}
          {device.isBlocked ? null : (
            <>
              <p class="kern-body">
                {devices.blockCode}:{' '}
                <strong class="app-mono" data-testid="block-code">
                  {device.blockCode}
                </strong>
                <br />
                {devices.blockCodeHint}
              </p>
              <Act href={device.block} label={devices.block} hint={devices.blockHint} />
            </>
          )}
          <Act href={device.unpair} label={devices.unpair} hint={devices.unpairHint} />
        </div>
      </details>
    </li>
  )
}

function NameForm({ device, index, scope }: DeviceProps) {
  const { devices } = passTexts(scope.language)
  return (
    <PostForm form={device.rename}>
      <TextField
        id={`device-name-${index}`}
        name={FORM_FIELDS.deviceName}
        label={devices.name}
        value={device.name}
        autocomplete="off"
      />
      <p class="app-actions">
        <Button look="secondary" label={devices.rename} />
      </p>
    </PostForm>
  )
}

interface ActProps {
  readonly href: string
  readonly label: string
  readonly hint: string
}

const Act = ({ href, label, hint }: ActProps) => (
  <div class="app-stack--s">
    <p class="kern-body">{hint}</p>
    <p class="app-actions">
      <LinkButton look="danger" href={href} label={label} />
    </p>
  </div>
)
