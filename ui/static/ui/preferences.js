// Runs in <head>, before anything is painted: says that scripts run, and sets the user's text size.
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const size = window.localStorage.getItem("text-size:" + (root.dataset.user || ""));
    if (size === "14" || size === "16" || size === "18") {
      root.dataset.textSize = size;
    }
  } catch (error) {
    // Storage is shut off: the standard size stays.
  }
})();
