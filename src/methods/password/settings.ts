import type { z } from 'zod'
import { levelUpTo, section, sectionAbout, wholeNumber, yesOrNo } from '../../config/fields.js'

const argon2 = sectionAbout(
  `Aufwand je Passwortprüfung (argon2id). Mehr ist sicherer und langsamer; ältere Hashes werden
bei der nächsten Anmeldung erneuert.`,
  {
    memoryKiB: wholeNumber(7168, 4_194_304, 19_456, 'Speicher je Berechnung in KiB'),
    iterations: wholeNumber(1, 50, 2, 'Durchläufe'),
    parallelism: wholeNumber(1, 16, 1, 'Stränge'),
  },
)
  // check: argon2-is-no-weaker-than-owasp
  .refine(({ memoryKiB, iterations }) => memoryKiB * iterations >= 35_840, {
    // All of OWASP's equivalent settings lie above this product, so a smaller one is weaker than each of them.
    error: 'memoryKiB times iterations at least 35840, for instance 19456 and 2',
  })

const brakes = sectionAbout('Bremsen zählen nur Fehlversuche.', {
  perName: wholeNumber(1, 1000, 10, 'Fehlversuche je Benutzername (wie eingegeben)'),
  perAddress: wholeNumber(1, 10_000, 30, 'Fehlversuche je Netzadresse'),
  perPassword: wholeNumber(1, 10_000, 40, 'verschiedene Benutzernamen, an denen dasselbe Passwort versucht wurde'),
  windowMinutes: wholeNumber(1, 1440, 15, 'Zeitfenster in Minuten, ab dem ersten Fehlversuch'),
})

const secondFactor = sectionAbout(
  `Zweiter Faktor: was sich Bürgerinnen und Bürger unter /konto/zweiter-faktor einrichten können.
Was eingerichtet ist, wird immer verlangt, auch wenn hier false steht.`,
  {
    totp: yesOrNo(true, 'Code-App (TOTP) als zweiten Faktor einrichten lassen; eingerichtete bleiben in Kraft'),
    passkey: yesOrNo(true, 'Passkey (WebAuthn) als zweiten Faktor einrichten lassen; eingerichtete bleiben in Kraft'),
    level: levelUpTo(
      'substantiell',
      'normal',
      'Vertrauensniveau einer Anmeldung mit Passwort und zweitem Faktor, nie unter dem des Passworts',
    ),
  },
)

/** `methods.password`: user name and password, alone or with a second factor. */
export const passwordSchema = section({
  enabled: yesOrNo(true, 'Anmeldung mit Benutzername und Passwort anbieten'),
  // check: a-password-reaches-normal-at-most
  level: levelUpTo('normal', 'normal', 'Vertrauensniveau einer Anmeldung mit Passwort'),
  argon2: argon2.prefault({}),
  brakes: brakes.prefault({}),
  secondFactor: secondFactor.prefault({}),
})

export type PasswordSettings = Readonly<z.output<typeof passwordSchema>>
