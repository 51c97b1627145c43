// Copies what a button carries, and says so.
"use strict";
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const toast = document.getElementById("toast");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    toast.textContent = button.dataset.copied;
  } catch (refused) {
    toast.textContent = button.dataset.copy; // the browser does not allow it: show the words, to copy by hand
  }
  toast.classList.add("shown");
  setTimeout(() => toast.classList.remove("shown"), 2500);
});
