// Shows what needs a passkey where the browser knows passkeys, and says it on the page when one did not work.
// The talking with the browser is done by the account library's own script (mfa/js/webauthn.js).

const said = document.getElementById("passkey-said");

if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("[data-passkey]")) button.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  said.hidden = false;
});
