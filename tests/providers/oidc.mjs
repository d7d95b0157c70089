/** A real OpenID Connect provider for the tests: `node oidc.mjs PORT CALLBACK`. Whoever is typed as login signs in; any password will do. */
import { Provider } from "oidc-provider";

const [port, callback] = process.argv.slice(2);
const people = {
  fatima: { email: "fatima@lindehof.example", email_verified: true, name: "Fatima El Amrani", groups: ["zorg-seh"] },
  nora: { email: "nora@lindehof.example", email_verified: true, name: "Nora Nieuw", groups: [] },
  eve: { email: "otto@lindehof.example", email_verified: false, name: "Eve", groups: [] },
};

const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: "zwerm", client_secret: "the-secret-of-the-client", redirect_uris: [callback] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
  conformIdTokenClaims: false,
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  cookies: { keys: ["only for tests"] },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
