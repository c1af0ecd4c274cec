// The shell and the lists. Every page also works without this file.
(function () {
  "use strict";
  const root = document.documentElement;

  function announce(words) {
    const announcer = document.getElementById("announcer");
    if (announcer && words) {
      announcer.textContent = "";
      window.setTimeout(function () { announcer.textContent = words; }, 50);
    }
  }

  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  // Text size, kept per user on this device.
  function showTextSize() {
    const now = root.dataset.textSize || String(Math.round(parseFloat(getComputedStyle(root).fontSize)));
    document.querySelectorAll("button[data-text-size]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.textSize === now));
    });
  }

  function setTextSize(size) {
    root.dataset.textSize = size;
    try {
      window.localStorage.setItem("text-size:" + (root.dataset.user || ""), size);
    } catch (error) {
      // Storage is shut off: the size holds for this page.
    }
    showTextSize();
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-text-size]");
    if (button) {
      setTextSize(button.dataset.textSize);
    }
  });

  // Menus are <details>: a click elsewhere or Escape shuts them.
  function shutMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (menu !== except) {
        menu.open = false;
      }
    });
  }

  document.addEventListener("click", function (event) {
    shutMenus(event.target.closest("details.menu"));
  });

  // Keys: "/" goes to the search box, j and k walk down and up a list, Escape shuts a menu.
  function shutMenuInFocus() {
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }

  function walk(step) {
    const links = Array.from(document.querySelectorAll("[data-list] .row-link"));
    if (links.length) {
      const next = links.indexOf(document.activeElement) + step;
      links[Math.max(0, Math.min(links.length - 1, next))].focus();
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      shutMenuInFocus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector(".modal.show")) {
      return;
    }
    const field = document.querySelector('[data-focus-key="' + CSS.escape(event.key) + '"]');
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "j" || event.key === "k") {
      walk(event.key === "j" ? 1 : -1);
    }
  });

  document.addEventListener("focusin", function (event) {
    document.querySelectorAll("tr.is-current").forEach(function (row) { row.classList.remove("is-current"); });
    const row = event.target.closest("[data-list] tbody tr");
    if (row) {
      row.classList.add("is-current");
    }
  });

  // A click anywhere on a row opens it; links, buttons and selected words keep their own meaning.
  function markRows(scope) {
    scope.querySelectorAll("[data-list] .row-link").forEach(function (link) {
      link.closest("tr").classList.add("opens");
    });
  }

  document.addEventListener("click", function (event) {
    const row = event.target.closest("[data-list] tr.opens");
    if (!row || event.target.closest("a, button, input, label, select, summary") || String(window.getSelection())) {
      return;
    }
    row.querySelector(".row-link").click();
  });

  // HTMX: announce what came, move focus to the results when they were asked for from within them.
  let askedFromWithin = false;
  document.addEventListener("htmx:beforeRequest", function (event) {
    askedFromWithin = Boolean(event.detail.target && event.detail.target.contains(event.detail.elt));
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    const answer = event.detail.xhr.responseText.slice(0, 200).toLowerCase();
    if (answer.includes("<!doctype html") && event.detail.target !== document.body) {
      // A whole page where a part was asked for: the session has ended, or the server failed.
      event.preventDefault();
      window.location.assign(event.detail.xhr.responseURL || window.location.href);
    }
  });

  document.addEventListener("htmx:afterSettle", function (event) {
    const arrived = event.detail.elt;
    markRows(document);
    announce(arrived.dataset ? arrived.dataset.announce : "");
    if (askedFromWithin && arrived.id === "results") {
      arrived.focus({ preventScroll: true });
    }
  });

  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () { warn("网络不通，没有取到结果。请检查网络后重试。"); });
  });
  document.addEventListener("htmx:responseError", function () { warn("服务器没有给出结果，请稍后重试。"); });

  function warn(words) {
    const messages = document.getElementById("messages");
    if (!messages || messages.textContent.includes(words)) {
      return;
    }
    const alert = document.createElement("div");
    alert.className = "alert alert-danger";
    alert.setAttribute("role", "alert");
    alert.textContent = words;
    messages.append(alert);
  }

  // The moment of printing stands on the paper.
  window.addEventListener("beforeprint", function () {
    const now = new Date();
    const two = function (part) { return String(part).padStart(2, "0"); };
    const words = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate()) +
      " " + two(now.getHours()) + ":" + two(now.getMinutes());
    document.querySelectorAll("[data-print-time]").forEach(function (time) { time.textContent = words; });
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) {
      window.print();
    }
  });

  // On a phone the filters begin folded; what is in force stands as chips above the results.
  var phone = window.matchMedia("(max-width: 575.98px)");

  function foldFilters() {
    document.querySelectorAll(".filters-fold").forEach(function (fold) {
      fold.open = !phone.matches || fold.querySelector(".field-error") !== null;
    });
  }

  phone.addEventListener("change", foldFilters);

  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      shutMenus(null);
    }
  });

  showTextSize();
  markRows(document);
  foldFilters();
})();
