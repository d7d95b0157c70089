/**
 * A real SAML identity provider for the tests: `node saml.mjs PORT KEY CERTIFICATE`. Whoever is typed as login signs in.
 * It learns of the service at /trust?metadata=…, as its administrator would teach it; /leave ends the session here and there.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import samlp from "samlp";
import Participants from "samlp/lib/sessionParticipants/index.js";

const [port, keyFile, certificateFile] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}/metadata`;
const key = readFileSync(keyFile, "utf8");
const cert = readFileSync(certificateFile, "utf8");
const people = {
  fatima: { id: "f-1", email: "fatima@lindehof.example", name: "Fatima El Amrani" },
  nora: { id: "n-1", email: "nora@lindehof.example", name: "Nora Nieuw" },
};
const FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const service = {};
const sessions = new Map();

function profileMapper(person) {
  return {
    getClaims: () => ({ "urn:oid:0.9.2342.19200300.100.1.3": person.email, displayName: person.name }),
    getNameIdentifier: () => ({ nameIdentifier: person.id, nameIdentifierFormat: FORMAT }),
  };
}
profileMapper.prototype.metadata = [];

async function trust(address) {
  const told = await (await fetch(address)).text();
  service.entity = /entityID="([^"]+)"/.exec(told)[1];
  service.answers = /AssertionConsumerService[^>]* Location="([^"]+)"/.exec(told)[1];
  service.ending = /SingleLogoutService[^>]* Location="([^"]+)"/.exec(told)?.[1];
  service.cert = `-----BEGIN CERTIFICATE-----\n${/<ds:X509Certificate>([^<]+)/.exec(told)[1].match(/.{1,64}/g).join("\n")}\n-----END CERTIFICATE-----\n`;
}

function signIn(req, res, next) {
  const again = req.asked.forceAuthn === "true" && req.method !== "POST";
  if (req.body.login) req.session.person = req.body.login;
  if (!people[req.session.person] || again) {
    res.send('<form method="post"><input name="login" aria-label="login"><button>Sign in</button></form>');
    return;
  }
  req.session.index ??= `s-${sessions.size}-${Date.now()}`;
  req.session.participants = new Participants([
    {
      serviceProviderId: service.entity, nameId: people[req.session.person].id, nameIdFormat: FORMAT, sessionIndex: req.session.index,
      serviceProviderLogoutURL: service.ending, cert: service.cert, binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect",
    },
  ]);
  samlp.auth({
    issuer, key, cert, profileMapper, signingCert: service.cert, sessionIndex: req.session.index, destination: service.answers,
    recipient: service.answers, lifetimeInSeconds: 300, authnContextClassRef: "urn:oasis:names:tc:SAML:2.0:ac:classes:Password",
    getUserFromRequest: () => people[req.session.person], getPostURL: (_audience, _dom, _req, done) => done(null, service.answers),
  })(req, res, next);
}

function signOut(req, res, next) {
  samlp.logout({
    issuer, key, cert, deflate: true, protocolBinding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect",
    signatureAlgorithm: "rsa-sha256", digestAlgorithm: "sha256", destination: service.ending,
    sessionParticipants: req.session.participants,
    clearIdPSession: (done) => {
      delete req.session.person;
      done();
    },
  })(req, res, next);
}

createServer(async (req, res) => {
  const url = new URL(req.url, `http://127.0.0.1:${port}`);
  let sent = "";
  for await (const piece of req) sent += piece;
  const named = /session=(\w+)/.exec(req.headers.cookie ?? "")?.[1] ?? Math.random().toString(36).slice(2);
  if (!sessions.has(named)) sessions.set(named, {});
  Object.assign(req, {
    query: Object.fromEntries(url.searchParams), body: Object.fromEntries(new URLSearchParams(sent)), session: sessions.get(named),
    originalUrl: req.url, protocol: "http",
  });
  Object.assign(res, {
    set: (name, value) => res.setHeader(name, value),
    send: (told) => {
      res.statusCode = typeof told === "number" ? told : 200;
      if (!res.hasHeader("Content-Type")) res.setHeader("Content-Type", "text/html");
      res.end(String(told));
    },
    redirect: (to) => res.writeHead(302, { Location: to }).end(),
  });
  res.setHeader("Set-Cookie", `session=${named}; HttpOnly; Path=/`);
  const failed = (error) => res.writeHead(500).end(String(error?.stack ?? error));
  if (url.pathname === "/trust") await trust(req.query.metadata).then(() => res.send("trusted"), failed);
  else if (url.pathname === "/metadata")
    samlp.metadata({ issuer, cert, profileMapper, redirectEndpointPath: "/sso", postEndpointPath: "/sso", logoutEndpointPaths: { redirect: "/slo" } })(req, res);
  else if (url.pathname === "/sso")
    samlp.parseRequest(req, { signingCert: service.cert }, (error, asked) => {
      req.asked = asked ?? {};
      if (error) failed(error);
      else signIn(req, res, failed);
    });
  else if (url.pathname === "/slo" || url.pathname === "/leave") signOut(req, res, failed);
  else res.writeHead(404).end();
}).listen(Number(port), "127.0.0.1", () => console.log("ready"));
