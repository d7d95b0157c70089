/**
 * Being told on this device. The browser is asked only after somebody pressed; what it gives is sent with an ordinary form.
 * A subscription that is not of who looks at the page is of who used this browser before: it is given up.
 */
import { behaves } from "../../ui/islands/base/behaviours.ts";

const bytes = (text: string) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

export async function markOf(endpoint: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return [...new Uint8Array(hash)].map((one) => one.toString(16).padStart(2, "0")).join("");
}

function isOurs(subscription: PushSubscription, key: string): boolean {
  const used = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0));
  return used.join() === bytes(key).join();
}

function send(form: HTMLFormElement, subscription: PushSubscription): void {
  const told = subscription.toJSON();
  const values: Record<string, string> = { endpoint: subscription.endpoint, ...told.keys };
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  form.submit();
}

behaves("tells-on-this-device", async (element) => {
  const form = element as HTMLFormElement;
  const show = (name: string) => form.parentElement?.querySelectorAll<HTMLElement>("[data-when]").forEach((one) => (one.hidden = one.dataset.when !== name));
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return show("cannot");
  const key = form.dataset.key ?? "";
  const worker = await navigator.serviceWorker.ready;
  const known = (form.dataset.known ?? "").split(" ");
  let subscription = await worker.pushManager.getSubscription();
  if (subscription && !(isOurs(subscription, key) && known.includes(await markOf(subscription.endpoint)))) {
    await subscription.unsubscribe();
    subscription = null;
  }
  show(subscription ? "on" : Notification.permission === "denied" ? "denied" : "off");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if ((await Notification.requestPermission()) !== "granted") return show("denied");
    try {
      send(form, await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) }));
    } catch {
      show("cannot");
    }
  });
});
