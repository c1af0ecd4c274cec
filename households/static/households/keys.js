// Casework by keyboard: a key goes to its act, Ctrl+Enter sends the reason one is typing.
(function () {
  "use strict";

  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
      const button = event.target.form && event.target.form.querySelector("button[type=submit]:not(:disabled)");
      if (button) {
        event.preventDefault();
        button.click();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector(".modal.show")) {
      return;
    }
    const act = document.querySelector('[data-act-key="' + CSS.escape(event.key) + '"]');
    if (!act) {
      return;
    }
    event.preventDefault();
    // What asks for a reason opens; what would take effect at once waits for Enter.
    if (act.matches("a")) {
      act.click();
    } else {
      act.focus();
    }
  });

  // A dialogue opens with the reason in focus.
  document.addEventListener("shown.bs.modal", function (event) {
    const field = event.target.querySelector("textarea, input:not([type=hidden]), select");
    if (field) {
      field.focus();
    }
  });
})();
