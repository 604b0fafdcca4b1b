// Before anything is drawn: how the archive looked to her last, since the page that a device keeps is everybody's.
try {
  const { dataset } = document.documentElement;
  if (!Object.keys(dataset).length) Object.assign(dataset, JSON.parse(localStorage.getItem("offline-look")) ?? {});
} catch {
  // the usual look
}
document.documentElement.classList.add("scripted");
