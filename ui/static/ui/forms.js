// Forms: no second sending, canned reasons, errors in focus, the ID number that fills what it says.
(function () {
  "use strict";
  const SEND_AGAIN_AFTER = 10000; // milliseconds: by then an answer came, or a file was downloaded

  // One sending at a time. The button is shut after the browser has read the form, so that its own value goes along.
  function release(form) {
    form.removeAttribute("aria-busy");
    form.querySelectorAll("button[data-shut]").forEach(function (button) {
      button.disabled = false;
      delete button.dataset.shut;
    });
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    window.setTimeout(function () {
      form.querySelectorAll("button:not([type=button]):not(:disabled)").forEach(function (button) {
        button.disabled = true;
        button.dataset.shut = "";
      });
    }, 0);
    window.setTimeout(function () { release(form); }, SEND_AGAIN_AFTER);
  });
  window.addEventListener("pageshow", function () { document.querySelectorAll("form[aria-busy]").forEach(release); });
  document.addEventListener("htmx:afterRequest", function (event) {
    const form = event.target.closest("form[aria-busy]");
    if (form) {
      release(form);
    }
  });

  // Canned reasons are put in and stay editable.
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-canned]");
    if (!button) {
      return;
    }
    const reason = document.getElementById(button.dataset.canned);
    const before = reason.value.trim();
    reason.value = before && !before.includes(button.textContent) ? before + "；" + button.textContent : button.textContent;
    reason.focus();
    reason.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // Demo sign-ins fill the form beside them.
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-fill-username]");
    if (!button) {
      return;
    }
    document.getElementById("id_username").value = button.dataset.fillUsername;
    const password = document.getElementById("id_password");
    password.value = button.dataset.fillPassword;
    password.form.querySelector("button[type=submit]").focus();
  });

  // A link of the error summary leads into the control itself, also where that is a group of buttons.
  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (target) {
      event.preventDefault();
      const control = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
      const shown = control && control.tomselect ? control.tomselect : control || target;
      shown.focus();
      target.scrollIntoView({ block: "center" });
    }
  });

  // ID numbers (GB 11643): what they say is filled in; a wrong check character is said at once.
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const CHECKS = "10X98765432";

  function checksOut(number) {
    const sum = WEIGHTS.reduce(function (total, weight, place) { return total + weight * Number(number[place]); }, 0);
    return CHECKS[sum % 11] === number[17];
  }

  function beside(input, name) {
    const prefix = input.name.slice(0, input.name.lastIndexOf("-") + 1);
    return name ? Array.from(input.form.elements).filter(function (field) { return field.name === prefix + name; }) : [];
  }

  function fill(fields, value) {
    fields.forEach(function (field) {
      if (field.type === "radio") {
        field.checked = field.value === value;
      } else if (!field.value || field.dataset.filled === field.value) {
        field.value = value;
        field.dataset.filled = value;
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  function hint(input, words) {
    let line = input.parentElement.querySelector(".id-hint");
    if (!line) {
      line = document.createElement("p");
      line.className = "field-hint id-hint";
      line.setAttribute("role", "status");
      input.after(line);
    }
    line.textContent = words;
  }

  function read(input) {
    const number = input.value.replace(/\s/g, "").toUpperCase();
    if (number !== input.value) {
      input.value = number;
    }
    if (!/^\d{17}[\dX]$/.test(number)) {
      hint(input, number.length === 18 ? "身份证号应为 17 位数字加 1 位校验码。" : "");
      return;
    }
    if (!checksOut(number)) {
      hint(input, "校验码不符，请核对证件。");
      return;
    }
    hint(input, "");
    fill(beside(input, input.dataset.birth), number.slice(6, 10) + "-" + number.slice(10, 12) + "-" + number.slice(12, 14));
    fill(beside(input, input.dataset.sex), Number(number[16]) % 2 ? input.dataset.male : input.dataset.female);
  }

  document.addEventListener("input", function (event) {
    if (event.target.matches("[data-id-number]")) {
      read(event.target);
    }
  });

  // What came back with errors is opened and in focus.
  const open = document.querySelector(".modal[data-open]");
  if (open && window.bootstrap) {
    window.bootstrap.Modal.getOrCreateInstance(open).show();
  }
  const summary = document.querySelector("main [data-error-summary]");
  if (summary && !open) {
    summary.focus();
  }
})();
