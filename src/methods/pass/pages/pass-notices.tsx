import { definePage, type NoModel, type Scope, type View } from '../../../ui/page.js'
import { passTexts } from '../texts/texts.js'

/** Shown if a phone comes back to a browser that does not have its login (RULES: The pass 3). */
export const passElsewherePage = definePage('pass-elsewhere', passElsewhereView, { isEasy: true })

function passElsewhereView(_model: NoModel, { language }: Scope): View {
  const { elsewhere } = passTexts(language).pass
  return {
    title: elsewhere.title,
    problem: false,
    content: (
      <>
        <h1 class="kern-heading-large">{elsewhere.title}</h1>
        <p class="kern-body">{elsewhere.what}</p>
        <ul class="kern-body app-steps">
          {elsewhere.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      </>
    ),
  }
}

/** Shown if a link for the app is opened in a browser on a device without the app. */
export const passLinkPage = definePage('pass-link', passLinkView, { isEasy: true })

function passLinkView(_model: NoModel, { language }: Scope): View {
  const { link } = passTexts(language).pass
  return {
    title: link.title,
    problem: false,
    content: (
      <>
        <h1 class="kern-heading-large">{link.title}</h1>
        <p class="kern-body">{link.what}</p>
        <p class="kern-body">{link.next}</p>
        <p class="kern-body">{link.warning}</p>
      </>
    ),
  }
}
