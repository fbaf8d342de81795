// Has the server set the cookie of the login, or take it away: no script can read or write it.
//
// Each order is carried out once a page, however often it is drawn.

export default ({ data }) => {
  const carriedOut = (window.doneOnceLogin ??= new Set());
  if (carriedOut.has(data.order)) return;
  carriedOut.add(data.order);
  fetch(new URL(data.address, document.baseURI), {
    method: data.ticket ? "POST" : "DELETE", body: data.ticket || undefined, credentials: "same-origin",
  }).catch(() => {}); // without it the login lasts until the page is loaded anew
};
