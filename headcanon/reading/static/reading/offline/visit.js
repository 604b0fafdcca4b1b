// On every page: whether this device keeps anything, and for whom. If it does, or is asked to, the rest is fetched.
(() => {
  const { reader, keeping, worker } = document.currentScript.dataset;
  const load = () => import(keeping);
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem("offline"));
    if (kept) localStorage.setItem("offline-look", JSON.stringify({ ...document.documentElement.dataset }));
  } catch {
    return; // a browser that keeps nothing
  }
  if (!("serviceWorker" in navigator && "indexedDB" in window)) return;
  if (kept) load().then(({ visit }) => visit(reader, worker)).catch(reportError);

  for (const place of document.querySelectorAll("[data-keep]")) {
    const [button, says] = [place.querySelector("button"), place.querySelector("[role=status]")];
    const shown = (sentence, isDone) => {
      says.textContent = place.dataset[sentence];
      button.parentNode.hidden = isDone;
    };
    if (kept?.chosen?.includes(Number(place.dataset.keep)) && kept.reader === reader) shown("kept", true);
    place.hidden = false;
    button.addEventListener("click", async () => {
      shown("keeping", false);
      button.disabled = true;
      try {
        const { choose } = await load();
        const how = await choose(Number(place.dataset.keep), { reader, worker });
        shown(how, how === "kept");
      } catch (error) {
        reportError(error);
        shown("failed", false);
      }
      button.disabled = false;
    });
  }
})();
