/** Passkeys: asks the device to make a key, or to sign with one, and sends what it answers along with the form. */
import { behaves } from "../../ui/islands/base/behaviours.ts";

type Plain = Record<string, any>;

export function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

export function text(buffer: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const withBytes = (list: Plain[] | undefined) => list?.map((key) => ({ ...key, id: bytes(key.id) }));

export async function make(options: Plain, alone: boolean): Promise<Plain> {
  const asked = options.publicKey;
  const selection = { ...asked.authenticatorSelection };
  selection.residentKey = alone ? "required" : "discouraged";
  selection.requireResidentKey = alone;
  if (alone) selection.userVerification = "required";
  const publicKey = {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: withBytes(asked.excludeCredentials),
    authenticatorSelection: selection,
  };
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...named(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

export async function sign(options: Plain): Promise<Plain> {
  const asked = options.publicKey;
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: withBytes(asked.allowCredentials) };
  const signed = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = signed.response as AuthenticatorAssertionResponse;
  return {
    ...named(signed),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  };
}

function named(key: PublicKeyCredential): Plain {
  return {
    type: key.type,
    id: key.id,
    rawId: text(key.rawId),
    authenticatorAttachment: key.authenticatorAttachment ?? undefined,
    clientExtensionResults: key.getClientExtensionResults(),
  };
}

function answers(form: HTMLFormElement, ask: (form: HTMLFormElement) => Promise<Plain>): void {
  const show = (what: string, shown: boolean) => form.querySelector<HTMLElement>(`[data-${what}]`)?.toggleAttribute("hidden", !shown);
  if (!window.PublicKeyCredential) {
    show("unable", true);
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    return;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    show("failed", false);
    const pressed = event.submitter !== null;
    try {
      form.querySelector<HTMLInputElement>("[name=credential]")!.value = JSON.stringify(await ask(form));
    } catch {
      // A browser may want the button pressed first: it stands there.
      show("failed", pressed);
      return;
    }
    // One tick for every way to sign in.
    for (const field of form.querySelectorAll<HTMLInputElement>("[data-as]")) {
      field.value = document.querySelector<HTMLInputElement>(`#${CSS.escape(field.dataset["as"]!)}`)?.checked ? "yes" : "";
    }
    HTMLFormElement.prototype.submit.call(form);
  });
  if (form.dataset.begins === undefined) return;
  // Once: who comes back to this page presses the button.
  history.replaceState(null, "", form.action);
  form.requestSubmit();
}

const given = (form: HTMLFormElement) => JSON.parse(document.querySelector(form.dataset.options!)!.textContent!);

async function fetched(form: HTMLFormElement): Promise<Plain> {
  const response = await fetch(form.dataset.optionsFrom!, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).request_options;
}

behaves("adds-passkey", (element) =>
  answers(element as HTMLFormElement, (form) =>
    make(given(form).creation_options, form.querySelector<HTMLInputElement>("[name=passwordless]")?.checked ?? true),
  ),
);
behaves("uses-passkey", (element) =>
  answers(element as HTMLFormElement, async (form) =>
    sign(form.dataset.optionsFrom ? await fetched(form) : given(form).request_options),
  ),
);
