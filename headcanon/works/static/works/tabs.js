/* Which tab this is. Two tabs are two devices, also when one was made by duplicating the other: only so does the
   archive see that both write one text. */

const KEY = "headcanon.device";
const WHO = "who?";
const TIME_TO_ANSWER = 150;

export function randomName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* This tab's name, and the names of the other tabs that are open. */
export async function thisTab() {
  const others = new Set();
  let device = null;
  const channel = new BroadcastChannel(KEY);
  channel.onmessage = ({ data }) => {
    if (data !== WHO) others.add(data);
    else if (device) channel.postMessage(device);
  };
  channel.postMessage(WHO);
  await new Promise((resolve) => setTimeout(resolve, TIME_TO_ANSWER));
  const before = sessionStorage.getItem(KEY);
  device = before && !others.has(before) ? before : randomName();
  sessionStorage.setItem(KEY, device);
  // A page that is closing must not speak for a tab that goes on under its name.
  addEventListener("pagehide", () => channel.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  return { device, others };
}
