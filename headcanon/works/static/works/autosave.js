/* Keeps what is typed in a form: first in this browser, then in the archive, seconds after it was typed.

   What this promises: what it says is kept is kept; nothing is thrown away but by the writer; of two texts that were
   written past each other the archive keeps both (works/drafting.py), and so does the browser. */

const A_PAUSE = 1500; // without typing
const AT_LATEST = 3000; // while typing
const FIRST_RETRY = 2000;
const LAST_RETRY = 60_000;
const MOST_WHEN_LEAVING = 60_000; // browsers take no more along from a page that closes
const PATIENCE = 60_000;
const NOT_FIELDS = ["csrfmiddlewaretoken", "version", "device", "action"];

// --- A form's fields ------------------------------------------------------------------------------------------------

function isMany(control) {
  return control instanceof RadioNodeList ? control[0].type === "checkbox" : control?.type === "select-multiple";
}

/* By name what stands in the form; a list where a field can have several values. */
export function fieldsOf(form) {
  const data = new FormData(form);
  const names = [...new Set(data.keys())].filter((name) => !NOT_FIELDS.includes(name));
  return Object.fromEntries(
    names.map((name) => [name, isMany(form.elements[name]) ? data.getAll(name) : data.get(name)]),
  );
}

/* Whether two sets of fields say the same; blanks at the ends of lines and between blocks say nothing. */
function sameWords(one, other) {
  return spaceless(one) === spaceless(other);
}

function spaceless(fields) {
  const names = Object.keys(fields).sort();
  const texts = names.map((name) => [name, String(fields[name]).replace(/(<p><\/p>|\s)+/g, "")]);
  return JSON.stringify(texts.filter(([, text]) => text));
}

// --- Keeping --------------------------------------------------------------------------------------------------------

export const STATES = { kept: "kept", inArchiveOnly: "archive-only", here: "here", apart: "apart", nowhere: "nowhere" };

/* `report(state, time)` is told how things stand, `behind(isSo)` whether something typed is still on its way,
   `notice(name, address, line)` what the writer should know. */
export function autosave(form, { shelf, device, page, asOpened, report, behind, notice }) {
  const place = form.dataset.keep;
  let version = Number(form.dataset.version);
  let timer = null;
  let typedSince = null; // when the first stroke came that is not laid down yet
  let newest = null; // the entry laid down last
  let lostSince = null; // when the archive was first found out of reach
  let failures = 0;
  let sending = null;

  function changed() {
    typedSince ??= Date.now();
    behind(true);
    wake(Math.max(0, Math.min(A_PAUSE, typedSince + AT_LATEST - Date.now())));
  }

  function wake(delay) {
    clearTimeout(timer);
    timer = setTimeout(keep, delay);
  }

  function isBehind() {
    return typedSince !== null || (newest !== null && !newest.isKept);
  }

  /* Lay down what is typed here, and send it. One at a time: what is typed meanwhile waits for the next. */
  async function keep() {
    clearTimeout(timer);
    if (sending) await sending;
    if (!isBehind()) return true;
    const entry = layDown();
    await entry.lying;
    sending = send(entry).finally(() => (sending = null));
    return sending;
  }

  function layDown(put = shelf.put) {
    typedSince = null;
    const fields = fieldsOf(form);
    const laid = { place, page, device, version, fields, at: Date.now(), isKept: false };
    newest = { ...laid, laid, isHere: true };
    newest.lying = put(laid).catch(() => (newest.isHere = false));
    return newest;
  }

  async function send(entry, isLeaving = false) {
    const body = JSON.stringify({ device, seen: version, fields: entry.fields });
    if (isLeaving && body.length > MOST_WHEN_LEAVING) return false;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(place, {
        method: "POST",
        body,
        headers: { ...headers, Accept: "application/json" },
        keepalive: isLeaving,
        signal: AbortSignal.timeout(PATIENCE),
      });
      return await heard(answer.status, await answer.json().catch(() => ({})), entry);
    } catch {
      return failed(entry);
    }
  }

  async function heard(status, said, entry) {
    if (status === 200 && said.version) return arrived(said.version, entry, STATES.kept);
    // It stands apart now; sent again and again it replaces only itself.
    if (status === 409) return notice("apart", said.compare), arrived(null, entry, STATES.apart);
    if (status === 403 && said.sign_in) notice("signed-out", said.sign_in);
    else if (status === 403 && (await renewToken())) return send(entry);
    else if (status >= 400 && status < 500) notice("refused", null, said.error);
    return failed(entry);
  }

  function arrived(newVersion, entry, state) {
    failures = 0;
    lostSince = null;
    entry.isKept = true;
    if (newVersion) version = newVersion;
    form.dataset.version = form.elements.version.value = version;
    if (entry === newest) shelf.put({ ...entry.laid, isKept: true }).catch(() => {});
    if (state === STATES.kept) notice(null);
    behind(isBehind());
    report(state === STATES.kept && !entry.isHere ? STATES.inArchiveOnly : state, new Date());
    return state === STATES.kept;
  }

  function failed(entry) {
    lostSince ??= new Date();
    failures += 1;
    report(entry.isHere ? STATES.here : STATES.nowhere, lostSince);
    if (typedSince === null) wake(Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (failures - 1)));
    return false;
  }

  /* Who signed in again in another tab has a new form token; this page's is no longer good. */
  async function renewToken() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(form.id);
    const token = fresh?.elements.csrfmiddlewaretoken?.value;
    if (!token || form.dataset.renewed === version + token) return false;
    form.dataset.renewed = version + token;
    for (const each of document.querySelectorAll("[name=csrfmiddlewaretoken]")) each.value = token;
    return true;
  }

  /* The page is put away or closed: there may be no later. */
  function leave() {
    if (!isBehind()) return;
    clearTimeout(timer);
    const entry = typedSince === null ? newest : layDown(shelf.putInHaste);
    if (!sending || entry !== newest) send(entry, true);
  }

  addEventListener("online", () => isBehind() && keep());
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : isBehind() && changed()));
  addEventListener("beforeunload", (event) => newest && !newest.isKept && !newest.isHere && event.preventDefault());

  /* What an earlier page of this browser laid down and could not send, unless a tab still sees to it. */
  async function offered(others) {
    const lying = await shelf.lyingAt(place).catch(() => []);
    const differing = lying.filter((entry) => entry.page !== page && !others.has(entry.device));
    const said = differing.filter((entry) => sameWords({ ...asOpened, ...entry.fields }, asOpened));
    await Promise.all(said.map((entry) => shelf.take(entry)));
    return differing.filter((entry) => !said.includes(entry));
  }

  return { changed, keep, isBehind, offered };
}
