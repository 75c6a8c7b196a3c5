import type { z } from 'zod'
import { levelUpTo, optionalApp, optionalLink, section, sectionAbout, yesOrNo } from '../../config/fields.js'
import { methodId } from '../../domain/ids.js'

export const PASS = methodId('pass')

/** `methods.pass`: the smartphone pass. */
export const passSchema = sectionAbout(
  `Servicekonto.Pass: Smartphone und PIN. Das Niveau verantwortet die betreibende Stelle:
Eine Bewertung durch das BSI gibt es für diesen Pass nicht.`,
  {
    enabled: yesOrNo(true, 'Anmeldung mit dem Servicekonto.Pass (Smartphone) anbieten'),
    level: levelUpTo('substantiell', 'substantiell', 'Vertrauensniveau einer Anmeldung mit dem Pass'),
    levelWithoutAccount: levelUpTo(
      'substantiell',
      'normal',
      'Vertrauensniveau eines Passes ohne Konto, an Diensten, die ihn so zulassen',
    ),
    webApp: optionalApp(
      'Adresse des Passes als Web-App; Links, die ein Browser ohne App öffnet, führen dorthin',
      'https://pass.stadt.example/',
    ),
    links: section({
      install: optionalLink(
        '„App laden“: wo es die App gibt; ohne Angabe steht nichts davon auf den Seiten',
        'https://stadt.example/pass-app',
      ),
    }).prefault({}),
  },
)

export type PassSettings = Readonly<z.output<typeof passSchema>>
