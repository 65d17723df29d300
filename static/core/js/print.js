// A sheet for the client is its page on paper.

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
