import * as client from 'openid-client';
import { z } from 'zod';
import { bilingual } from '../contract/common';
import { Problem } from '../errors';
import { newToken, sha256, type Keys } from '../keys';

/** An OpenID provider at which staff sign in, as configured by the operator. */
export const providerSettings = z.strictObject({
  /** Part of URLs: `…/api/sign-in/<id>/callback` has to be registered with the provider. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  name: bilingual,
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(500).optional(),
  scope: z.string().max(200).default('openid'),
});
export type ProviderSettings = z.infer<typeof providerSettings>;

/** What is remembered while somebody is at the provider, sealed in a cookie. */
export interface Away {
  provider: string;
  state: string;
  nonce: string;
  verifier: string;
  at: number;
  /** Present if this is not a sign-in: the user of that session wants to link the account. */
  link?: { session: string; user: string };
}

/** Somebody authenticated by a provider. */
export interface ProviderIdentity {
  issuer: string;
  subject: string;
  /** Needed to sign out at the provider. */
  idToken: string;
}

export const linkId = ({ issuer, subject }: Pick<ProviderIdentity, 'issuer' | 'subject'>): string =>
  sha256(`${issuer}\n${subject}`);

const AWAY_MS = 600_000;
const PATIENCE_SECONDS = 10;
/** How long a provider's metadata is cached (the library fetches its keys). */
const KNOWN_MS = 3_600_000;
const local = (issuer: string): boolean => /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(issuer);

/** The configured providers: OpenID Connect Core 1.0, code flow with PKCE (RFC 7636), state and nonce. */
export class Providers {
  readonly #known = new Map<string, { at: number; configuration: Promise<client.Configuration> }>();

  constructor(
    readonly list: readonly ProviderSettings[],
    private readonly keys: Keys,
  ) {
    for (const { id, issuer } of list)
      if (!issuer.startsWith('https:') && !local(issuer))
        throw new Error(`HEYI_OIDC: ${id}: the issuer must be https / 登录服务必须使用 https`);
  }

  /** The URL to send the browser to, and the data needed to check the answer. */
  async begin(id: string, callback: string, link?: Away['link']): Promise<{ address: string; cookie: string }> {
    const { scope } = this.#settings(id);
    const away: Away = {
      provider: id,
      state: newToken(),
      nonce: newToken(),
      verifier: client.randomPKCECodeVerifier(),
      at: Date.now(),
      ...(link && { link }),
    };
    const address = client.buildAuthorizationUrl(await this.#configuration(id), {
      redirect_uri: callback,
      scope: scope.split(' ').includes('openid') ? scope : `openid ${scope}`,
      state: away.state,
      nonce: away.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(away.verifier),
      code_challenge_method: 'S256',
      ...(link && { prompt: 'login' }),
    });
    return { address: address.href, cookie: this.keys.seal(away) };
  }

  /**
   * The person who came back. Throws PROVIDER_FAILED if the answer does not match: another state, another browser, a
   * code used before.
   */
  async finish(
    id: string,
    callback: URL,
    cookie: string | undefined,
  ): Promise<ProviderIdentity & { link?: Away['link'] }> {
    const away = this.#away(cookie);
    if (!away || away.provider !== id || Date.now() - away.at > AWAY_MS) throw new Problem('PROVIDER_FAILED');
    try {
      const tokens = await client.authorizationCodeGrant(await this.#configuration(id), callback, {
        pkceCodeVerifier: away.verifier,
        expectedState: away.state,
        expectedNonce: away.nonce,
        idTokenExpected: true,
      });
      const { iss, sub } = tokens.claims()!;
      return { issuer: iss, subject: sub, idToken: tokens.id_token!, ...(away.link && { link: away.link }) };
    } catch (error) {
      throw new Problem('PROVIDER_FAILED', { because: error });
    }
  }

  /** The URL that ends the sign-in at the provider too; undefined if the provider has none. */
  async signOut(id: string, idToken: string | undefined, home: string): Promise<string | undefined> {
    if (!this.list.some((each) => each.id === id)) return undefined;
    try {
      const configuration = await this.#configuration(id);
      if (!configuration.serverMetadata().end_session_endpoint) return undefined;
      return client.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: home,
        ...(idToken && { id_token_hint: idToken }),
      }).href;
    } catch {
      // The provider is unavailable: the user is signed out here all the same.
      return undefined;
    }
  }

  #settings(id: string): ProviderSettings {
    const found = this.list.find((each) => each.id === id);
    if (!found) throw new Problem('NOT_FOUND');
    return found;
  }

  #configuration(id: string): Promise<client.Configuration> {
    const known = this.#known.get(id);
    if (known && Date.now() - known.at < KNOWN_MS) return known.configuration;
    const { issuer, clientId, clientSecret } = this.#settings(id);
    const configuration = client
      .discovery(
        new URL(issuer),
        clientId,
        undefined,
        clientSecret ? client.ClientSecretPost(clientSecret) : client.None(),
        {
          timeout: PATIENCE_SECONDS,
          // Only for local trials: providerSettings accepts no other issuer without https.
          ...(local(issuer) && { execute: [client.allowInsecureRequests] }),
        },
      )
      .catch((error: unknown) => {
        this.#known.delete(id);
        throw new Problem('PROVIDER_FAILED', { because: error });
      });
    this.#known.set(id, { at: Date.now(), configuration });
    return configuration;
  }

  #away(cookie: string | undefined): Away | undefined {
    try {
      return cookie ? (this.keys.open(cookie) as Away) : undefined;
    } catch {
      return undefined;
    }
  }
}
