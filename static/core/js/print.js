// The page on paper: a sheet for the client, or a list to walk round with.

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
