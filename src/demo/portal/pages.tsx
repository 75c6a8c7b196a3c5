import type { ComponentChildren, VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { OPERATOR_PAGES, type OperatorPage } from './operator-pages.js'
import { shownValue, type ShownValue } from './shown-values.js'
import { isPseudonymous, pathOf, type PortalOptions } from './portal-options.js'
import type { Answer, HandOver, Visitor } from './saml-client.js'
import type { LogoutEnd } from './single-logout.js'

type Shown =
  | Answer
  | { readonly kind: 'logged-out'; readonly awaits?: string }
  | { readonly kind: 'logout-end'; readonly end: LogoutEnd }
  | null

/** How a common logout ended, in words. */
const ENDS: Readonly<Record<LogoutEnd, string>> = {
  Success: 'Sie sind überall abgemeldet: hier, beim Servicekonto und bei den anderen Portalen.',
  PartialLogout:
    'Sie sind hier und beim Servicekonto abgemeldet. Nicht alle anderen Portale haben das bestätigt. Bitte schließen Sie alle Fenster des Browsers.',
  UnknownPrincipal:
    'Sie sind hier abgemeldet. Das Servicekonto kannte diese Anmeldung nicht mehr. Bitte schließen Sie alle Fenster des Browsers.',
}

const NEEDED = {
  normal: 'Eine Anmeldung mit Benutzername und Passwort genügt.',
  substantiell: 'Eine Anmeldung mit Benutzername und Passwort genügt nicht.',
  hoch: 'Sie brauchen Ihren Online-Ausweis. Eine Anmeldung mit Benutzername und Passwort genügt nicht.',
}

const Page = (props: { portal: PortalOptions; title: string; children: ComponentChildren }): VNode => (
  <html lang="de">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${props.title} – ${props.portal.name}`}</title>
      <link rel="stylesheet" href={`${pathOf(props.portal)}/portal.css`} />
      <link rel="icon" href="data:," />
    </head>
    <body>
      <header>
        <p>
          <strong>{props.portal.name}</strong> {props.portal.provider}
        </p>
      </header>
      <main>{props.children}</main>
      <footer>
        <p>Dieses Portal dient der Vorführung. Anträge werden nicht bearbeitet.</p>
      </footer>
    </body>
  </html>
)

const Before = ({ portal, shown }: { portal: PortalOptions; shown: Shown }): VNode => (
  <Page portal={portal} title={portal.service}>
    {shown?.kind === 'status' && (
      <p role="alert" data-testid="saml-status" data-status={shown.status.code}>
        {shown.status.text}
      </p>
    )}
    {shown?.kind === 'logged-out' && (
      <p role="status">
        Sie sind bei diesem Portal abgemeldet. Ihre Anmeldung beim Servicekonto kann noch bestehen.{' '}
        <a href={new URL('/abmelden', portal.brokerMetadataUrl).href} data-testid="broker-logout">
          Auch beim Servicekonto abmelden
        </a>
      </p>
    )}
    {shown?.kind === 'logout-end' && (
      <p role={shown.end === 'Success' ? 'status' : 'alert'} data-testid="logout-end" data-status={shown.end}>
        {ENDS[shown.end]}
      </p>
    )}
    <h1>{portal.service}</h1>
    <p>
      {isPseudonymous(portal)
        ? 'Dafür brauchen Sie kein Konto. Ihr Smartphone genügt: Beim ersten Mal koppeln Sie es und wählen eine PIN. Ihren Namen erfahren wir nicht.'
        : 'Melden Sie sich mit Ihrem Servicekonto an. Ihre Angaben tragen wir danach in den Antrag ein.'}
    </p>
    <p class="need">
      Benötigtes Vertrauensniveau: <strong data-testid="needed-level">{portal.trustLevel}</strong>.{' '}
      {isPseudonymous(portal) ? 'Ein Smartphone, das zu keinem Konto gehört, genügt.' : NEEDED[portal.trustLevel]}
    </p>
    <p>
      <a class="button" href={`${pathOf(portal)}/login`} data-testid="login">
        {isPseudonymous(portal) ? 'Mit dem Smartphone anmelden' : 'Mit dem Servicekonto anmelden'}
      </a>
    </p>
    {portal.withoutAccount && (
      <section>
        <h2>Nur zu Besuch?</h2>
        <p>
          <a class="button plain" href={pathOf(portal) + portal.withoutAccount.path} data-testid="without-account">
            {portal.withoutAccount.service} – ohne Konto
          </a>
        </p>
      </section>
    )}
  </Page>
)

/** What a citizen reads: values in words. Those that are codes stand as received among the technical values, too. */
const Values = ({ values }: { values: readonly ShownValue[] }): VNode => (
  <dl>
    {values.map(({ name, label, text, isAsReceived }) => (
      <div>
        <dt>{label}</dt>
        <dd data-attribute={isAsReceived ? name : undefined}>{text}</dd>
      </div>
    ))}
  </dl>
)

const Technical = ({ visitor, values }: { visitor: Visitor; values: readonly ShownValue[] }): VNode => (
  <details>
    <summary>Technische Angaben</summary>
    <dl>
      <div>
        <dt>Ihre Kennung bei diesem Dienst</dt>
        <dd data-testid="name-id">{visitor.nameId}</dd>
      </div>
      {values.map(({ name, label, received }) => (
        <div>
          <dt>{label}, wie übermittelt</dt>
          <dd data-attribute={name}>{received}</dd>
        </div>
      ))}
    </dl>
  </details>
)

const After = ({ portal, visitor }: { portal: PortalOptions; visitor: Visitor }): VNode => {
  const values = visitor.attributes.map(shownValue)
  const forCitizens = values.filter(({ text }) => text !== null)
  return (
    <Page portal={portal} title="Sie sind angemeldet">
      <h1>{portal.service}</h1>
      <p role="status">
        Sie sind angemeldet.{' '}
        {isPseudonymous(portal)
          ? 'Wer Sie sind, hat uns das Servicekonto nicht gesagt. Wir erkennen Sie an Ihrer Kennung wieder.'
          : 'Diese Angaben haben wir vom Servicekonto erhalten und in Ihren Antrag eingetragen.'}
      </p>
      {forCitizens.length > 0 && (
        <>
          <h2>Ihre Angaben</h2>
          <Values values={forCitizens} />
        </>
      )}
      <p class="need">
        Ihre Anmeldung gilt mit dem Vertrauensniveau <strong data-testid="trust-level">{visitor.trustLevel}</strong>.
      </p>
      <Technical visitor={visitor} values={values.filter(({ isAsReceived }) => !isAsReceived)} />
      <form class="ways" method="post" action={`${pathOf(portal)}/single-logout`}>
        <button class="button" type="submit" data-testid="single-logout">
          Überall abmelden
        </button>
        <a class="button plain" href={`${pathOf(portal)}/logout`} data-testid="logout">
          Bei diesem Portal abmelden
        </a>
      </form>
    </Page>
  )
}

const HandOverPage = ({ portal, handOver }: { portal: PortalOptions; handOver: HandOver }): VNode => (
  <Page portal={portal} title="Weiter zum Servicekonto">
    <h1>Weiter zum Servicekonto</h1>
    <p>Das geht von selbst. Wenn nicht, drücken Sie bitte auf „Weiter“.</p>
    <form method="post" action={handOver.url}>
      {Object.entries(handOver.fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="button" type="submit">
        Weiter
      </button>
    </form>
    <script src={`${pathOf(portal)}/submit.js`} />
  </Page>
)

const ErrorPage = ({ portal, text }: { portal: PortalOptions; text: string }): VNode => (
  <Page portal={portal} title="Das hat nicht geklappt">
    <h1>Das hat nicht geklappt</h1>
    <p role="alert" data-testid="portal-error">
      {text}
    </p>
    <p>
      <a class="button" href={pathOf(portal) || '/'}>
        Zurück zum Portal
      </a>
    </p>
  </Page>
)

const OperatorPageView = ({ portal, name }: { portal: PortalOptions; name: OperatorPage }): VNode => {
  const { title, text } = OPERATOR_PAGES[name]
  return (
    <Page portal={portal} title={title}>
      <h1>{title}</h1>
      {text.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      <p class="need">Diese Seite ist ein Beispiel: Sie gehört zur Vorführung.</p>
    </Page>
  )
}

const html = (page: VNode): string => `<!doctype html>${render(page)}`

/** The portal's front page: before the login, or after it with what was received. */
export const frontPage = (portal: PortalOptions, shown: Shown): string =>
  shown?.kind === 'visitor'
    ? html(<After portal={portal} visitor={shown.visitor} />)
    : html(<Before portal={portal} shown={shown} />)

/** A form that takes the browser to the broker: by itself with scripts, by its button without. */
export const handOverPage = (portal: PortalOptions, handOver: HandOver): string =>
  html(<HandOverPage portal={portal} handOver={handOver} />)

export const errorPage = (portal: PortalOptions, text: string): string =>
  html(<ErrorPage portal={portal} text={text} />)

/** A page that a city that runs a Servicekonto has beside it. */
export const operatorPage = (portal: PortalOptions, name: OperatorPage): string =>
  html(<OperatorPageView portal={portal} name={name} />)

export type { Shown }
