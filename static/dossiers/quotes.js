// The sheet for the client is this page on paper.

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
