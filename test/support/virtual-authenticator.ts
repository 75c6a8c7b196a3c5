import type { BrowserContext, CDPSession, Page } from 'playwright-core'

type Credential = Awaited<ReturnType<typeof credentialsOf>>[number]

const credentialsOf = async (cdp: CDPSession, authenticatorId: string) =>
  (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials

/** Gives the page's browser an authenticator that knows its user, and agrees until it is told to refuse. */
export async function virtualAuthenticator(page: Page, context: BrowserContext) {
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    credentials: () => credentialsOf(cdp, authenticatorId),
    refuse: () => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
    agree: () => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true }),
    put: (credential: Credential) => cdp.send('WebAuthn.addCredential', { authenticatorId, credential }),
    remove: (credentialId: string) => cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId }),
  }
}
