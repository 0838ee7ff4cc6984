// A real external OpenID provider for tests: node oidcProvider.mjs PORT CALLBACK HOME
// Its sign-in page accepts any name without a password.
import { Provider } from 'oidc-provider';

const [port, callback, home] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const client = (client_id, more) => ({
  client_id,
  redirect_uris: [callback, callback.replace('/house/', '/other/')],
  post_logout_redirect_uris: [home],
  grant_types: ['authorization_code'],
  response_types: ['code'],
  ...more,
});
const provider = new Provider(issuer, {
  clients: [
    client('heyi', { client_secret: 'a-secret-of-this-test', token_endpoint_auth_method: 'client_secret_post' }),
    client('heyi-public', { token_endpoint_auth_method: 'none' }),
  ],
  // Heyi must ignore names and addresses of the provider's users.
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, email: `${sub}@example.com`, name: sub }) }),
  pkce: { required: () => true },
  cookies: { keys: ['a-key-of-this-test'] },
  ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
});
provider.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
